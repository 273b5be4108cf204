package motionscope.metric;

import java.util.Arrays;
import motionscope.video.Clip;
import motionscope.video.world.Colour;

/** Numbers that tell one background pattern from another: shades, edges, their directions, and how soon it repeats. */
final class TextureFeatures {
    private static final int SHADES = 8;
    private static final int EDGES = 6;
    private static final int DIRECTIONS = 8;
    private static final int[] LAGS = {1, 2, 4, 7, 11};
    private static final double STEEPEST = 0.5; // shades a pixel; the last bin has all above
    private static final double FLAT = 0.02;

    private TextureFeatures() {}

    /**
     * Of one frame.
     *
     * @param covered where shapes are; those pixels do not count
     */
    static double[] of(Clip clip, int frame, Colour background, boolean[] covered) {
        int width = clip.width();
        int height = clip.height();
        double[] grey = new double[width * height];
        for (int i = 0; i < grey.length; i++) {
            double shade = Palette.grey(Rgb.at(clip, frame, i), background);
            grey[i] = covered[i] ? Double.NaN : Math.max(0, Math.min(1, shade)); // NaN: nobody sees it
        }
        double[] features = new double[SHADES + EDGES + DIRECTIONS + 2 * LAGS.length];
        shades(grey, features);
        edges(grey, width, height, features);
        repetition(grey, width, height, features);
        return features;
    }

    private static void shades(double[] grey, double[] out) {
        double[] counts = new double[SHADES];
        for (double value : grey) {
            if (!Double.isNaN(value)) {
                counts[Math.min(SHADES - 1, (int) (value * SHADES))]++;
            }
        }
        share(counts, out, 0);
    }

    private static void edges(double[] grey, int width, int height, double[] out) {
        double[] strengths = new double[EDGES];
        double[] directions = new double[DIRECTIONS];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                double dx = (grey[i + 1] - grey[i - 1]) / 2;
                double dy = (grey[i + width] - grey[i - width]) / 2;
                double length = Math.hypot(dx, dy);
                if (!Double.isNaN(length)) {
                    strengths[Math.min(EDGES - 1, (int) (length / STEEPEST * EDGES * 2))]++;
                    if (length > FLAT) {
                        double turn = Math.atan2(dy, dx) / Math.PI + 1; // 0 to 2; an edge has no front and back
                        directions[(int) Math.round(turn * DIRECTIONS) % DIRECTIONS] += length;
                    }
                }
            }
        }
        share(strengths, out, SHADES);
        share(directions, out, SHADES + EDGES);
        // which direction is strong is not the pattern's: sorted from the strongest, only how one-sided it is stays,
        // except that upright and level edges (the first two) are what tiles have
        double[] sorted = Arrays.copyOfRange(out, SHADES + EDGES, SHADES + EDGES + DIRECTIONS);
        double upright = sorted[0] + sorted[DIRECTIONS / 2];
        Arrays.sort(sorted);
        for (int d = 0; d < DIRECTIONS; d++) {
            out[SHADES + EDGES + d] = sorted[DIRECTIONS - 1 - d];
        }
        out[SHADES + EDGES + DIRECTIONS - 1] = upright;
    }

    private static void repetition(double[] grey, int width, int height, double[] out) {
        double mean =
                Arrays.stream(grey).filter(v -> !Double.isNaN(v)).average().orElse(0);
        for (int l = 0; l < LAGS.length; l++) {
            double across = correlation(grey, width, height, LAGS[l], 0, mean);
            double down = correlation(grey, width, height, 0, LAGS[l], mean);
            out[SHADES + EDGES + DIRECTIONS + 2 * l] = Math.max(across, down);
            out[SHADES + EDGES + DIRECTIONS + 2 * l + 1] = Math.min(across, down);
        }
    }

    private static double correlation(double[] grey, int width, int height, int right, int below, double mean) {
        double product = 0;
        double squares = 1e-9;
        for (int y = 0; y + below < height; y++) {
            for (int x = 0; x + right < width; x++) {
                double a = grey[y * width + x] - mean;
                double b = grey[(y + below) * width + x + right] - mean;
                if (!Double.isNaN(a) && !Double.isNaN(b)) {
                    product += a * b;
                    squares += (a * a + b * b) / 2;
                }
            }
        }
        return product / squares;
    }

    private static void share(double[] counts, double[] out, int at) {
        double sum = Math.max(1e-9, Arrays.stream(counts).sum());
        for (int k = 0; k < counts.length; k++) {
            out[at + k] = counts[k] / sum;
        }
    }
}
