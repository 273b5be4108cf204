package motionscope.control;

import java.util.List;
import motionscope.motion.ChannelStatistics;

/**
 * Where motion along one axis is in each frame, as a share of the range of its channels (paper, section 4.1).
 *
 * @param shares 0 at one end of the range, 1 at the other; beyond for motion that is faster than what was measured
 */
record Curve(ChannelStatistics range, double[] shares) {
    /** The values of all channels, axes added up, each minus its mean over frames. */
    static MotionTarget sum(int frames, int channels, List<Curve> curves) {
        double[] sum = new double[frames * channels];
        for (Curve curve : curves) {
            for (int c = 0; c < channels; c++) {
                double mean = 0;
                for (int f = 0; f < frames; f++) {
                    mean += curve.at(c, f) / frames;
                }
                for (int f = 0; f < frames; f++) {
                    sum[f * channels + c] += curve.at(c, f) - mean;
                }
            }
        }
        float[] values = new float[sum.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) sum[i];
        }
        return MotionTarget.vector(frames, channels, values);
    }

    /** Minimum to maximum for a channel that rises with the motion, maximum to minimum for one that falls. */
    private double at(int channel, int frame) {
        double least = range.minimum()[channel];
        double most = range.maximum()[channel];
        double u = shares[frame];
        return range.sign()[channel] > 0 ? least + (most - least) * u : most - (most - least) * u;
    }
}
