package motionscope.control;

/**
 * One update of the latent of one clip.
 *
 * @param step from 0
 * @param update of that step, from 0
 * @param loss weighted sum of all losses before the update
 * @param regionLosses of each goal, without weight; NaN-free: goals that do not act have 0
 * @param dragLoss of the point drag, without weight
 * @param gradientNorm of the whole gradient (L2)
 * @param clippedNorm of what the clip leaves of it
 * @param change root mean square of the update, as a share of the latent's
 */
public record GuidanceUpdate(
        int step,
        double timestep,
        int update,
        double loss,
        double[] regionLosses,
        double dragLoss,
        double gradientNorm,
        double clippedNorm,
        double change) {}
