package motionscope.experiment.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When ours is close enough. */
class ToleranceTest {
    private static final Tolerance VALUE = new Tolerance(0.1, 0.01, Tolerance.Scale.VALUE);
    private static final double[] EXPECTED = {100, 0, -10};

    private static Row.Outcome outcome(Tolerance tolerance, double... found) {
        return tolerance.compare("x", found, EXPECTED).outcome();
    }

    @Test
    void eachValueHasItsOwnTolerance() {
        assertEquals(Row.Outcome.OK, outcome(VALUE, 101.09, 0.099, -10.19));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, 101.11, 0, -10));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, 100, 0.11, -10));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, 100, 0, -10.21));
    }

    @Test
    void ofTheLargestValue() {
        Tolerance largest = Tolerance.ofLargest(0.01);
        assertEquals(Row.Outcome.OK, outcome(largest, 100, 0.99, -9.01));
        assertEquals(Row.Outcome.FAIL, outcome(largest, 100, 1.01, -10));
        assertEquals(Row.Outcome.OK, outcome(VALUE.forGradient(), 103.9, 1.99, -12.19));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE.forGradient(), 100, 2.01, -10));
    }

    @Test
    void theRowHasTheErrorAndTheTightestTolerance() {
        Row row = VALUE.compare("x", new double[] {100.5, 0.09, -10}, EXPECTED);
        assertEquals(0.5, row.maxError(), 1e-12);
        assertEquals(0.005, row.relativeError(), 1e-12);
        assertEquals(0.1, row.tolerance(), 1e-12);
    }

    @Test
    void whatIsNoNumberOrOfAnotherShapeFails() {
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, Double.NaN, 0, -10));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, Double.POSITIVE_INFINITY, 0, -10));
        assertEquals(Row.Outcome.FAIL, outcome(VALUE, 100, 0));
        assertFalse(VALUE.compare("x", new long[] {3}, EXPECTED, List.of(1L, 3L), EXPECTED)
                .passes());
        assertTrue(new Tolerance(0, 0, Tolerance.Scale.VALUE)
                .compare("x", EXPECTED, EXPECTED)
                .passes());
    }
}
