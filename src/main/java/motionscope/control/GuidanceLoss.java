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
    PER_POSITION;

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
        return regionMean(x, channels, weights).sub(target).square().mean();
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
