package motionscope.experiment.studio;

import motionscope.experiment.GeneratedClip;
import motionscope.video.Clip;

/** Told of what the studio does, on its own thread; an exception from it ends nothing. */
public interface StudioListener {
    /**
     * A clip is begun.
     *
     * @param stage for a person: "draft", "unguided clip"
     * @param steps that it will take
     */
    default void started(String stage, int steps) {}

    /**
     * A step is done.
     *
     * @param done so many
     * @param timestep it went to
     * @param loss before the newest update; NaN where nothing is guided yet
     */
    default void step(int done, double timestep, double loss) {}

    /**
     * The clip that is being drawn, as its clean prediction has it by now.
     *
     * @param done steps
     */
    default void predicted(Clip clip, int done) {}

    /** The guided clip is there, the unguided one beside it not yet. */
    default void guided(GeneratedClip clip, boolean draft) {}

    /** Both clips are there. */
    default void drawn(StudioResult result) {}

    /** The settings could not be drawn; in one line why. */
    default void failed(String message) {}

    /**
     * A person has stopped it; what was shown last stays.
     *
     * @param stage what was being drawn
     * @param done steps of it
     * @param steps that it would have taken
     */
    default void stopped(String stage, int done, int steps) {}
}
