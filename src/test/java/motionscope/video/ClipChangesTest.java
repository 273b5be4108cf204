package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;

class ClipChangesTest {
    private final Clip noise = ClipTest.noise(2, 20, 24, 3);

    private static double error(Clip a, Clip b) {
        float[] x = a.pixels();
        float[] y = b.pixels();
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(x[i] - y[i]));
        }
        return worst;
    }

    private static double meanError(Clip a, Clip b) {
        float[] x = a.pixels();
        float[] y = b.pixels();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i] - y[i]);
        }
        return sum / x.length;
    }

    @Test
    void aShiftMovesEveryPixelAndMirrorsAtTheEdges() {
        Clip moved = ClipChanges.shift(noise, new double[] {0, 3}, new double[] {0, -2});
        int plane = 20 * 24;
        float[] before = noise.pixels();
        float[] after = moved.pixels();
        for (int i = 0; i < 3 * plane; i++) {
            assertEquals(before[i], after[i]);
        }
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 24; x++) {
                int row = y + 2 < 20 ? y + 2 : 39 - (y + 2); // beyond the last row it runs back
                int column = x - 3 >= 0 ? x - 3 : 2 - x;
                assertEquals(before[3 * plane + row * 24 + column], after[3 * plane + y * 24 + x]);
            }
        }
        Clip half = ClipChanges.shift(noise, new double[] {0.5, 0}, new double[2]);
        assertEquals((before[4] + before[5]) / 2, half.pixels()[5], 1e-6);
    }

    @Test
    void aShiftNeedsAPlaceForEveryFrame() {
        String said = assertThrows(
                        MotionScopeException.class, () -> ClipChanges.shift(noise, new double[2], new double[1]))
                .getMessage();
        assertTrue(said.contains("2 and 1 places, the clip 2 frames"), said);
    }

    private static Clip flat(float value) {
        float[] pixels = new float[2 * 3 * 20 * 24];
        Arrays.fill(pixels, value);
        return Clip.of(pixels, 2, 20, 24, 8);
    }

    @Test
    void blurIsTheWeightedMeanOfItsDefinition() {
        double sigma = 1.3;
        Clip blurred = ClipChanges.blur(noise, sigma);
        for (int y = 0; y < 20; y += 3) {
            for (int x = 0; x < 24; x += 5) {
                double sum = 0;
                double weights = 0;
                for (int v = -4; v <= 4; v++) {
                    for (int u = -4; u <= 4; u++) {
                        double weight = Math.exp(-(u * u + v * v) / (2 * sigma * sigma));
                        int row = Math.max(0, Math.min(19, y + v));
                        int column = Math.max(0, Math.min(23, x + u));
                        sum += weight * noise.value(1, 2, row, column);
                        weights += weight;
                    }
                }
                assertEquals(sum / weights, blurred.value(1, 2, y, x), 1e-5);
            }
        }
    }

    @Test
    void blurKeepsWhatIsFlatAndAddsUp() {
        assertTrue(error(flat(0.3f), ClipChanges.blur(flat(0.3f), 5)) < 1e-6);
        assertSame(noise, ClipChanges.blur(noise, 0));
        // two blurs are one of the root of the sum of squares, away from the edges
        Clip twice = ClipChanges.blur(ClipChanges.blur(ClipTest.noise(1, 64, 64, 5), 1.5), 2);
        Clip once = ClipChanges.blur(ClipTest.noise(1, 64, 64, 5), 2.5);
        assertTrue(error(twice.crop(16, 16, 32, 32), once.crop(16, 16, 32, 32)) < 0.01);
    }

    @Test
    void blurMovesWithTheContent() {
        Clip pan =
                Scene.of(Texture.SPOTS, Colour.CYAN).moving(Direction.RIGHT, 2).render();
        Clip blurred = ClipChanges.blur(pan, 1);
        Clip before = blurred.frames(0, 15).crop(4, 4, 50, 56);
        Clip after = blurred.frames(1, 16).crop(6, 4, 50, 56);
        assertTrue(error(before, after) < 1e-3);
    }

    @Test
    void jpegLosesMoreTheLowerItsQuality() {
        Clip pan = Scene.of(Texture.MARBLE, Colour.GREEN).render().frames(0, 2);
        double last = 0;
        for (int quality : new int[] {100, 75, 40, 10, 1}) {
            Clip compressed = ClipChanges.jpeg(pan, quality);
            double error = meanError(pan, compressed);
            assertTrue(error > last, "quality " + quality + ": " + error + " after " + last);
            assertEquals(pan.toString(), compressed.toString());
            last = error;
        }
        assertTrue(meanError(pan, ClipChanges.jpeg(pan, 100)) < 0.02);
        assertTrue(error(flat(0), ClipChanges.jpeg(flat(0), 50)) < 0.02, "grey has nothing to lose");
        assertEquals(ClipChanges.jpeg(pan, 40), ClipChanges.jpeg(pan, 40));
    }

    @Test
    void lightIsAddedAndContrastMultipliedWithinTheRange() {
        assertEquals(flat(0.5f), ClipChanges.brightness(flat(0.25f), 0.25));
        assertEquals(flat(1), ClipChanges.brightness(flat(0.25f), 2));
        assertEquals(flat(-0.5f), ClipChanges.contrast(flat(-0.25f), 2));
        assertEquals(flat(-1), ClipChanges.contrast(flat(-0.25f), 100));
        assertEquals(flat(0), ClipChanges.contrast(flat(0.7f), 0));
        assertEquals(noise, ClipChanges.contrast(noise, 1));
        assertEquals(noise, ClipChanges.brightness(noise, 0));
        // within the range, one undoes the other
        Clip soft = ClipChanges.contrast(noise, 0.5);
        assertTrue(error(noise, ClipChanges.contrast(soft, 2)) < 1e-6);
        assertTrue(error(soft, ClipChanges.brightness(ClipChanges.brightness(soft, 0.4), -0.4)) < 1e-6);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        for (Runnable wrong : List.<Runnable>of(
                () -> ClipChanges.blur(noise, -1),
                () -> ClipChanges.blur(noise, Double.NaN),
                () -> ClipChanges.blur(noise, 1e9),
                () -> ClipChanges.jpeg(noise, 0),
                () -> ClipChanges.jpeg(noise, 101),
                () -> ClipChanges.brightness(noise, 3),
                () -> ClipChanges.contrast(noise, Double.NaN))) {
            assertThrows(MotionScopeException.class, wrong::run);
        }
    }
}
