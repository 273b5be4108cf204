package motionscope.experiment.studio;

import motionscope.control.Guidance;
import motionscope.control.GuidedSteps;
import motionscope.control.StepSize;

/**
 * Guidance of a clip, for a draft of it: fewer steps are guided, so each update may be as large as those together that it stands
 * for. So a draft shows the motion that the clip will have, at a fraction of the work.
 */
final class DraftGuidance {
    /** Of the latent's scale: larger updates are felt in the picture. */
    private static final double MOST = 0.05;

    private DraftGuidance() {}

    /**
     * @param steps of the clip
     * @param few of the draft
     */
    static Guidance of(Guidance whole, int steps, int few) {
        StepSize size = whole.stepSize();
        if (!size.relative() || few >= steps) {
            return whole; // published step sizes stay as they are
        }
        GuidedSteps all = whole.steps().forRun(steps);
        int from = all.from() * few / steps;
        int to = Math.max(from + 1, Math.min(few, (int) Math.ceil((double) all.to() * few / steps)));
        double each = size.value() * (all.to() - all.from()) / (to - from);
        Guidance draft = whole.steps(from, to, few);
        return size.kind() == StepSize.Kind.ADAPTIVE
                ? draft.adaptive(Math.min(MOST, each))
                : draft.relative(Math.min(MOST, each));
    }
}
