package motionscope.metric;

import java.util.Arrays;

/**
 * How far an estimator is off, measured on scenes whose motion is known.
 *
 * @param estimator what estimates
 * @param quantity what it estimates
 * @param unit of the error; {@code wrong} for a yes or no, where each sample is 0 (right) or 1 (wrong)
 * @param mean error
 * @param most 95 % of the samples have no larger error
 * @param samples how many there were
 */
public record EstimatorError(String estimator, String quantity, String unit, double mean, double most, int samples) {
    private static final double SHARE = 0.95;

    static EstimatorError of(String estimator, String quantity, String unit, double[] errors) {
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        int at = (int) Math.ceil(SHARE * sorted.length) - 1;
        return new EstimatorError(
                estimator, quantity, unit, Arrays.stream(errors).average().orElseThrow(), sorted[at], errors.length);
    }
}
