package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

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
        if (steps == null) {
            steps = new double[samples[0].length];
            Arrays.setAll(steps, i -> i);
        }
        Check.same("values of '" + Style.name(label) + "'", samples[0].length, "steps", steps.length);
        curves.add(Lines.Curve.of(Style.name(label), samples));
        return this;
    }

    /** Marks the steps where the true motion turns by dashed lines. */
    public Curves turn(double... places) {
        Check.finite("The places of the turns", places);
        Arrays.stream(places).forEach(turns::add);
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
        var lines = new Lines(xLabel, steps, List.copyOf(curves), List.copyOf(turns), truth);
        double[] x = DoubleStream.concat(Arrays.stream(steps), turns.stream().mapToDouble(t -> t))
                .toArray();
        Axis right = truth == null ? null : Axis.fit(truth.label(), 0.08, truth.values());
        return Figure.of(new AxesPanel(
                Axis.fit(xLabel, 0.02, x), Axis.fit(yLabel, 0.08, lines.extent()), right, lines, 400, 250));
    }
}
