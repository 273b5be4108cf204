package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: a clip, or one line that says what is wrong. */
class DamagedFilesTest {
    private static final int EACH = 220;

    @TempDir
    Path folder;

    @Test
    void mutatedGifs() throws IOException {
        mutate("x.gif", ClipWriter.gif(RoundTripTest.waves(4, 24, 32, 8), 1), EACH);
    }

    @Test
    void mutatedMp4s() throws IOException {
        mutate("x.mp4", ClipWriter.mp4(RoundTripTest.waves(4, 32, 32, 8), 1), EACH);
    }

    @Test
    void mutatedPngs() throws IOException {
        Path frames = ClipWriter.write(RoundTripTest.waves(1, 24, 32, 8), folder.resolve("good"));
        mutate("x.png", Files.readAllBytes(frames.resolve("frame_0000.png")), EACH);
    }

    @Test
    void mutatedJpegs() throws IOException {
        Path file = folder.resolve("good.jpg");
        ImageIO.write(RoundTripTest.waves(1, 24, 32, 8).image(0), "jpg", file.toFile());
        mutate("x.jpg", Files.readAllBytes(file), EACH);
    }

    /** Flipped bytes (half of them near the header), runs of 255 and 0, cuts, and swapped pieces. */
    private void mutate(String name, byte[] good, int count) throws IOException {
        Path file = folder.resolve(name);
        SplittableRandom random = new SplittableRandom(42);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = good.clone();
            int reach = i % 2 == 0 ? Math.min(200, bytes.length) : bytes.length;
            switch (i % 5) {
                case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 1, 2 -> {
                    for (int n = 0; n <= i % 7; n++) {
                        bytes[random.nextInt(reach)] = (byte) random.nextInt();
                    }
                }
                case 3 -> {
                    int from = random.nextInt(reach);
                    Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(8)), (byte) (i % 3 - 1));
                }
                default -> {
                    int length = 1 + random.nextInt(reach / 3);
                    System.arraycopy(
                            good, random.nextInt(reach - length), bytes, random.nextInt(reach - length), length);
                }
            }
            Files.write(file, bytes);
            try {
                Clip clip = ClipReader.read(file);
                assertTrue(clip.frames() >= 1 && Float.isFinite(clip.value(0, 0, 0, 0)));
            } catch (MotionScopeException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().contains(name), e.getMessage());
            }
        }
        assertTrue(refused > count / 5, "at least the cut ones are refused: " + refused);
    }

    @Test
    void cutFilesAreNamedAsSuch() throws IOException {
        Clip clip = RoundTripTest.waves(4, 32, 32, 8);
        for (String name : List.of("x.gif", "x.mp4")) {
            byte[] good = name.endsWith("gif") ? ClipWriter.gif(clip, 1) : ClipWriter.mp4(clip, 1);
            for (int length : new int[] {good.length - 1, good.length / 2, 40, 12}) {
                Path file = Files.write(folder.resolve(name), Arrays.copyOf(good, length));
                String message = assertThrows(MotionScopeException.class, () -> ClipReader.read(file))
                        .getMessage();
                assertTrue(message.contains("cut short"), length + " bytes: " + message);
            }
        }
    }

    @Test
    void otherFilesAreNamedAsSuch() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.gif"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "#EXTM3U\nfile:///etc/passwd\n");
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        assertMessage(empty, "is empty");
        assertMessage(text, "is no GIF, MP4");
        assertMessage(nothing, "holds no .png");
        assertMessage(folder.resolve("absent.gif"), "no such file");
    }

    @Test
    void absurdSizesAreRefusedFromTheHeader() throws IOException {
        byte[] gif = ClipWriter.gif(RoundTripTest.waves(4, 24, 32, 8), 1);
        Arrays.fill(gif, 6, 10, (byte) 0xff); // 65535 x 65535
        assertMessage(Files.write(folder.resolve("huge.gif"), gif), "65535x65535");
        Path frames = ClipWriter.write(RoundTripTest.waves(1, 24, 32, 8), folder.resolve("good"));
        byte[] png = Files.readAllBytes(frames.resolve("frame_0000.png"));
        png[17] = 0x7f; // width 0x007f0020
        assertMessage(Files.write(folder.resolve("huge.png"), png), "huge.png");
    }

    @Test
    void longClipsAreRefusedBeforeDecodingAndCanBeLimited() throws IOException {
        Path gif = folder.resolve("long.gif");
        ClipWriter.write(RoundTripTest.waves(9, 50, 80, 8), gif, 25); // 9 frames of 2000x1250: 22 million pixels
        byte[] nine = Files.readAllBytes(gif);
        int end = nine.length - 1;
        int start = new String(nine, StandardCharsets.ISO_8859_1).indexOf("!\u00f9");
        byte[] many = Arrays.copyOf(nine, end + (end - start) + 1);
        System.arraycopy(nine, start, many, end, nine.length - start);
        Files.write(gif, many);
        assertMessage(gif, "18 frames of 2000x1250");
        assertMessage(gif, "ReadOptions.all().frames(16)");
        Clip part = ClipReader.read(gif, ReadOptions.all().frames(10).size(80, 50));
        assertEquals(10, part.frames());
        assertEquals(80, part.width());
    }

    @Test
    void optionsAreChecked() {
        assertThrows(MotionScopeException.class, () -> ReadOptions.all().frames(0));
        assertThrows(MotionScopeException.class, () -> ReadOptions.all().size(0, 5));
        assertThrows(MotionScopeException.class, () -> new ReadOptions(-1, 0, 0));
        assertThrows(MotionScopeException.class, () -> new ReadOptions(1, 5, 0));
        assertFalse(ReadOptions.all().equals(ReadOptions.all().frames(2)));
    }

    private static void assertMessage(Path path, String part) {
        MotionScopeException error = assertThrows(MotionScopeException.class, () -> ClipReader.read(path));
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }
}
