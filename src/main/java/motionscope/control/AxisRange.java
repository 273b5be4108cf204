package motionscope.control;

import motionscope.MotionScopeException;

/**
 * What motion channels reach over clips that move along one axis (paper, section 4.1).
 *
 * @param minimum least value of each channel
 * @param maximum greatest value of each channel
 * @param sign 1: the channel rises while the motion goes the positive way (right, down, in); -1: it falls
 */
public record AxisRange(double[] minimum, double[] maximum, int[] sign) {
    /** @throws MotionScopeException if the lengths differ, a range is upside down, or a sign is neither 1 nor -1 */
    public AxisRange {
        if (minimum.length == 0 || minimum.length != maximum.length || minimum.length != sign.length) {
            throw new MotionScopeException("The range of an axis has " + minimum.length + " minima, " + maximum.length
                    + " maxima and " + sign.length + " signs; give one of each for each channel.");
        }
        for (int c = 0; c < sign.length; c++) {
            if (!(minimum[c] <= maximum[c]) || Math.abs(sign[c]) != 1) {
                throw new MotionScopeException("Channel number " + c + " has the range " + minimum[c] + ".."
                        + maximum[c] + " and the sign " + sign[c] + "; ranges rise and signs are 1 or -1.");
            }
        }
        minimum = minimum.clone();
        maximum = maximum.clone();
        sign = sign.clone();
    }

    /** Number of channels. */
    public int channels() {
        return sign.length;
    }

    /** The value of one channel where the motion has gone through a share u of the range. */
    double at(int channel, double u) {
        double span = maximum[channel] - minimum[channel];
        return sign[channel] > 0 ? minimum[channel] + span * u : maximum[channel] - span * u;
    }
}
