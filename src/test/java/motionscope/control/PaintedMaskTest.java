package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Painted masks as text and back. */
class PaintedMaskTest {
    private static final boolean O = false;
    private static final boolean X = true;

    @Test
    void aMaskIsShortTextAndBack() {
        PaintedMask mask =
                PaintedMask.ofRows(new boolean[] {O, O, O, O}, new boolean[] {O, X, X, O}, new boolean[] {O, O, X, X});
        assertEquals("4x3: 5 2 3 2", mask.runs());
        assertEquals(mask, PaintedMask.of(mask.runs()));
        assertEquals(3, mask.height());
        assertArrayEquals(new double[] {0.25, 1 / 3.0, 1, 1}, mask.box());
        float[] on = Region.painted(mask.runs()).hard(1, 3, 4);
        for (int i = 0; i < on.length; i++) {
            assertEquals(mask.cells()[i] ? 1 : 0, on[i], "cell " + i);
        }
    }

    @Test
    void theFirstCellMayBePaintedAndTheLastOnesNeedNotBeNamed() {
        PaintedMask mask = PaintedMask.of("2x2: 0 1");
        assertArrayEquals(new boolean[] {X, O, O, O}, mask.cells());
        assertEquals("2x2: 0 1", mask.runs());
    }

    @Test
    void nothingPaintedIsAMaskButNoRegion() {
        PaintedMask none = PaintedMask.ofRows(new boolean[] {O, O});
        assertFalse(none.any());
        assertEquals(none, PaintedMask.of(none.runs()));
        assertThrows(MotionScopeException.class, none::box);
        assertThrows(MotionScopeException.class, none::region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4x3", "4x3:", "0x3: 1 2", "4x3: 1 -2", "4x3: 5 9", "4x3: x", "9999x9999: 1 2", "4x3: 1  2"})
    void otherTextsAreRefusedInOneLine(String text) {
        String message = assertThrows(MotionScopeException.class, () -> Region.painted(text))
                .getMessage();
        assertTrue(message.contains("mask"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void rowsHaveOneLength() {
        assertThrows(MotionScopeException.class, () -> PaintedMask.ofRows(new boolean[2], new boolean[3]));
        assertThrows(MotionScopeException.class, () -> PaintedMask.ofRows());
    }
}
