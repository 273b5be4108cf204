package motionscope.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Mean lines with bands, turns, levels to compare with, and a true course.
 *
 * @param named whether the legend names the curves; where the panel's title does, it need not
 */
record Lines(
        String stepName,
        double[] steps,
        List<Curve> curves,
        List<Double> turns,
        Map<String, Double> levels,
        Truth truth,
        boolean named)
        implements Plot.Content {
    /** What a band around a mean line means. */
    enum Band {
        NONE(""),
        DEVIATION("\u00b1 1 st. dev."),
        INTERVAL("95 % interval");

        private final String words;

        Band(String words) {
            this.words = words;
        }
    }

    /**
     * The mean at every step and how far the band reaches.
     *
     * @param below from the mean down to the band's lower edge
     * @param above from the mean up to its upper edge
     * @param samples how many samples the mean is of; 0 if it is not known
     */
    record Curve(String name, double[] mean, double[] below, double[] above, Band band, int samples) {
        /** The mean and the standard deviation over samples (divisor n - 1). */
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
            return new Curve(name, mean, deviation, deviation, n > 1 ? Band.DEVIATION : Band.NONE, n);
        }

        /** The upper (1) or lower (-1) edge of the band. */
        double[] edge(int sign) {
            return IntStream.range(0, mean.length)
                    .mapToDouble(t -> sign > 0 ? mean[t] + above[t] : mean[t] - below[t])
                    .toArray();
        }
    }

    record Truth(String label, double[] values) {}

    /** Every value the axis must hold. */
    double[] extent() {
        var edges = curves.stream()
                .flatMapToDouble(c -> DoubleStream.concat(Arrays.stream(c.edge(1)), Arrays.stream(c.edge(-1))));
        return DoubleStream.concat(edges, levels.values().stream().mapToDouble(v -> v))
                .toArray();
    }

    private Map<String, Style> styles() {
        return Style.of(curves.stream().map(Curve::name).toList());
    }

    @Override
    public void paint(Plot plot) {
        var chart = plot.chart();
        turns.forEach(turn -> plot.upright(chart, turn, plot.pen().look().soft(), Pen.dashes(1.2)));
        levels.values().forEach(v -> plot.level(chart, v, plot.pen().look().soft(), Pen.dashes(1.2)));
        if (truth != null) {
            Plot.line(chart, steps, truth.values(), Style.GREY, Pen.stroke(1.2)).setYAxisGroup(1);
        }
        var styles = styles();
        for (Curve curve : curves) {
            if (curve.band() != Band.NONE) {
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
        if (named) {
            styles().forEach((name, style) -> keys.add(Key.of(name, style.colour(), Key.Sign.LINE)));
        }
        curves.stream()
                .map(Curve::band)
                .filter(band -> band != Band.NONE)
                .distinct()
                .forEach(band -> keys.add(Key.of(band.words, Pen.alpha(Style.GREY, 0.4), Key.Sign.BOX)));
        levels.keySet().forEach(name -> keys.add(Key.of(name, Style.GREY, Key.Sign.DASHES)));
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
                if (c.band() == Band.INTERVAL) {
                    double low = c.edge(-1)[t];
                    double high = c.edge(1)[t];
                    numbers.row("series", c.name(), stepName, steps[t], "mean", c.mean()[t], "low", low, "high", high);
                } else {
                    numbers.row(
                            "series",
                            c.name(),
                            stepName,
                            steps[t],
                            "mean",
                            c.mean()[t],
                            "deviation",
                            c.above()[t],
                            "samples",
                            c.samples());
                }
            }
        }
        levels.forEach((name, value) -> numbers.row("series", name, "mean", value));
        if (truth != null) {
            for (int t = 0; t < steps.length; t++) {
                numbers.row("series", truth.label(), stepName, steps[t], "mean", truth.values()[t]);
            }
        }
        return numbers;
    }
}
