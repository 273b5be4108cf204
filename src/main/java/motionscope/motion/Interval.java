package motionscope.motion;

import java.util.Arrays;
import motionscope.MotionScopeException;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean and its 95 % confidence interval (Student's t), for example over seeds; of a share of yes and no, Wilson's.
 *
 * @param mean of the values
 * @param low lower end; of one value, the value itself
 * @param high upper end
 */
public record Interval(double mean, double low, double high) {
    private static final double CONFIDENCE = 0.95;

    /** @throws MotionScopeException if there is no value, or one is not finite */
    public static Interval of(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new MotionScopeException(
                    "A confidence interval needs finite values; it was given " + Arrays.toString(values) + ".");
        }
        int n = values.length;
        double mean = Arrays.stream(values).average().orElseThrow();
        if (n == 1) {
            return new Interval(mean, mean, mean);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double half = quantile * Math.sqrt(squares / (n - 1) / n);
        return new Interval(mean, mean - half, mean + half);
    }

    /**
     * The share of tries that succeeded. Wilson's interval (1927) has a width also where all or none did.
     *
     * @throws MotionScopeException if there is no try, or more successes than tries
     */
    public static Interval ofShare(int successes, int tries) {
        if (tries < 1 || successes < 0 || successes > tries) {
            throw new MotionScopeException(
                    "A share needs at least one try and no more successes than tries; it was given " + successes
                            + " of " + tries + ".");
        }
        double z = new NormalDistribution().inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        double share = successes / (double) tries;
        double middle = (share + z * z / (2 * tries)) / (1 + z * z / tries);
        double half = z * Math.sqrt(share * (1 - share) / tries + z * z / (4.0 * tries * tries)) / (1 + z * z / tries);
        // rounding must not put the ends beyond the share itself
        return new Interval(
                share, Math.min(share, Math.max(0, middle - half)), Math.max(share, Math.min(1, middle + half)));
    }
}
