package motionscope.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * From a speed that is asked for to the factor of a reference that gives it ({@link MotionReference#times}).
 *
 * <p>Our own answer to the paper's second limitation: draw some clips with references of several scales, measure how fast
 * they move, and read the curve backwards.
 *
 * @param scales factors that were tried, rising
 * @param speeds that they gave, made to rise with the scale (a measured fall counts as level)
 */
public record SpeedCalibration(double[] scales, double[] speeds) {
    /** @throws MotionScopeException if there are fewer than two, or one is no number */
    public SpeedCalibration {
        if (scales.length < 2 || scales.length != speeds.length) {
            throw new MotionScopeException("A calibration has " + scales.length + " scales and " + speeds.length
                    + " speeds; give as many of each, at least 2.");
        }
        if (!Arrays.stream(scales).allMatch(Double::isFinite)
                || !Arrays.stream(speeds).allMatch(Double::isFinite)) {
            throw new MotionScopeException("A calibration needs finite numbers; it was given scales "
                    + Arrays.toString(scales) + " and speeds " + Arrays.toString(speeds) + ".");
        }
        double[] s = scales.clone();
        double[] v = speeds.clone();
        int[] order = IntStream.range(0, s.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> s[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        scales = IntStream.of(order).mapToDouble(i -> s[i]).toArray();
        speeds = IntStream.of(order).mapToDouble(i -> v[i]).toArray();
        for (int i = 1; i < speeds.length; i++) {
            speeds[i] = Math.max(speeds[i], speeds[i - 1]);
        }
    }

    /** Tries each scale: {@code speed} draws clips with a reference of that scale and measures them. */
    public static SpeedCalibration measure(double[] scales, DoubleUnaryOperator speed) {
        return new SpeedCalibration(scales, Arrays.stream(scales).map(speed).toArray());
    }

    /**
     * The scale for a speed, linear between those tried.
     *
     * @throws MotionScopeException if it is slower or faster than any that was measured
     */
    public double scaleFor(double speed) {
        int last = speeds.length - 1;
        if (!(speed >= speeds[0] && speed <= speeds[last])) {
            throw new MotionScopeException(String.format(
                    Locale.ROOT,
                    "A speed of %.2f was asked for; scales %.2f..%.2f gave %.2f..%.2f. Ask for one of these, or calibrate"
                            + " with other scales.",
                    speed,
                    scales[0],
                    scales[last],
                    speeds[0],
                    speeds[last]));
        }
        int i = 1;
        while (i < last && speeds[i] < speed) {
            i++;
        }
        double rise = speeds[i] - speeds[i - 1];
        double share = rise == 0 ? 0 : (speed - speeds[i - 1]) / rise;
        return scales[i - 1] + share * (scales[i] - scales[i - 1]);
    }
}
