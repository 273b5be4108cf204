package motionscope.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Mean lines with bands of one standard deviation, turns, and a true course. */
record Lines(String stepName, double[] steps, List<Curve> curves, List<Double> turns, Truth truth)
        implements Plot.Content {
    /** The mean and the standard deviation (over samples, n - 1) at every step. */
    record Curve(String name, double[] mean, double[] deviation, int samples) {
        static Curve of(String name, double[][] samples) {
            int n = samples.length;
            double[] mean = new double[samples[0].length];
            double[] deviation = new double[mean.length];
            for (int t = 0; t < mean.length; t++) {
                for (double[] sample : samples) {
                    mean[t] += sample[t] / n;
                }
                double squares = 0;
                for (double[] sample : samples) {
                    squares += (sample[t] - mean[t]) * (sample[t] - mean[t]);
                }
                deviation[t] = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
            }
            return new Curve(name, mean, deviation, n);
        }

        /** The upper (1) or lower (-1) edge of the band. */
        double[] edge(int sign) {
            return IntStream.range(0, mean.length)
                    .mapToDouble(t -> mean[t] + sign * deviation[t])
                    .toArray();
        }
    }

    record Truth(String label, double[] values) {}

    /** Every value the axis must hold. */
    double[] extent() {
        return curves.stream()
                .flatMapToDouble(c -> DoubleStream.concat(Arrays.stream(c.edge(1)), Arrays.stream(c.edge(-1))))
                .toArray();
    }

    private Map<String, Style> styles() {
        return Style.of(curves.stream().map(Curve::name).toList());
    }

    @Override
    public void paint(Plot plot) {
        var chart = plot.chart();
        turns.forEach(turn -> plot.upright(chart, turn, plot.pen().look().soft(), Pen.dashes(1.2)));
        if (truth != null) {
            Plot.line(chart, steps, truth.values(), Style.GREY, Pen.stroke(1.2)).setYAxisGroup(1);
        }
        var styles = styles();
        for (Curve curve : curves) {
            if (curve.samples() > 1) {
                Color colour = Pen.alpha(styles.get(curve.name()).colour(), 0.2);
                Plot.area(chart, thereAndBack(steps, steps), thereAndBack(curve.edge(1), curve.edge(-1)), colour);
            }
        }
        for (Curve curve : curves) {
            Plot.line(chart, steps, curve.mean(), styles.get(curve.name()).colour(), Pen.stroke(2.5));
        }
        plot.pen().chart(chart::paint, plot.box());
    }

    private static double[] thereAndBack(double[] there, double[] back) {
        double[] both = Arrays.copyOf(there, 2 * there.length);
        for (int t = 0; t < back.length; t++) {
            both[both.length - 1 - t] = back[t];
        }
        return both;
    }

    @Override
    public List<Key> keys() {
        var keys = new ArrayList<Key>();
        styles().forEach((name, style) -> keys.add(Key.of(name, style.colour(), Key.Sign.LINE)));
        if (curves.stream().anyMatch(c -> c.samples() > 1)) {
            keys.add(Key.of("\u00b1 1 st. dev.", Pen.alpha(Style.GREY, 0.4), Key.Sign.BOX));
        }
        if (!turns.isEmpty()) {
            keys.add(Key.of("motion turns", Style.GREY, Key.Sign.DASHES));
        }
        if (truth != null) {
            keys.add(Key.of("truth", Style.GREY, Key.Sign.THIN));
        }
        return keys;
    }

    @Override
    public Numbers numbers() {
        var numbers = new Numbers();
        for (Curve c : curves) {
            for (int t = 0; t < steps.length; t++) {
                numbers.row(
                        "series",
                        c.name(),
                        stepName,
                        steps[t],
                        "mean",
                        c.mean()[t],
                        "deviation",
                        c.deviation()[t],
                        "samples",
                        c.samples());
            }
        }
        if (truth != null) {
            for (int t = 0; t < steps.length; t++) {
                numbers.row("series", truth.label(), stepName, steps[t], "mean", truth.values()[t]);
            }
        }
        return numbers;
    }
}
