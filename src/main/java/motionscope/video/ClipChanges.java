package motionscope.video;

import java.util.function.DoubleUnaryOperator;
import motionscope.MotionScopeException;

/**
 * What happens to clips on their way: blur, compression, light. To see which findings survive them.
 *
 * <p>Each gives a new clip of the same size, frame by frame; motion is not changed.
 */
public final class ClipChanges {
    private ClipChanges() {}

    /**
     * Gaussian blur: each pixel becomes the mean of those around it, with weights exp(-d^2 / (2 sigma^2)) up to a distance of 3
     * sigma; beyond the edge, the edge is repeated.
     *
     * @param sigma in pixels, 0 to 100; 0 changes nothing
     */
    public static Clip blur(Clip clip, double sigma) {
        require("A blur's sigma", "pixels", sigma, 0, 100);
        if (sigma == 0) {
            return clip;
        }
        int reach = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        float[] in = clip.shared();
        int width = clip.width();
        int height = clip.height();
        float[] wide = new float[in.length]; // (frames, 3, height, width), blurred along rows
        float[] out = new float[in.length];
        for (int row = 0; row < in.length / width; row++) {
            line(in, wide, row * width, 1, width, weights);
        }
        for (int plane = 0; plane < in.length / (width * height); plane++) {
            for (int x = 0; x < width; x++) {
                line(wide, out, plane * width * height + x, width, height, weights);
            }
        }
        return Clip.adopt(out, clip.frames(), height, width, clip.frameRate());
    }

    private static void line(float[] in, float[] out, int from, int stride, int length, double[] weights) {
        int reach = weights.length / 2;
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                int there = Math.max(0, Math.min(length - 1, i + k - reach));
                sum += weights[k] * in[from + there * stride];
            }
            out[from + i * stride] = (float) sum;
        }
    }

    /**
     * Each frame moved as a whole, bilinear; what comes in over an edge is the picture mirrored there.
     *
     * @param right of each frame, in pixels
     * @param down of each frame, in pixels
     */
    public static Clip shift(Clip clip, double[] right, double[] down) {
        if (right.length != clip.frames() || down.length != clip.frames()) {
            throw new MotionScopeException("A shift has " + right.length + " and " + down.length + " places, the clip "
                    + clip.frames() + " frames; give one for each.");
        }
        float[] in = clip.shared(); // (frames, 3, height, width)
        float[] out = new float[in.length];
        int width = clip.width();
        int height = clip.height();
        for (int plane = 0; plane < 3 * clip.frames(); plane++) {
            int from = plane * width * height;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[from + y * width + x] = at(in, from, width, height, x - right[plane / 3], y - down[plane / 3]);
                }
            }
        }
        return Clip.adopt(out, clip.frames(), height, width, clip.frameRate());
    }

    private static float at(float[] in, int from, int width, int height, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int column = left + i % 2;
            int row = top + i / 2;
            double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
            sum += weight * in[from + mirrored(row, height) * width + mirrored(column, width)];
        }
        return (float) sum;
    }

    /** 2 1 0 0 1 2 3 ... */
    private static int mirrored(int i, int length) {
        int place = Math.floorMod(i, 2 * length);
        return place < length ? place : 2 * length - 1 - place;
    }

    /**
     * Each frame saved as a JPEG picture and read again, by Java's own codec; values are clipped to -1..1 and have 8 bits.
     *
     * @param quality 1 (smallest file) to 100 (best)
     */
    public static Clip jpeg(Clip clip, int quality) {
        require("A JPEG quality", "percent", quality, 1, 100);
        return Clip.of(
                clip.images().stream()
                        .map(frame -> JpegPicture.read(JpegPicture.bytes(frame, quality)))
                        .toList(),
                clip.frameRate());
    }

    /**
     * More light in all pixels, or less.
     *
     * @param added to each value, which are from -1 (black) to 1 (white) and stay within; -2 to 2
     */
    public static Clip brightness(Clip clip, double added) {
        require("Brightness", "to be added", added, -2, 2);
        return each(clip, value -> value + added);
    }

    /**
     * Differences from middle grey (value 0) times a factor; values stay within -1 to 1.
     *
     * @param factor 0 (all grey) to 100; 1 changes nothing
     */
    public static Clip contrast(Clip clip, double factor) {
        require("Contrast", "times", factor, 0, 100);
        return each(clip, value -> value * factor);
    }

    private static Clip each(Clip clip, DoubleUnaryOperator change) {
        float[] out = clip.pixels();
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.max(-1, Math.min(1, change.applyAsDouble(out[i])));
        }
        return Clip.adopt(out, clip.frames(), clip.height(), clip.width(), clip.frameRate());
    }

    private static void require(String what, String unit, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new MotionScopeException(
                    what + " is from " + least + " to " + most + " " + unit + ", but " + value + " was given.");
        }
    }
}
