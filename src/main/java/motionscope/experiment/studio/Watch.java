package motionscope.experiment.studio;

import motionscope.experiment.GeneratedClip;
import motionscope.video.Clip;

/** What an engine tells while it draws; each call may throw {@link Superseded} to end the work there. */
interface Watch {
    /** Lets an engine draw to its end. */
    Watch NONE = new Watch() {
        @Override
        public void started(String stage, int steps) {}

        @Override
        public void updated() {}

        @Override
        public void step(int done, double timestep, double loss) {}

        @Override
        public void predicted(Clip clip, int done) {}

        @Override
        public void guided(GeneratedClip clip) {}
    };

    void started(String stage, int steps);

    /** The latent was moved once more within a step. */
    void updated();

    void step(int done, double timestep, double loss);

    /** What the clip that is being drawn will look like, as its clean prediction has it after so many steps. */
    void predicted(Clip clip, int done);

    void guided(GeneratedClip clip);
}
