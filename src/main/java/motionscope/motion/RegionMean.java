package motionscope.motion;

import java.util.List;
import motionscope.MotionScopeException;

/**
 * Features averaged over a region of each clip, for example over the pixels of one object.
 *
 * <p>A cell of the feature map counts by the number of the region's pixels that lie in it, so a region smaller than a cell is
 * not lost. Means over positions and over frames commute: content correlation may be removed before or after.
 */
public final class RegionMean {
    private RegionMean() {}

    /**
     * @param features (clips, frames, channels, rows, columns)
     * @param masks for each clip, the pixels of its region in a square picture of any size, row-major (side, side)
     * @return (clips, frames, channels, 1, 1)
     * @throws MotionScopeException if there are other numbers of masks, a mask is not square, or a region is empty
     */
    public static Features of(Features features, List<boolean[]> masks) {
        if (masks.size() != features.clips()) {
            throw new MotionScopeException("Each clip has one region, but there are " + masks.size() + " regions for "
                    + features.clips() + " clips.");
        }
        int maps = features.frames() * features.channels();
        float[] means = new float[features.clips() * maps];
        for (int clip = 0; clip < features.clips(); clip++) {
            double[] shares = shares(masks.get(clip), features.rows(), features.columns(), clip); // (rows columns)
            for (int map = 0; map < maps; map++) {
                int start = (clip * maps + map) * features.positions();
                double sum = 0;
                for (int position = 0; position < shares.length; position++) {
                    sum += shares[position] * features.values()[start + position];
                }
                means[clip * maps + map] = (float) sum;
            }
        }
        return new Features(
                features.tap(),
                features.timestep(),
                features.clips(),
                features.frames(),
                features.channels(),
                1,
                1,
                means);
    }

    /** The share of the region's pixels that lies in each cell; sums to 1. */
    private static double[] shares(boolean[] mask, int rows, int columns, int clip) {
        int side = (int) Math.round(Math.sqrt(mask.length));
        if (side * side != mask.length) {
            throw new MotionScopeException(
                    "The region of clip " + clip + " has " + mask.length + " pixels, which is no square picture.");
        }
        double[] shares = new double[rows * columns];
        int pixels = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                shares[i / side * rows / side * columns + i % side * columns / side]++;
                pixels++;
            }
        }
        if (pixels == 0) {
            throw new MotionScopeException(
                    "The region of clip " + clip + " is empty; it needs at least one pixel inside the frame.");
        }
        for (int position = 0; position < shares.length; position++) {
            shares[position] /= pixels;
        }
        return shares;
    }
}
