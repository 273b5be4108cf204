package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import org.junit.jupiter.api.Test;

/** Cosines between one point and all points. */
class CosineHeatmapTest {
    private static Features features(int frames, int channels, int rows, int columns, float... values) {
        return new Features(Tap.UP1, 0, 1, frames, channels, rows, columns, values);
    }

    @Test
    void parallelOppositeOrthogonalAndZero() {
        Features source = features(1, 2, 1, 1, 3, 0);
        Features target = features(1, 2, 2, 2, 5, -2, 0, 0, 0, 0, 7, 0); // channel 0, then channel 1
        CosineHeatmap map = CosineHeatmap.of(source, 0, 0, target);
        assertArrayEquals(new float[] {1, -1, 0, 0}, map.values(), 1e-6f);
        assertArrayEquals(new float[] {1, 0, 0.5f, 0.5f}, map.normalised().values(), 1e-6f);
        assertArrayEquals(new double[] {1, -1}, map.grid()[0], 1e-6);
        assertArrayEquals(new double[] {0, 0}, map.grid()[1]);
    }

    @Test
    void zerosGiveZerosAndNeverNoNumber() {
        Features zero = features(2, 1, 1, 2, new float[4]);
        CosineHeatmap map = CosineHeatmap.of(zero, 0, 1, zero);
        assertArrayEquals(new float[2], map.values());
        assertArrayEquals(new float[2], map.normalised().values());
    }

    @Test
    void aPointIsLikeItselfInAllFrames() {
        Features random = features(3, 4, 5, 6, new Noise(1).randn(360));
        CosineHeatmap map = CosineHeatmap.of(random, 2, 3, random);
        assertEquals(1, map.values()[2 * 6 + 3], 1e-6);
        for (float value : map.values()) {
            assertTrue(Math.abs(value) <= 1 + 1e-6);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Features small = features(1, 1, 1, 2, 1, 2);
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.of(small, 1, 0, small));
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.of(small, 0, -1, small));
        Features other = features(2, 1, 1, 1, 1, 2);
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.of(small, 0, 0, other));
        assertThrows(MotionScopeException.class, () -> small.channels(1));
    }

    @Test
    void frameByFrameComparesEachFrameWithItsOwn() {
        Features source = features(2, 1, 1, 1, 1, -1);
        Features target = features(2, 1, 1, 2, 2, -2, 2, -2); // the same in both frames
        var maps = CosineHeatmap.frames(source, 0, 0, target);
        assertArrayEquals(new float[] {1, -1}, maps.get(0).values(), 1e-6f);
        assertArrayEquals(new float[] {-1, 1}, maps.get(1).values(), 1e-6f);
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.frames(source, 0, 0, target.frame(0)));
    }

    @Test
    void aRegionIsComparedByItsMean() {
        Features source = features(2, 1, 2, 2, 1, 3, 5, 7, -1, -3, 5, 7);
        boolean[] top = {true, true, false, false};
        Features mean = features(2, 1, 1, 1, 2, -2);
        assertArrayEquals(
                CosineHeatmap.of(mean, 0, 0, source).values(),
                CosineHeatmap.of(source, top, source).values());
        assertEquals(1, CosineHeatmap.of(source, top, source).values()[0], 1e-6);
        assertEquals(0, CosineHeatmap.of(source, top, source).values()[2], 1e-6);
        assertArrayEquals(
                new float[] {1, 1, -1, -1},
                CosineHeatmap.frames(source, top, source).get(1).values(),
                1e-6f);
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.of(source, new boolean[4], source));
        assertThrows(MotionScopeException.class, () -> CosineHeatmap.of(source, new boolean[] {true, true}, source));
    }
}
