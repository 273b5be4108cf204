package motionscope.plot;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Mean lines with bands of one standard deviation, turns, and a true course. */
record Lines(String stepName, double[] steps, List<Curve> curves, List<Double> turns, Truth truth) implements Content {
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
    }

    record Truth(String label, double[] values) {}

    /** Every value the axis must hold. */
    double[] extent() {
        return curves.stream()
                .flatMapToDouble(c -> IntStream.range(0, steps.length)
                        .boxed()
                        .flatMapToDouble(t -> java.util.stream.DoubleStream.of(
                                c.mean()[t] - c.deviation()[t], c.mean()[t] + c.deviation()[t])))
                .toArray();
    }

    private Map<String, Style> styles() {
        return Style.of(curves.stream().map(Curve::name).toList());
    }

    @Override
    public void paint(Pen pen, Frame frame) {
        for (double turn : turns) {
            double x = frame.x(turn);
            pen.dashed(
                    x, frame.box().getY(), x, frame.box().getMaxY(), pen.look().soft(), 1.2);
        }
        if (truth != null) {
            var path = new Path2D.Double();
            for (int t = 0; t < steps.length; t++) {
                extend(path, frame.x(steps[t]), frame.right(truth.values()[t]));
            }
            pen.draw(path, Style.GREY, 1.2);
        }
        var styles = styles();
        for (Curve curve : curves) {
            if (curve.samples() > 1) {
                pen.fill(band(curve, frame), Pen.alpha(styles.get(curve.name()).colour(), 0.2));
            }
        }
        for (Curve curve : curves) {
            var path = new Path2D.Double();
            for (int t = 0; t < steps.length; t++) {
                extend(path, frame.x(steps[t]), frame.y(curve.mean()[t]));
            }
            pen.draw(path, styles.get(curve.name()).colour(), 2.5);
        }
    }

    private Path2D band(Curve curve, Frame frame) {
        var path = new Path2D.Double();
        for (int t = 0; t < steps.length; t++) {
            extend(path, frame.x(steps[t]), frame.y(curve.mean()[t] + curve.deviation()[t]));
        }
        for (int t = steps.length - 1; t >= 0; t--) {
            extend(path, frame.x(steps[t]), frame.y(curve.mean()[t] - curve.deviation()[t]));
        }
        path.closePath();
        return path;
    }

    private static void extend(Path2D path, double x, double y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
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
