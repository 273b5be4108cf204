package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import motionscope.Saving;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    @TempDir
    Path folder;

    /** Smooth colour waves that move: like a picture, unlike noise. */
    static Clip waves(int frames, int height, int width, double rate) {
        float[] pixels = new float[frames * 3 * height * width];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width % height;
            int c = i / (width * height) % 3;
            int f = i / (3 * width * height);
            pixels[i] = (float) Math.sin(0.13 * x + 0.09 * y * (c - 1) + 0.4 * f + c) * 0.9f;
        }
        return Clip.of(pixels, frames, height, width, rate);
    }

    static double rmse(Clip a, Clip b) {
        float[] x = a.pixels();
        float[] y = b.pixels();
        assertEquals(x.length, y.length);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum / x.length);
    }

    @Test
    void pngFoldersAreExact() {
        Clip clip = ClipTest.noise(12, 9, 7, 1).withFrameRate(12.5);
        for (String name : List.of("plain", "slash/", "named.png", "deep/er/walk")) {
            Path written = ClipWriter.write(clip, folder.resolve(name));
            assertEquals(clip, ClipReader.read(written), name);
        }
        assertTrue(Files.exists(folder.resolve("named/frame_0011.png")));
        assertEquals(clip.enlarge(3), ClipReader.read(ClipWriter.write(clip, folder.resolve("large"), 3)));
    }

    @Test
    void gifKeepsFramesRateAndColours() {
        for (double rate : new double[] {8, 10, 12, 30, 50, 0.5}) {
            Clip clip = waves(16, 48, 64, rate);
            Clip back = ClipReader.read(ClipWriter.write(clip, folder.resolve("w.gif")));
            assertEquals(16, back.frames());
            assertEquals(rate, back.frameRate(), rate * 0.01);
            double error = rmse(clip, back);
            assertTrue(error < 0.075, "256 colours for three independent waves: " + error);
        }
    }

    @Test
    void gifOfFewColoursIsExact() {
        float[] pixels = new float[4 * 3 * 10 * 10];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (i / 7 % 4 * 85) / 127.5f - 1;
        }
        Clip clip = Clip.of(pixels, 4, 10, 10, 8);
        Path file = ClipWriter.write(clip, folder.resolve("few.gif"));
        assertTrue(rmse(clip, ClipReader.read(file)) < 1e-6);
        Clip enlarged = ClipReader.read(ClipWriter.write(clip, folder.resolve("few.gif"), 4));
        assertTrue(rmse(clip.enlarge(4), enlarged) < 1e-6);
    }

    @Test
    void gifLoopsAndStoresItsColoursOnce() {
        byte[] gif = ClipWriter.gif(waves(16, 8, 8, 8), 1);
        assertTrue(new String(gif, StandardCharsets.ISO_8859_1).contains("NETSCAPE2.0"));
        assertTrue(gif.length < 768 + 16 * 150, "one palette, not sixteen: " + gif.length);
    }

    @Test
    void mp4KeepsFramesRateAndColours() {
        for (double rate : new double[] {8, 12.5, 30}) {
            Clip clip = waves(16, 64, 96, rate);
            Clip back = ClipReader.read(ClipWriter.write(clip, folder.resolve("w.mp4")));
            assertEquals(16, back.frames());
            assertEquals(rate, back.frameRate(), 0.01);
            double error = rmse(clip, back);
            assertTrue(error < 0.06, "H.264 at half the colour resolution: " + error);
        }
    }

    @Test
    void mp4OfOneFrameAndOfManyFrames() {
        for (int frames : new int[] {1, 2, 200}) {
            Clip clip = waves(frames, 16, 32, 8);
            assertEquals(
                    frames,
                    ClipReader.read(ClipWriter.write(clip, folder.resolve("n.mp4")))
                            .frames());
        }
    }

    @Test
    void mp4PadsOddSizesAndEnlarges() {
        Clip clip = waves(4, 17, 21, 8);
        Clip back = ClipReader.read(ClipWriter.write(clip, folder.resolve("odd.mp4")));
        assertEquals(18, back.height());
        assertEquals(22, back.width());
        assertTrue(rmse(clip, back.crop(0, 0, 21, 17)) < 0.09);
        Clip large = ClipReader.read(ClipWriter.write(clip, folder.resolve("odd.mp4"), 4));
        assertEquals(84, large.width());
        assertTrue(rmse(clip.enlarge(4), large) < 0.09);
    }

    @Test
    void mp4HeaderComesBeforeThePictures() {
        String mp4 = new String(ClipWriter.mp4(waves(16, 64, 64, 8), 1), StandardCharsets.ISO_8859_1);
        assertTrue(mp4.indexOf("moov") < mp4.indexOf("mdat"));
        assertTrue(mp4.contains("avc1"));
        assertTrue(mp4.startsWith("ftyp", 4));
    }

    @Test
    void optionsReadAPart() {
        Clip clip = waves(16, 48, 64, 8);
        Path mp4 = ClipWriter.write(clip, folder.resolve("p.mp4"));
        Path gif = ClipWriter.write(clip, folder.resolve("p.gif"));
        Path png = ClipWriter.write(clip, folder.resolve("p"));
        for (Path path : List.of(mp4, gif, png)) {
            Clip part = ClipReader.read(path, ReadOptions.all().frames(5).size(24, 24));
            assertEquals("Clip of 5 frames, 24x24, 8.0 frames/s", part.toString());
            assertTrue(rmse(clip.frames(0, 5).square(24), part) < 0.08, path.toString());
        }
    }

    @Test
    void framesOfAFolderComeInTheOrderOfTheirNumbers() throws IOException {
        Clip clip = ClipTest.noise(12, 4, 4, 2);
        for (int f = 0; f < 12; f++) {
            ImageIO.write(
                    clip.image(f), "png", folder.resolve("shot" + f + ".PNG").toFile());
        }
        Files.writeString(folder.resolve("notes.txt"), "not a frame");
        assertEquals(clip, ClipReader.read(folder));
    }

    @Test
    void aSinglePictureIsAClipOfOneFrame() throws IOException {
        Clip clip = waves(1, 30, 40, 8);
        Path file = folder.resolve("one.jpg");
        ImageIO.write(clip.image(0), "jpg", file.toFile());
        assertTrue(rmse(clip, ClipReader.read(file)) < 0.1);
    }

    @Test
    void writingRefusesWhatItCannotDoAndLeavesNothing() throws IOException {
        Clip clip = waves(2, 20, 20, 8);
        Files.writeString(folder.resolve("file"), "in the way");
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/thesis.txt"), "precious");
        Files.createDirectories(folder.resolve("d.gif"));
        for (Runnable wrong : List.<Runnable>of(
                () -> ClipWriter.write(clip, folder.resolve("x.mkv")),
                () -> ClipWriter.write(clip, folder.resolve("file/x.gif")),
                () -> ClipWriter.write(clip, folder.resolve("file")),
                () -> ClipWriter.write(clip, folder.resolve("mine")),
                () -> ClipWriter.write(clip, folder.resolve("d.gif")),
                () -> ClipWriter.write(clip, folder.resolve("x.gif"), 0),
                () -> ClipWriter.write(clip, folder.resolve("x.gif"), 60_000),
                () -> ClipWriter.write(clip.withFrameRate(60), folder.resolve("x.gif")),
                () -> ClipWriter.write(clip.resize(8, 8), folder.resolve("x.mp4")),
                () -> ClipWriter.write(clip, folder.resolve("x.mp4"), 200))) {
            MotionScopeException error = assertThrows(MotionScopeException.class, wrong::run);
            assertTrue(error.getMessage().lines().count() == 1, error.getMessage());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("d.gif", "file", "mine"),
                    left.map(p -> p.getFileName().toString()).sorted().toList());
        }
        assertEquals("precious", Files.readString(folder.resolve("mine/thesis.txt")));
    }

    @Test
    void aFailureWhileWritingLeavesTheOldFile() throws IOException {
        Path target = folder.resolve("old.gif");
        Files.writeString(target, "old");
        MotionScopeException error = assertThrows(
                MotionScopeException.class,
                () -> Saving.whole(target, temporary -> {
                    Files.writeString(temporary, "half");
                    Files.write(Path.of("/dev/full"), new byte[1 << 16]); // a disk that is full
                }));
        assertTrue(error.getMessage().contains("No space left on device"), error.getMessage());
        assertEquals("old", Files.readString(target));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void framesReplaceFramesOnly() {
        Path target = folder.resolve("again");
        ClipWriter.write(ClipTest.noise(5, 4, 4, 1), target);
        Clip shorter = ClipTest.noise(2, 4, 4, 2);
        ClipWriter.write(shorter, target);
        assertEquals(shorter, ClipReader.read(target));
    }
}
