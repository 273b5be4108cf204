package motionscope.control;

import motionscope.MotionScopeException;

/**
 * Where the gradient may change the latent (equation 8).
 *
 * @param toRegions only inside the union of the goals' regions
 * @param frames only in the first so many frames
 */
public record GradientClip(boolean toRegions, int frames) {
    /** Every frame. */
    public static final int ALL_FRAMES = Integer.MAX_VALUE;

    /** @throws MotionScopeException if no frame is left */
    public GradientClip {
        if (frames < 1) {
            throw new MotionScopeException(
                    "The gradient is kept in the first " + frames + " frames; keep it in at least 1.");
        }
    }
}
