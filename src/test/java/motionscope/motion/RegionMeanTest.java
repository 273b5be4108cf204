package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.testing.Close;
import org.junit.jupiter.api.Test;

/** Means over regions. */
class RegionMeanTest {
    private static Features draw(int clips, int rows, int columns) {
        float[] values = new Noise(7).randn(clips * 3 * 2 * rows * columns);
        return new Features(Tap.UP0, 5, clips, 3, 2, rows, columns, values);
    }

    private static boolean[] everything(int side) {
        boolean[] mask = new boolean[side * side];
        Arrays.fill(mask, true);
        return mask;
    }

    @Test
    void isTheMeanOverThePixelsOfTheEnlargedMap() {
        Features x = draw(2, 4, 4);
        boolean[] mask = new boolean[12 * 12];
        int pixels = 0;
        double sum = 0;
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 12; column++) {
                if (Math.hypot(row - 4, column - 7) < 3.5) { // the naive way: every pixel has its cell's value
                    mask[row * 12 + column] = true;
                    sum += x.at(1, 2, 1, row / 3, column / 3);
                    pixels++;
                }
            }
        }
        Features mean = RegionMean.of(x, List.of(everything(12), mask));
        assertEquals(sum / pixels, mean.at(1, 2, 1, 0, 0), 1e-6);
        Close.assertClose(
                "whole", x.select(0).pooled(1).values(), mean.select(0).values(), 1e-6, 1e-6);
    }

    @Test
    void aRegionSmallerThanACellIsThatCell() {
        Features x = draw(1, 2, 2);
        boolean[] one = new boolean[64];
        one[5 * 8 + 1] = true; // lower left quarter
        assertEquals(x.at(0, 1, 0, 1, 0), RegionMean.of(x, List.of(one)).at(0, 1, 0, 0, 0));
    }

    @Test
    void commutesWithContentRemoval() {
        Features x = draw(1, 4, 4);
        boolean[] half = new boolean[64];
        Arrays.fill(half, 0, 29, true);
        Close.assertClose(
                "either order",
                RegionMean.of(ContentCorrelation.remove(x), List.of(half)).values(),
                ContentCorrelation.remove(RegionMean.of(x, List.of(half))).values(),
                1e-5,
                1e-6);
    }

    @Test
    void badRegionsAreNamed() {
        Features x = draw(1, 2, 2);
        assertEquals(
                "The region of clip 0 is empty; it needs at least one pixel inside the frame.",
                assertThrows(MotionScopeException.class, () -> RegionMean.of(x, List.of(new boolean[16])))
                        .getMessage());
        assertThrows(MotionScopeException.class, () -> RegionMean.of(x, List.of(new boolean[15])));
        assertThrows(MotionScopeException.class, () -> RegionMean.of(x, List.of()));
    }
}
