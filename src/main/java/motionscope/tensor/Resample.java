package motionscope.tensor;

import java.util.Locale;

/**
 * Images of another size, (n, c, h, w) -> (n, c, height, width), as PyTorch does it.
 *
 * <p>Nothing is smoothed before shrinking unless the name says so: the paper's code and ours read 2 x 2 pixels per cell,
 * however large the factor.
 */
public final class Resample {
    /** Where the values of a sample outside of the image come from. */
    public enum Padding {
        ZEROS,
        BORDER
    }

    private Resample() {}

    /** Bilinear, without antialiasing. */
    public static Tensor bilinear(Tensor x, long height, long width, boolean alignCorners) {
        return call("upsample_bilinear2d", x, height, width, ", " + python(alignCorners));
    }

    /** Bilinear, smoothed before shrinking. */
    public static Tensor bilinearAntialiased(Tensor x, long height, long width) {
        return call("_upsample_bilinear2d_aa", x, height, width, ", False");
    }

    /** Bicubic, without antialiasing. */
    public static Tensor bicubic(Tensor x, long height, long width, boolean alignCorners) {
        return call("upsample_bicubic2d", x, height, width, ", " + python(alignCorners));
    }

    /** Nearest neighbour. */
    public static Tensor nearest(Tensor x, long height, long width) {
        return Ops.upsampleNearest(x, height, width);
    }

    /** Mean over nearly equal cells. */
    public static Tensor average(Tensor x, long height, long width) {
        return call("adaptive_avg_pool2d", x, height, width, "");
    }

    /**
     * Bilinear samples at points.
     *
     * @param x (n, c, h, w)
     * @param points (n, rows, columns, 2) as (x, y) in -1..1
     * @return (n, c, rows, columns)
     */
    public static Tensor at(Tensor x, Tensor points, Padding padding, boolean alignCorners) {
        // 0: bilinear; 0 or 1: zeros or border
        String options = "0, " + padding.ordinal() + ", " + python(alignCorners);
        return Kernel.of("x, g", "torch.grid_sampler(x, g, " + options + ")").call(x, points);
    }

    private static Tensor call(String function, Tensor x, long height, long width, String options) {
        String size = String.format(Locale.ROOT, "[%d, %d]", height, width);
        return Kernel.of("x", "torch." + function + "(x, " + size + options + ")")
                .call(x);
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }
}
