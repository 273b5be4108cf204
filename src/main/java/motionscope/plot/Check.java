package motionscope.plot;

import java.util.List;
import motionscope.MotionScopeException;

/** What a figure refuses to draw: nothing, ragged tables, values that are no numbers. */
final class Check {
    private Check() {}

    static void that(boolean holds, String message, Object... parts) {
        if (!holds) {
            throw new MotionScopeException(message.formatted(parts));
        }
    }

    static void finite(String what, double[] values) {
        that(values.length > 0, "%s is empty; there is nothing to draw.", what);
        for (int i = 0; i < values.length; i++) {
            that(Double.isFinite(values[i]), "%s has %s at place %d; remove or repair it first.", what, values[i], i);
        }
    }

    /** Checks a table of rows of one length, all values finite. */
    static void table(String what, double[][] values) {
        that(values.length > 0, "%s is empty; there is nothing to draw.", what);
        for (int i = 0; i < values.length; i++) {
            that(
                    values[i].length == values[0].length,
                    "%s: row 0 has %d values, row %d has %d; all rows must have as many.",
                    what,
                    values[0].length,
                    i,
                    values[i].length);
            finite(what + ", row " + i, values[i]);
        }
    }

    static void same(String what, int found, String other, int expected) {
        that(found == expected, "%d %s for %d %s; their numbers must be equal.", found, what, expected, other);
    }

    static List<String> names(String what, List<?> labels, int expected) {
        same("labels", labels.size(), what, expected);
        return labels.stream().map(Style::name).toList();
    }

    static double[][] copy(double[][] values) {
        return java.util.Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }
}
