package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

class ClipTest {
    static Clip noise(int frames, int height, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[frames * 3 * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256) / 127.5f - 1;
        }
        return Clip.of(pixels, frames, height, width, 8);
    }

    @Test
    void keepsItsValuesToItself() {
        float[] pixels = new float[2 * 3 * 4 * 5];
        Clip clip = Clip.of(pixels, 2, 4, 5, 8);
        pixels[0] = 1;
        clip.pixels()[1] = 1;
        assertArrayEquals(new float[2 * 3 * 4 * 5], clip.pixels());
    }

    @Test
    void picturesAndBackIsExact() {
        Clip clip = noise(3, 7, 5, 1);
        assertEquals(clip, Clip.of(clip.images(), 8));
        assertEquals(clip.hashCode(), Clip.of(clip.images(), 8).hashCode());
        assertNotEquals(clip, clip.withFrameRate(9));
        assertNotEquals(clip, noise(3, 7, 5, 2));
    }

    @Test
    void overshootIsKeptAndClippedInPictures() {
        Clip clip = Clip.of(new float[] {1.5f, -3, 0}, 1, 1, 1, 8);
        assertEquals(1.5f, clip.value(0, 0, 0, 0));
        assertEquals(0xff0080, clip.image(0).getRGB(0, 0) & 0xffffff);
    }

    @Test
    void greyPicturesKeepTheirLevels() {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage grey = new BufferedImage(1, 1, type);
            grey.getRaster().setSample(0, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257);
            assertEquals(100 / 127.5f - 1, Clip.of(List.of(grey), 8).value(0, 1, 0, 0), 1e-6);
        }
    }

    @Test
    void refusesWhatIsNoClip() {
        for (Runnable wrong : List.<Runnable>of(
                () -> Clip.of(new float[11], 1, 2, 2, 8),
                () -> Clip.of(new float[0], 0, 2, 2, 8),
                () -> Clip.of(new float[12], 1, -2, -2, 8),
                () -> Clip.of(new float[12], Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 8),
                () -> Clip.of(new float[12], 1, 2, 2, 0),
                () -> Clip.of(new float[12], 1, 2, 2, Double.NaN),
                () -> Clip.of(new float[] {0, Float.NaN, 0}, 1, 1, 1, 8),
                () -> Clip.of(new float[] {0, Float.POSITIVE_INFINITY, 0}, 1, 1, 1, 8),
                () -> Clip.of(List.of(), 8),
                () -> Clip.of(
                        List.of(noise(1, 2, 2, 0).image(0), noise(1, 2, 3, 0).image(0)), 8),
                () -> noise(2, 2, 2, 0).image(2),
                () -> noise(2, 2, 2, 0).frames(1, 3),
                () -> noise(2, 2, 2, 0).frames(1, 1),
                () -> noise(2, 2, 2, 0).every(0),
                () -> noise(2, 2, 2, 0).resize(0, 2),
                () -> noise(2, 2, 2, 0).resize(1 << 30, 1 << 30),
                () -> noise(2, 2, 2, 0).enlarge(0),
                () -> noise(2, 2, 2, 0).enlarge(Integer.MAX_VALUE),
                () -> noise(2, 2, 2, 0).crop(1, 0, 2, 2),
                () -> noise(2, 2, 2, 0).crop(1, 0, Integer.MAX_VALUE, 2),
                () -> Clip.beside(List.of()),
                () -> Clip.beside(List.of(noise(1, 2, 2, 0), noise(1, 2, 2, 0).withFrameRate(9))))) {
            assertThrows(MotionScopeException.class, wrong::run);
        }
    }

    @Test
    void framesAndEveryPickFrames() {
        Clip clip = noise(7, 3, 4, 3);
        assertEquals(clip, clip.frames(0, 7));
        assertEquals(clip.value(3, 2, 1, 1), clip.frames(2, 5).value(1, 2, 1, 1));
        Clip third = clip.every(3);
        assertEquals(3, third.frames());
        assertEquals(8 / 3.0, third.frameRate());
        assertEquals(clip.value(6, 0, 2, 3), third.value(2, 0, 2, 3));
    }

    @Test
    void cropAndEnlargeMovePixelsOnly() {
        Clip clip = noise(2, 6, 8, 4);
        Clip crop = clip.crop(2, 1, 5, 4);
        assertEquals(clip.value(1, 2, 4, 6), crop.value(1, 2, 3, 4));
        Clip large = clip.enlarge(3);
        assertEquals(24, large.width());
        assertEquals(clip.value(1, 1, 5, 7), large.value(1, 1, 17, 23));
    }

    @Test
    void resizeKeepsFlatRampsAndMeans() {
        float[] ramp = new float[3 * 8 * 16];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % 16 - 7.5f) / 8;
        }
        Clip clip = Clip.of(ramp, 1, 8, 16, 8);
        Clip half = clip.resize(8, 4);
        for (int x = 1; x < 7; x++) { // inside, a ramp stays the same ramp
            assertEquals((2 * x + 0.5 - 7.5) / 8, half.value(0, 1, 2, x), 1e-5);
        }
        Clip twice = clip.resize(32, 16);
        for (int x = 1; x < 31; x++) {
            assertEquals(((x + 0.5) / 2 - 0.5 - 7.5) / 8, twice.value(0, 1, 2, x), 1e-5);
        }
        float[] flat = new float[3 * 9 * 7];
        Arrays.fill(flat, 0.25f);
        for (float value : Clip.of(flat, 1, 9, 7, 8).resize(4, 13).pixels()) {
            assertEquals(0.25f, value, 1e-6);
        }
    }

    @Test
    void resizeDoesNotAlias() {
        float[] pixels = new float[3 * 64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 2 == 0 ? 1 : -1;
        }
        Clip stripes = Clip.of(pixels, 1, 64, 64, 8).resize(16, 16).crop(1, 1, 14, 14);
        for (float value : stripes.pixels()) {
            assertEquals(0, value, 1e-5, "stripes of one pixel are grey when shrunk four times");
        }
    }

    @Test
    void squareTakesTheMiddle() {
        Clip clip = noise(2, 4, 10, 5);
        assertEquals(clip.crop(3, 0, 4, 4), clip.square(4));
        assertEquals(8, clip.square(8).height());
    }

    @Test
    void besidePadsAndHolds() {
        Clip tall = noise(3, 6, 4, 6);
        Clip low = noise(2, 2, 5, 7);
        Clip both = Clip.beside(List.of(tall, low));
        assertEquals(3, both.frames());
        assertEquals(6, both.height());
        assertEquals(tall, both.crop(0, 0, 4, 6));
        int x = both.width() - 5;
        assertEquals(low, both.crop(x, 2, 5, 2).frames(0, 2));
        assertEquals(low.frames(1, 2), both.crop(x, 2, 5, 2).frames(2, 3));
        assertEquals(1f, both.value(0, 0, 0, x));
        assertTrue(both.toString().contains("3 frames"));
    }
}
