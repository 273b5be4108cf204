package motionscope.motion;

import java.util.Arrays;
import motionscope.MotionScopeException;

/**
 * The course of one channel over the frames of each clip: its value minus its mean over frames, averaged over a window.
 *
 * <p>Paper, figures 3b-d and 13: a motion channel falls while the camera pans one way and rises while it pans the other way.
 *
 * @param channel which one
 * @param values (clips, frames); each row has mean zero
 */
public record ChannelCurves(int channel, double[][] values) {
    /** Averaged over all positions. */
    public static ChannelCurves of(Features features, int channel) {
        if (channel < 0 || channel >= features.channels()) {
            throw new MotionScopeException(
                    "Channel " + channel + " was asked for; the features have 0.." + (features.channels() - 1) + ".");
        }
        double[][] curves = new double[features.clips()][features.frames()];
        for (int clip = 0; clip < features.clips(); clip++) {
            for (int frame = 0; frame < features.frames(); frame++) {
                int start = features.index(clip, frame, channel);
                for (int position = 0; position < features.positions(); position++) {
                    curves[clip][frame] += features.values()[start + position] / (double) features.positions();
                }
            }
            // (1) for one channel; means over positions and over frames commute
            double mean = Arrays.stream(curves[clip]).average().orElseThrow();
            for (int frame = 0; frame < features.frames(); frame++) {
                curves[clip][frame] -= mean;
            }
        }
        return new ChannelCurves(channel, curves);
    }

    /** Averaged over a window of the maps, for example the paper's central one ({@link Features#window}). */
    public static ChannelCurves of(Features features, int channel, int row, int column, int height, int width) {
        return of(features.window(row, column, height, width), channel);
    }

    /** Slope of each clip's curve over frames (least squares), in value per frame; 0 for a clip of one frame. */
    public double[] slopes() {
        return Arrays.stream(values).mapToDouble(ChannelCurves::slope).toArray();
    }

    static double slope(double[] curve) {
        double middle = (curve.length - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int f = 0; f < curve.length; f++) {
            product += (f - middle) * curve[f];
            square += (f - middle) * (f - middle);
        }
        return square == 0 ? 0 : product / square;
    }
}
