package motionscope.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import motionscope.tensor.Tensor;

/** The one way to compare numbers within a tolerance. A NaN is close to nothing. */
public final class Close {
    private Close() {}

    /** Accepts {@code |e - a| <= abs + rel |e|} for each expected e and actual a. */
    public static void assertClose(String what, double[] expected, double[] actual, double abs, double rel) {
        assertEquals(expected.length, actual.length, what + ": number of values");
        for (int i = 0; i < expected.length; i++) {
            double allowed = abs + rel * Math.abs(expected[i]);
            if (!(Math.abs(expected[i] - actual[i]) <= allowed)) {
                fail(what + "[" + i + "] is " + actual[i] + ", expected " + expected[i] + " within " + allowed);
            }
        }
    }

    /** The same for float32 values. */
    public static void assertClose(String what, float[] expected, float[] actual, double abs, double rel) {
        assertClose(what, widened(expected), widened(actual), abs, rel);
    }

    /** The same for tensors, which must have one shape. */
    public static void assertClose(String what, Tensor expected, Tensor actual, double abs, double rel) {
        assertArrayEquals(expected.shape(), actual.shape(), what + ": shape");
        assertClose(what, expected.doubles(), actual.doubles(), abs, rel);
    }

    /** For gradients, whose small entries are differences of large ones: {@code |e - a| <= rel (max|e| + |e|)}. */
    public static void assertGradient(String what, double[] expected, double[] actual, double rel) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertClose(what, expected, actual, rel * largest, rel);
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
