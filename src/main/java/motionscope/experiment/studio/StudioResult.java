package motionscope.experiment.studio;

import java.util.List;
import java.util.Optional;
import motionscope.control.GuidanceTrace;
import motionscope.experiment.GeneratedClip;
import motionscope.metric.Velocity;

/**
 * What was drawn for some settings.
 *
 * @param draft drawn in fewer steps than asked
 * @param steps that were drawn
 * @param unguided the clip of the same prompt and seed without guidance
 * @param guided the clip as asked; the unguided one where nothing is asked
 * @param unguidedSeen what moves in the unguided clip
 * @param guidedSeen what moves in the guided one
 * @param askedGround what the background was asked to do, in pixels per frame; of a reference clip what it does there
 * @param askedShape what the shape was asked to do
 * @param unguidedSeconds the unguided clip took; 0 where it was there already
 * @param guidedSeconds the guided clip took
 */
public record StudioResult(
        StudioSettings settings,
        boolean draft,
        int steps,
        GeneratedClip unguided,
        GeneratedClip guided,
        SeenMotion unguidedSeen,
        SeenMotion guidedSeen,
        Optional<Velocity> askedGround,
        Optional<Velocity> askedShape,
        double unguidedSeconds,
        double guidedSeconds) {
    /** The weighted loss before each update; empty where nothing was guided. */
    public double[] losses() {
        return guided.guidance().map(GuidanceTrace::losses).orElse(new double[0]);
    }

    /** What was adapted, and where guidance was given up. */
    public List<String> notes() {
        return guided.guidance()
                .map(trace -> {
                    List<String> notes = new java.util.ArrayList<>(trace.notes());
                    trace.divergence().ifPresent(notes::add);
                    return List.copyOf(notes);
                })
                .orElse(List.of());
    }
}
