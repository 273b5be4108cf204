package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Curves over frames or any other steps: the mean of several samples with a band of one standard deviation.
 *
 * <pre>{@code
 * Curves.over("frame", "value of the channel")
 *         .add("pan right", samples)                       // (samples, frames)
 *         .turn(8)                                          // dashed line where the motion turns
 *         .truth("true displacement (px)", path)            // thin grey line on an axis of its own
 *         .figure();
 * }</pre>
 */
public final class Curves {
    private final String xLabel;
    private final String yLabel;
    private double[] steps;
    private final List<Lines.Curve> curves = new ArrayList<>();
    private final List<Double> turns = new ArrayList<>();
    private final Map<String, Double> levels = new LinkedHashMap<>();
    private int boxWidth = 400;
    private int boxHeight = 250;
    private boolean named = true;
    private Lines.Truth truth;

    private Curves(String xLabel, String yLabel) {
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /**
     * @param xLabel what the steps are, with the unit: "frame"
     * @param yLabel what the values are, with the unit
     */
    public static Curves over(String xLabel, String yLabel) {
        return new Curves(xLabel, yLabel);
    }

    /** Where the steps lie; without this call at 0, 1, 2, ... */
    public Curves at(double... places) {
        Check.finite("The places of the steps", places);
        steps = places.clone();
        return this;
    }

    /**
     * Adds a curve.
     *
     * @param label a {@code Direction} or any other name
     * @param samples (samples, steps); one sample gives a line without a band
     * @throws motionscope.MotionScopeException if it is empty, ragged, or holds values that are not finite
     */
    public Curves add(Object label, double[]... samples) {
        Check.table("Curve '" + Style.name(label) + "'", samples);
        requireSteps(label, samples[0].length);
        curves.add(Lines.Curve.of(Style.name(label), samples));
        return this;
    }

    /**
     * Adds a curve of means with their 95 % intervals.
     *
     * @param label a {@code Direction} or any other name
     * @param mean (steps)
     * @param low (steps), lower ends of the intervals
     * @param high (steps), upper ends
     * @throws motionscope.MotionScopeException if the lengths differ, a value is not finite, or a mean lies outside
     */
    public Curves interval(Object label, double[] mean, double[] low, double[] high) {
        String name = Style.name(label);
        Check.table("Curve '" + name + "'", new double[][] {mean, low, high});
        requireSteps(label, mean.length);
        double[] below = new double[mean.length];
        double[] above = new double[mean.length];
        for (int t = 0; t < mean.length; t++) {
            below[t] = mean[t] - low[t];
            above[t] = high[t] - mean[t];
            Check.that(
                    below[t] >= 0 && above[t] >= 0,
                    "Curve '%s', step %d: the mean %s is not within its interval %s to %s.",
                    name,
                    t,
                    mean[t],
                    low[t],
                    high[t]);
        }
        curves.add(new Lines.Curve(name, mean.clone(), below, above, Lines.Band.INTERVAL, 0));
        return this;
    }

    private void requireSteps(Object label, int count) {
        if (steps == null) {
            steps = IntStream.range(0, count).asDoubleStream().toArray();
        }
        Check.same("values of '" + Style.name(label) + "'", count, "steps", steps.length);
    }

    /** Marks the steps where the true motion turns by dashed lines; a motion that never turns has none. */
    public Curves turn(double... places) {
        for (double place : places) {
            Check.finite("The places of the turns", new double[] {place});
            turns.add(place);
        }
        return this;
    }

    /** Draws a dashed line across the plot, for example at the score of guessing. */
    public Curves level(String name, double value) {
        Check.finite("Level '" + name + "'", new double[] {value});
        levels.put(name, value);
        return this;
    }

    /** The size of the box between the axes, in points; without this call 400 x 250. */
    public Curves box(int width, int height) {
        Check.that(width > 0 && height > 0, "A box of %d x %d points was asked for; use sides above 0.", width, height);
        boxWidth = width;
        boxHeight = height;
        return this;
    }

    /** One of many panels, whose title names its curve: a smaller box, in points. */
    Curves small(int width, int height) {
        boxWidth = width;
        boxHeight = height;
        named = false;
        return this;
    }

    /** Adds the true course as a thin grey line with an axis of its own on the right, which the label names. */
    public Curves truth(String label, double... values) {
        Check.finite("The true course", values);
        truth = new Lines.Truth(label, values.clone());
        return this;
    }

    /** @throws motionscope.MotionScopeException if no curve was added or the truth has another number of steps */
    public Figure figure() {
        Check.that(!curves.isEmpty(), "This figure has no curve; call add(name, samples) before figure().");
        if (truth != null) {
            Check.same("values of the true course", truth.values().length, "steps", steps.length);
        }
        var lines = new Lines(
                xLabel, steps, List.copyOf(curves), List.copyOf(turns), new LinkedHashMap<>(levels), truth, named);
        double[] x = DoubleStream.concat(Arrays.stream(steps), turns.stream().mapToDouble(t -> t))
                .toArray();
        Axis right = truth == null ? null : Axis.fit(truth.label(), 0.08, truth.values());
        return Figure.of(new AxesPanel(
                Axis.fit(xLabel, 0.02, x), Axis.fit(yLabel, 0.08, lines.extent()), right, lines, boxWidth, boxHeight));
    }
}
