package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.tensor.Noise;
import org.junit.jupiter.api.Test;

/** Confidence intervals against the table of Student's t, and by how often they hold the true mean. */
class IntervalTest {
    @Test
    void quantilesAreThoseOfTheTable() {
        // t(0.975) with 1 degree of freedom is 12.706, with 4 it is 2.776
        Interval two = Interval.of(0, 1);
        assertEquals(0.5, two.mean());
        assertEquals(12.706 * 0.5, two.high() - two.mean(), 1e-3);
        Interval five = Interval.of(1, 2, 3, 4, 5);
        assertEquals(2.776 * Math.sqrt(2.5 / 5), five.mean() - five.low(), 1e-3);
        assertEquals(five.mean() - five.low(), five.high() - five.mean(), 1e-12);
    }

    @Test
    void equalValuesAndASingleOneHaveNoWidth() {
        assertEquals(new Interval(3, 3, 3), Interval.of(3));
        assertEquals(new Interval(3, 3, 3), Interval.of(3, 3, 3));
    }

    @Test
    void nineteenOfTwentyHoldTheMean() {
        int rounds = 2000;
        int held = 0;
        float[] drawn = new Noise(4).randn(4 * rounds);
        for (int i = 0; i < rounds; i++) {
            Interval interval = Interval.of(drawn[4 * i], drawn[4 * i + 1], drawn[4 * i + 2], drawn[4 * i + 3]);
            held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
        }
        double four = 4 * Math.sqrt(0.05 * 0.95 / rounds); // standard deviations of that share
        assertEquals(0.95, (double) held / rounds, four);
    }

    /** Worked examples of Newcombe (1998): 81 of 263 and 0 of 20. */
    @Test
    void sharesHaveWilsonsInterval() {
        Interval some = Interval.ofShare(81, 263);
        assertEquals(81 / 263.0, some.mean(), 1e-12);
        assertEquals(0.2553, some.low(), 1e-4);
        assertEquals(0.3662, some.high(), 1e-4);
        Interval none = Interval.ofShare(0, 20);
        assertEquals(0, none.low(), 1e-12);
        assertEquals(0.1611, none.high(), 1e-4);
        Interval all = Interval.ofShare(20, 20);
        assertEquals(1 - none.high(), all.low(), 1e-12);
        assertEquals(1, all.high());
    }

    @Test
    void sharesThatAreNoneAreRefused() {
        assertThrows(MotionScopeException.class, () -> Interval.ofShare(0, 0));
        assertThrows(MotionScopeException.class, () -> Interval.ofShare(-1, 4));
        assertThrows(MotionScopeException.class, () -> Interval.ofShare(5, 4));
    }

    @Test
    void badInput() {
        assertThrows(MotionScopeException.class, () -> Interval.of());
        String message = assertThrows(MotionScopeException.class, () -> Interval.of(1, Double.NaN))
                .getMessage();
        assertTrue(message.contains("NaN"), message);
    }
}
