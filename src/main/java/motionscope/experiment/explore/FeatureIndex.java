package motionscope.experiment.explore;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.motion.ChannelCurves;
import motionscope.motion.Features;

/**
 * Features of clips at one tap and timestep, ready to be asked of one channel: means over positions are taken once.
 *
 * <p>Immutable; several threads may ask.
 */
public final class FeatureIndex {
    private final Features features;
    private final float[] means; // (clips, frames, channels)

    public FeatureIndex(Features features) {
        this.features = features;
        this.means = new float[features.clips() * features.frames() * features.channels()];
        int positions = features.positions();
        float[] values = features.values();
        for (int map = 0; map < means.length; map++) {
            double sum = 0;
            for (int i = map * positions; i < (map + 1) * positions; i++) {
                sum += values[i];
            }
            means[map] = (float) (sum / positions);
        }
    }

    /** X, (clips, frames, channels, rows, columns). */
    public Features features() {
        return features;
    }

    /** What it holds of Java's heap, in bytes. */
    public long bytes() {
        return Float.BYTES * ((long) features.values().length + means.length);
    }

    /**
     * The map of one channel in one frame.
     *
     * @param cr whether its mean over the frames of the clip is taken away (eq. 1)
     * @return (rows, columns)
     */
    public double[][] map(int clip, int frame, int channel, boolean cr) {
        require("Clip", clip, features.clips());
        require("Frame", frame, features.frames());
        require("Channel", channel, features.channels());
        double[][] map = new double[features.rows()][features.columns()];
        for (int r = 0; r < map.length; r++) {
            for (int c = 0; c < map[r].length; c++) {
                int at = r * features.columns() + c;
                map[r][c] = value(clip, frame, channel, at) - (cr ? frameMean(clip, channel, at) : 0);
            }
        }
        return map;
    }

    private float value(int clip, int frame, int channel, int position) {
        return features.values()[features.index(clip, frame, channel) + position];
    }

    private float frameMean(int clip, int channel, int position) {
        double sum = 0;
        for (int f = 0; f < features.frames(); f++) {
            sum += value(clip, f, channel, position);
        }
        return (float) (sum / features.frames());
    }

    /** The largest absolute value that a channel's maps reach in any frame of a clip: what their colours go to. */
    public double reach(int clip, int channel, boolean cr) {
        double most = 0;
        for (int f = 0; f < features.frames(); f++) {
            for (double[] row : map(clip, f, channel, cr)) {
                most = Math.max(most, Arrays.stream(row).map(Math::abs).max().orElse(0));
            }
        }
        return most;
    }

    /** The course of a channel over the frames of each clip, averaged over positions, its mean over frames taken away. */
    public ChannelCurves curves(int channel) {
        require("Channel", channel, features.channels());
        double[][] curves = new double[features.clips()][features.frames()];
        for (int clip = 0; clip < curves.length; clip++) {
            for (int f = 0; f < curves[clip].length; f++) {
                curves[clip][f] = means[(clip * features.frames() + f) * features.channels() + channel];
            }
            double mean = Arrays.stream(curves[clip]).average().orElseThrow();
            for (int f = 0; f < curves[clip].length; f++) {
                curves[clip][f] -= mean;
            }
        }
        return new ChannelCurves(channel, curves);
    }

    static void require(String what, int asked, int there) {
        if (asked < 0 || asked >= there) {
            throw new MotionScopeException(what + " " + asked + " was asked for; there are 0.." + (there - 1) + ".");
        }
    }
}
