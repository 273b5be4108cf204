package motionscope.control;

import java.util.List;
import motionscope.MotionScopeException;

/**
 * Where motion along one axis is in each frame, as a share of the range of its channels.
 *
 * @param shares 0 at one end of the range, 1 at the other; beyond for motion that is faster than what was measured
 */
record Curve(AxisRange range, double[] shares) {
    /** The values of all channels, axes added up, each minus its mean over frames. */
    static MotionTarget sum(int frames, int channels, List<Curve> curves) {
        double[] sum = new double[frames * channels];
        for (Curve curve : curves) {
            if (curve.range.channels() != channels) {
                throw new MotionScopeException("The axes have ranges of " + channels + " and " + curve.range.channels()
                        + " channels; measure all on the same channels.");
            }
            for (int c = 0; c < channels; c++) {
                double mean = 0;
                for (int f = 0; f < frames; f++) {
                    mean += curve.range.at(c, curve.shares[f]) / frames;
                }
                for (int f = 0; f < frames; f++) {
                    sum[f * channels + c] += curve.range.at(c, curve.shares[f]) - mean;
                }
            }
        }
        float[] values = new float[sum.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) sum[i];
        }
        return MotionTarget.vector(frames, channels, values);
    }
}
