package motionscope.metric;

import java.util.Arrays;
import java.util.Comparator;
import motionscope.video.Clip;
import motionscope.video.world.Colour;

/**
 * The colour of a clip's background, among those of the procedural world.
 *
 * <p>A background is one colour in many shades, so its direction in RGB is compared, not its length: the smallest angle
 * between the median colour of all pixels and a colour of the world wins. Measured on 240 rendered scenes with up to two
 * objects, it names the right one in more than 95 % (chance 12.5 %); the test holds that figure.
 */
public final class BackgroundColour {
    private BackgroundColour() {}

    /** The nearest colour. */
    public static Colour of(Clip clip) {
        double[] median = {median(clip, 0), median(clip, 1), median(clip, 2)};
        return Arrays.stream(Colour.values())
                .max(Comparator.comparingDouble(colour -> cosine(median, colour)))
                .orElseThrow();
    }

    /** Median of one channel, 0 (black) to 1. */
    private static double median(Clip clip, int channel) {
        float[] pixels = clip.pixels();
        int plane = clip.height() * clip.width();
        float[] values = new float[clip.frames() * plane];
        for (int frame = 0; frame < clip.frames(); frame++) {
            System.arraycopy(pixels, (frame * 3 + channel) * plane, values, frame * plane, plane);
        }
        Arrays.sort(values);
        return (values[values.length / 2] + 1) / 2;
    }

    private static double cosine(double[] a, Colour colour) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int c = 0; c < a.length; c++) {
            double b = colour.channel(c);
            dot += a[c] * b;
            aa += a[c] * a[c];
            bb += b * b;
        }
        return dot / Math.sqrt(Math.max(aa * bb, 1e-12));
    }
}
