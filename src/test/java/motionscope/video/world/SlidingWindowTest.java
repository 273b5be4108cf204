package motionscope.video.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlidingWindowTest {
    private static BufferedImage noise(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        return picture;
    }

    /** In every frame, content is exactly {@code step} pixels further than in the frame before: no value differs. */
    @Test
    void contentMovesExactlyOneStepAFrame() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 40; round++) {
            int step = random.nextInt(6);
            int side = 8 + random.nextInt(12);
            int frames = 1 + random.nextInt(9);
            int least = side + step * (frames - 1);
            BufferedImage picture = noise(least + random.nextInt(5), least + random.nextInt(30));
            SlidingWindow window = new SlidingWindow(side, step, frames, side);
            for (Direction way : Direction.values()) {
                Clip clip = window.over(picture, way);
                assertEquals(frames, clip.frames());
                int dx = step * way.x();
                int dy = step * way.y();
                int wide = side - Math.abs(dx);
                int high = side - Math.abs(dy);
                for (int f = 0; f + 1 < frames; f++) {
                    assertArrayEquals(
                            clip.frames(f, f + 1)
                                    .crop(Math.max(0, -dx), Math.max(0, -dy), wide, high)
                                    .pixels(),
                            clip.frames(f + 1, f + 2)
                                    .crop(Math.max(0, dx), Math.max(0, dy), wide, high)
                                    .pixels());
                }
            }
        }
    }

    @Test
    void oppositeWaysShowTheSamePlacesInReverse() {
        BufferedImage picture = noise(61, 47);
        SlidingWindow window = new SlidingWindow(20, 3, 8, 20);
        List<BufferedImage> right = window.over(picture, Direction.RIGHT).images();
        List<BufferedImage> left = window.over(picture, Direction.LEFT).images();
        Clip still = window.over(picture, Direction.STILL);
        for (int f = 0; f < 8; f++) {
            assertArrayEquals(
                    right.get(f).getRGB(0, 0, 20, 20, null, 0, 20),
                    left.get(7 - f).getRGB(0, 0, 20, 20, null, 0, 20));
            assertEquals(still.frames(0, 1), still.frames(f, f + 1));
        }
    }

    @Test
    void thePapersWindowScaledToAModelsInput() {
        SlidingWindow window = SlidingWindow.paper().resized(64);
        assertEquals(1.6, window.speed(), 1e-12);
        BufferedImage picture = World.picture(5, 600, 560);
        LabelledClips<Direction> clips = window.over(List.of(picture, World.picture(6, 560, 560)), Direction.values());
        assertEquals(10, clips.size());
        assertEquals(List.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1), clips.scenes());
        assertEquals(Direction.LEFT, clips.motions().get(2));
        assertEquals(
                "Clip of 16 frames, 64x64, 8.0 frames/s", clips.clips().get(3).toString());
        assertEquals(
                SlidingWindow.paper().over(picture, Direction.UP).resize(64, 64), window.over(picture, Direction.UP));
    }

    @Test
    void aPictureOfExactlyTheSpanIsEnoughAndOnePixelLessIsNot() {
        SlidingWindow window = new SlidingWindow(20, 3, 8, 20);
        assertEquals(8, window.over(noise(41, 20), Direction.LEFT).frames());
        String said = assertThrows(MotionScopeException.class, () -> window.over(noise(40, 20), Direction.LEFT))
                .getMessage();
        assertTrue(said.contains("at least 41x20, but this one is 40x20"), said);
        assertThrows(MotionScopeException.class, () -> window.over(noise(41, 20), Direction.UP));
        assertThrows(MotionScopeException.class, () -> SlidingWindow.paper().over(noise(300, 300), Direction.STILL));
        assertThrows(MotionScopeException.class, () -> new SlidingWindow(0, 1, 16, 64));
        assertThrows(MotionScopeException.class, () -> new SlidingWindow(20, -1, 16, 64));
        assertThrows(MotionScopeException.class, () -> new SlidingWindow(20, 1, 0, 64));
        assertThrows(MotionScopeException.class, () -> window.resized(0));
    }

    @Test
    void aPhotographComesFromAFile(@TempDir Path folder) throws IOException {
        File file = folder.resolve("mine.png").toFile();
        BufferedImage picture = noise(41, 30);
        ImageIO.write(picture, "png", file);
        BufferedImage read = SlidingWindow.picture(file.toPath());
        assertArrayEquals(picture.getRGB(0, 0, 41, 30, null, 0, 41), read.getRGB(0, 0, 41, 30, null, 0, 41));
        assertThrows(MotionScopeException.class, () -> SlidingWindow.picture(folder.resolve("none.jpg")));
    }

    @Test
    void aPictureHasSomethingElseInEachPlace() {
        BufferedImage picture = World.picture(5, 700, 500);
        assertArrayEquals(
                picture.getRGB(0, 0, 700, 500, null, 0, 700),
                World.picture(5, 700, 500).getRGB(0, 0, 700, 500, null, 0, 700));
        // mean colour of squares of 100 pixels, in steps of 32: nearly all differ
        Set<Integer> colours = new HashSet<>();
        double contrast = 0;
        for (int square = 0; square < 35; square++) {
            int[] rgb = picture.getRGB(square % 7 * 100, square / 7 * 100, 100, 100, null, 0, 100);
            double[] mean = new double[3];
            double squares = 0;
            for (int pixel : rgb) {
                for (int c = 0; c < 3; c++) {
                    mean[c] += (pixel >> 8 * c & 255) / 1e4;
                }
                squares += Math.pow(pixel >> 8 & 255, 2) / 1e4;
            }
            colours.add((int) mean[0] / 32 * 64 + (int) mean[1] / 32 * 8 + (int) mean[2] / 32);
            contrast += Math.sqrt(Math.max(0, squares - mean[1] * mean[1])) / 35;
        }
        assertTrue(colours.size() >= 18, colours.size() + " colours");
        assertTrue(contrast > 25, "contrast within squares " + contrast);
        assertNotEquals(picture.getRGB(350, 250), World.picture(6, 700, 500).getRGB(350, 250));
        assertThrows(MotionScopeException.class, () -> World.picture(5, 0, 10));
        assertThrows(MotionScopeException.class, () -> World.picture(5, 10, 100_000));
    }
}
