package motionscope.control;

import java.util.Locale;
import motionscope.tensor.Resample;
import motionscope.tensor.Tensor;

/** How far the motion in a region is from what is asked. */
public enum GuidanceLoss {
    /** The official code's: features on the latent's grid, mean over the region first, then mean square error. */
    REGION_MEAN_ON_LATENT,
    /** The same on the grid of the features. */
    REGION_MEAN,
    /** The paper's (equation 3): mean over positions of the norm over channels. */
    PER_POSITION,
    /**
     * The region mean of plain features: no content correlation removal, on either side. It carries the reference's looks
     * over; here for comparison (paper, table 1).
     */
    PLAIN_REGION_MEAN,
    /**
     * How much of the reference is missing: 1 where the sample has nothing of it, 0 where its part along the reference is as
     * large; the mean over frames of {@code (1 - <M_f, R_f> / |R_f|^2)^2}, by their {@code |R_f|^2}. What the sample has
     * beside it, above all the noise of a latent, is left alone; a loss that compares position by position would smooth it
     * away, and the picture's texture with it.
     */
    PROJECTION;

    /** A frame in which the reference is at its mean asks for nothing. */
    private static final double TINY = 1e-12;

    /** Whether each position has a target of its own. */
    boolean perPosition() {
        return this == PER_POSITION || this == PROJECTION;
    }

    /** The grid that a region is needed on: that of the latent, or that of the features. */
    boolean onLatentGrid() {
        return this == REGION_MEAN_ON_LATENT;
    }

    /**
     * The loss of one region.
     *
     * @param x features of one clip, (f, D, h, w)
     * @param channels indices, (C)
     * @param weights of positions, (f, 1, h', w'), on the grid that the loss needs
     * @param target what is asked, (f, C, h', w') or (f, C, 1, 1)
     * @return one number
     */
    public Tensor of(Tensor x, long[] channels, Tensor weights, Tensor target) {
        if (this == PER_POSITION) {
            // (3) L = mean over R of || M_ij - Mref_ij ||
            Tensor norm = moft(x, channels).sub(target).norm(1); // (f, 1, h, w)
            return norm.mul(weights).sum().div(weights.sum());
        }
        if (this == PROJECTION) {
            Tensor wanted = target.mul(weights); // (f, C, h, w)
            Tensor energy = wanted.mul(target).sum(1, 2, 3).add(TINY); // (f, 1, 1, 1)
            Tensor missing = energy.sub(moft(x, channels).mul(wanted).sum(1, 2, 3));
            // sum_f E_f (1 - <M_f, R_f> / E_f)^2 / sum_f E_f
            return missing.square().div(energy).sum().div(energy.sum());
        }
        Tensor mean = this == PLAIN_REGION_MEAN
                ? x.select(1, channels).mul(weights).sum(2, 3).div(weights.sum(2, 3))
                : regionMean(x, channels, weights);
        return mean.sub(target).square().mean();
    }

    /**
     * A: the mean of M over a region in each frame, with M resized to the region's grid.
     *
     * @param x features of one clip, (f, D, h, w)
     * @param weights of positions, (f, 1, h', w')
     * @return (f, C, 1, 1)
     */
    public static Tensor regionMean(Tensor x, long[] channels, Tensor weights) {
        Tensor m = moft(x, channels); // (f, C, h, w)
        if (m.size(2) != weights.size(2) || m.size(3) != weights.size(3)) {
            // resizing and the mean over frames are both linear: M of resized X is resized M
            m = Resample.bilinear(m, weights.size(2), weights.size(3), false); // (f, C, h', w')
        }
        return m.mul(weights).sum(2, 3).div(weights.sum(2, 3));
    }

    /** M of motion channels, (f, D, h, w) -> (f, C, h, w). */
    public static Tensor moft(Tensor x, long... channels) {
        Tensor chosen = x.select(1, channels);
        // (2) M = X[C] - mean_f X[C]
        return chosen.sub(chosen.mean(0));
    }

    /** {@code region mean}, for example. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
