package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A range of values with its name and marks.
 *
 * @param label the quantity and its unit
 * @param low the value at the left or bottom end
 * @param high the value at the right or top end
 * @param names the names of the places 0, 1, ... on an axis of categories; empty on an axis of numbers
 */
record Axis(String label, double low, double high, List<String> names) {
    private static final int ABOUT_TICKS = 6;

    /** A place on the axis and its text. */
    record Tick(double value, String text) {}

    /** An axis that holds all values with a margin, a share of their range, at both ends. */
    static Axis fit(String label, double margin, double... values) {
        var range = Arrays.stream(values).summaryStatistics();
        double low = range.getMin();
        double high = range.getMax();
        double room = high > low ? margin * (high - low) : Math.max(0.5, Math.abs(high) * 0.1);
        return new Axis(label, low - room, high + room, List.of());
    }

    static Axis categories(String label, List<String> names) {
        return new Axis(label, -0.5, names.size() - 0.5, List.copyOf(names));
    }

    /** Two panels can share this axis and the other: they show the same quantity in the same unit. */
    boolean matches(Axis other) {
        return label.equals(other.label) && names.equals(other.names);
    }

    Axis with(Axis other) {
        return new Axis(label, Math.min(low, other.low), Math.max(high, other.high), names);
    }

    /** Where a value lies: 0 at the low end, 1 at the high end. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    List<Tick> ticks() {
        if (!names.isEmpty()) {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> new Tick(i, names.get(i)))
                    .toList();
        }
        double step = niceStep((high - low) / ABOUT_TICKS);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        var ticks = new ArrayList<Tick>();
        for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
            ticks.add(new Tick(k * step, number(k * step, decimals)));
        }
        return ticks;
    }

    /** The 1, 2 or 5 times a power of ten next above a rough step. */
    private static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** A number with a true minus sign; very large and very small ones with a power of ten. */
    static String number(double value, int decimals) {
        String text = Math.abs(value) >= 1e6 || decimals > 5
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%." + decimals + "f", value == 0 ? 0.0 : value);
        return text.replace('-', '\u2212');
    }
}
