package motionscope.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import motionscope.video.Clip;
import motionscope.video.world.Colour;

/**
 * The colour of a clip's background, among those of the procedural world.
 *
 * <p>A background is one colour in many shades, a line in RGB. The line that the pixels of all frames lie nearest to wins;
 * pixels far from it, as those of shapes, count no more than a little. How often it is right, {@link EstimatorErrors}
 * measures.
 */
public final class BackgroundColour {
    private static final double FAR = 0.15; // of the range of a channel

    private BackgroundColour() {}

    /** The nearest colour. */
    public static Colour of(Clip clip) {
        int plane = clip.height() * clip.width();
        double[][] pixels = IntStream.range(0, clip.frames() * plane)
                .mapToObj(i -> Rgb.at(clip, i / plane, i % plane))
                .toArray(double[][]::new);
        return Arrays.stream(Colour.values())
                .min(Comparator.comparingDouble(colour -> distance(pixels, colour)))
                .orElseThrow();
    }

    private static double distance(double[][] pixels, Colour colour) {
        double sum = 0;
        for (double[] rgb : pixels) {
            sum += Math.min(FAR, Palette.toBackground(rgb, colour));
        }
        return sum;
    }
}
