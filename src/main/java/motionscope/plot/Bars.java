package motionscope.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Grouped bars with error bars, and dashed levels to compare with.
 *
 * <pre>{@code
 * Bars.of("accuracy", "tap", List.of("up0", "up1", "up2"))
 *         .add("raw", accuracies, deviations)
 *         .add("CR", accuracies, deviations)
 *         .level("chance", 0.2)
 *         .figure();
 * }</pre>
 */
public final class Bars {
    private final String valueLabel;
    private final String groupLabel;
    private final List<String> groups;
    private final List<Series> series = new ArrayList<>();
    private final Map<String, Double> levels = new LinkedHashMap<>();

    private record Series(String name, double[] values, double[] errors) {}

    private Bars(String valueLabel, String groupLabel, List<String> groups) {
        this.valueLabel = valueLabel;
        this.groupLabel = groupLabel;
        this.groups = groups;
    }

    /**
     * @param valueLabel what the heights are, with the unit
     * @param groupLabel what the groups are; may be empty
     * @param groups the names of the groups
     */
    public static Bars of(String valueLabel, String groupLabel, List<?> groups) {
        Check.that(!groups.isEmpty(), "A bar chart needs at least one group.");
        return new Bars(valueLabel, groupLabel, groups.stream().map(Style::name).toList());
    }

    /** Adds a bar without an error bar to each group. */
    public Bars add(Object label, double... values) {
        return add(label, values, new double[values.length]);
    }

    /**
     * Adds a bar to each group.
     *
     * @param values the height in each group
     * @param errors half the length of the error bar in each group, for example one standard deviation
     * @throws motionscope.MotionScopeException if there are not as many as groups, or a value is not finite
     */
    public Bars add(Object label, double[] values, double[] errors) {
        String name = Style.name(label);
        Check.same("values of '" + name + "'", values.length, "groups", groups.size());
        Check.same("errors of '" + name + "'", errors.length, "groups", groups.size());
        Check.finite("Series '" + name + "'", values);
        Check.finite("The errors of '" + name + "'", errors);
        series.add(new Series(name, values.clone(), errors.clone()));
        return this;
    }

    /** Draws a dashed line across the chart, for example at the accuracy of guessing. */
    public Bars level(String name, double value) {
        Check.finite("Level '" + name + "'", new double[] {value});
        levels.put(name, value);
        return this;
    }

    /** @throws motionscope.MotionScopeException if no series was added */
    public Figure figure() {
        Check.that(!series.isEmpty(), "This figure has no bars; call add(name, values) before figure().");
        double[] ends = DoubleStream.concat(
                        series.stream().flatMapToDouble(s -> DoubleStream.concat(ends(s, 1), ends(s, -1))),
                        levels.values().stream().mapToDouble(v -> v))
                .toArray();
        double low = Math.min(0, Arrays.stream(ends).min().orElseThrow());
        double high = Math.max(0, Arrays.stream(ends).max().orElseThrow());
        double room = high > low ? (high - low) * 0.04 : 1;
        var y = new Axis(valueLabel, low < 0 ? low - room : 0, high > 0 || high == low ? high + room : 0, List.of());
        var content = new Drawn(valueLabel, groups, List.copyOf(series), new LinkedHashMap<>(levels));
        double width = Math.max(240, groups.size() * (series.size() * 20 + 26.0));
        return Figure.of(new AxesPanel(Axis.categories(groupLabel, groups), y, null, content, width, 240));
    }

    private static DoubleStream ends(Series s, int sign) {
        return java.util.stream.IntStream.range(0, s.values.length).mapToDouble(i -> s.values[i] + sign * s.errors[i]);
    }

    private record Drawn(String valueLabel, List<String> groups, List<Series> series, Map<String, Double> levels)
            implements Content {
        @Override
        public void paint(Pen pen, Frame frame) {
            double slot = frame.box().getWidth() / groups.size();
            double bar = Math.min(34, slot * 0.8 / series.size());
            var styles = styles();
            for (int s = 0; s < series.size(); s++) {
                for (int i = 0; i < groups.size(); i++) {
                    double left = frame.x(i) + (s - series.size() / 2.0) * bar;
                    paintBar(pen, frame, series.get(s), i, left, bar, styles);
                }
            }
            double zero = frame.y(0);
            pen.line(
                    frame.box().getX(),
                    zero,
                    frame.box().getMaxX(),
                    zero,
                    pen.look().ink(),
                    1.2);
            levels.values()
                    .forEach(v -> pen.dashed(
                            frame.box().getX(),
                            frame.y(v),
                            frame.box().getMaxX(),
                            frame.y(v),
                            pen.look().soft(),
                            1.2));
        }

        private void paintBar(
                Pen pen, Frame frame, Series s, int i, double left, double bar, Map<String, Style> styles) {
            double zero = frame.y(0);
            double end = frame.y(s.values[i]);
            var box = new Rectangle2D.Double(left + 1, Math.min(zero, end), bar - 2, Math.abs(end - zero));
            pen.fill(box, styles.get(s.name).colour());
            if (s.errors[i] > 0) {
                double middle = left + bar / 2;
                double top = frame.y(s.values[i] + s.errors[i]);
                double bottom = frame.y(s.values[i] - s.errors[i]);
                pen.line(middle, top, middle, bottom, pen.look().ink(), 1.4);
                pen.line(middle - 4, top, middle + 4, top, pen.look().ink(), 1.4);
                pen.line(middle - 4, bottom, middle + 4, bottom, pen.look().ink(), 1.4);
            }
        }

        private Map<String, Style> styles() {
            return Style.of(series.stream().map(Series::name).toList());
        }

        @Override
        public List<Key> keys() {
            var keys = new ArrayList<Key>();
            if (series.size() > 1) {
                styles().forEach((name, style) -> keys.add(Key.of(name, style.colour(), Key.Sign.BOX)));
            }
            levels.keySet().forEach(name -> keys.add(Key.of(name, Style.GREY, Key.Sign.DASHES)));
            return keys;
        }

        @Override
        public Numbers numbers() {
            var numbers = new Numbers();
            for (Series s : series) {
                for (int i = 0; i < groups.size(); i++) {
                    numbers.row(
                            "series", s.name, "group", groups.get(i), valueLabel, s.values[i], "error", s.errors[i]);
                }
            }
            levels.forEach((name, value) -> numbers.row("series", name, valueLabel, value));
            return numbers;
        }
    }
}
