package motionscope.control;

import java.util.List;

/** The two published ways of guidance, and ours. */
public enum Preset {
    /** The paper's text. */
    PAPER,
    /** The public notebook. */
    OFFICIAL_CODE,
    /** Steps that need no tuning ({@link StepSize#adaptive}). */
    ADAPTIVE;

    private static final int STEPS = 25;

    /** Loss, updates, steps, clip and sharing, without goals. */
    public Guidance guidance() {
        return switch (this) {
            case PAPER ->
                new Guidance(
                        this,
                        List.of(),
                        null,
                        GuidanceLoss.PER_POSITION,
                        null,
                        new GuidedSteps(0, 12, STEPS), // "early steps"
                        1,
                        StepSize.raw(1),
                        new GradientClip(true, 8),
                        KeySharing.GUIDED_STEPS);
            case OFFICIAL_CODE ->
                new Guidance(
                        this,
                        List.of(),
                        null,
                        GuidanceLoss.REGION_MEAN_ON_LATENT,
                        null,
                        new GuidedSteps(3, 12, STEPS),
                        2,
                        StepSize.raw(0.5),
                        new GradientClip(true, GradientClip.ALL_FRAMES),
                        KeySharing.GRADIENT);
            case ADAPTIVE ->
                new Guidance(
                        this,
                        List.of(),
                        null,
                        GuidanceLoss.REGION_MEAN,
                        null,
                        new GuidedSteps(0, 12, STEPS),
                        2,
                        StepSize.adaptive(StepSize.DEFAULT_SHARE),
                        new GradientClip(false, GradientClip.ALL_FRAMES),
                        KeySharing.NONE);
        };
    }

    /** The weight of each goal where none is said. */
    double weight(int goals) {
        return switch (this) {
            case PAPER, ADAPTIVE -> 1;
            case OFFICIAL_CODE -> goals == 1 ? 6 : 8;
        };
    }
}
