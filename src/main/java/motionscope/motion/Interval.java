package motionscope.motion;

import java.util.Arrays;
import motionscope.MotionScopeException;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean and its 95 % confidence interval (Student's t), for example over seeds.
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
}
