package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;

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
    private static final double WIDEST = 34;

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
        var ends = DoubleStream.concat(
                        series.stream().flatMapToDouble(s -> DoubleStream.concat(ends(s, 1), ends(s, -1))),
                        levels.values().stream().mapToDouble(v -> v))
                .summaryStatistics();
        double low = Math.min(0, ends.getMin());
        double high = Math.max(0, ends.getMax());
        double room = high > low ? (high - low) * 0.04 : 1;
        var y = new Axis(valueLabel, low < 0 ? low - room : 0, high > 0 || high == low ? high + room : 0, List.of());
        var content = new Drawn(valueLabel, groups, List.copyOf(series), new LinkedHashMap<>(levels));
        int width = Math.max(240, groups.size() * (series.size() * 20 + 26));
        return Figure.of(new AxesPanel(Axis.categories(groupLabel, groups), y, null, content, width, 240));
    }

    private static DoubleStream ends(Series s, int sign) {
        return IntStream.range(0, s.values.length).mapToDouble(i -> s.values[i] + sign * s.errors[i]);
    }

    private record Drawn(String valueLabel, List<String> groups, List<Series> series, Map<String, Double> levels)
            implements Plot.Content {
        @Override
        public void paint(Plot plot) {
            var look = plot.pen().look();
            var bars = new CategoryChart(1, 1);
            double slot = plot.box().getWidth() / groups.size();
            Plot.bare(bars.getStyler())
                    .setAvailableSpaceFill(Math.min(0.8, WIDEST * series.size() / slot))
                    .setErrorBarsColor(look.ink())
                    .setYAxisMin(plot.y().low())
                    .setYAxisMax(plot.y().high());
            double[] places = IntStream.range(0, groups.size()).asDoubleStream().toArray();
            for (Series s : series) {
                double[] errors = Arrays.stream(s.errors).allMatch(e -> e == 0) ? null : s.errors;
                String name = String.valueOf(bars.getSeriesCollection().size()); // XChart wants distinct ones
                bars.addSeries(name, places, s.values, errors)
                        .setFillColor(styles().get(s.name).colour());
            }
            plot.pen().chart(bars::paint, plot.box());
            var lines = plot.chart();
            plot.level(lines, 0, look.ink(), Pen.stroke(1.2));
            levels.values().forEach(v -> plot.level(lines, v, look.soft(), Pen.dashes(1.2)));
            plot.pen().chart(lines::paint, plot.box());
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
