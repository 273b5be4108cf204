package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipFolderTest {
    @TempDir
    Path folder;

    private void write(String name, int frames, int height, int width) {
        ClipWriter.write(ClipTest.noise(frames, height, width, 1), folder.resolve(name));
    }

    private static String messageOf(Runnable wrong) {
        return assertThrows(MotionScopeException.class, wrong::run).getMessage();
    }

    @Test
    void findsVideosAndFoldersOfPicturesInTheOrderOfTheirNumbers() throws IOException {
        write("take10.gif", 3, 8, 8);
        write("take2.mp4", 3, 16, 16);
        write("take3", 3, 8, 8); // a folder of frame_0000.png, ...
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve(".hidden.mp4"), "mine");
        Files.createDirectory(folder.resolve("empty"));
        ClipFolder found = ClipFolder.of(folder);
        assertEquals(
                List.of("take2.mp4", "take3", "take10.gif"),
                found.clips().stream().map(p -> p.getFileName().toString()).toList());
        assertEquals(List.of("empty", "notes.txt"), found.others());
        assertEquals(3, found.read(3, 8).size());
    }

    @Test
    void saysWhatItKept() {
        write("wide", 5, 8, 24);
        write("square", 5, 16, 16);
        write("fits", 4, 8, 8);
        List<String> said = ClipFolder.of(folder).read(4, 8).stream()
                .map(FittedClip::toString)
                .toList();
        assertEquals(
                List.of(
                        "fits: all 4 frames, 8x8 as they are",
                        "square: the first 4 frames, 16x16 scaled to 8x8",
                        "wide: the first 4 frames, the middle square of 24x8 scaled to 8x8"),
                said);
    }

    @Test
    void keepsTheMiddleSquareOfTheFirstFrames() {
        write("wide", 5, 8, 24);
        Clip whole = ClipReader.read(folder.resolve("wide"));
        Clip fitted = FittedClip.read(folder.resolve("wide"), 4, 8).clip();
        assertEquals(whole.frames(0, 4).crop(8, 0, 8, 8), fitted);
        Clip half = FittedClip.read(folder.resolve("wide"), 4, 4).clip();
        float[] wanted = whole.frames(0, 4).square(4).pixels();
        float[] got = half.pixels();
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], got[i], 0.5 / 127.5 + 1e-5); // frames are kept in 8 bits while they are read
        }
    }

    @Test
    void theClipsOfTheRepositoryFitTheBundledModel() {
        List<FittedClip> clips = ClipFolder.of(Path.of("data/clips")).read(16, 64);
        assertEquals(4, clips.size());
        for (FittedClip clip : clips) {
            assertEquals("all 16 frames, 64x64 as they are", clip.how(), clip.name());
            assertEquals(16, clip.clip().frames());
        }
    }

    @Test
    void refusesWhatIsNoFolderOfClipsOrTooShort() throws IOException {
        assertTrue(messageOf(() -> ClipFolder.of(folder)).endsWith("it holds nothing."));
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertTrue(messageOf(() -> ClipFolder.of(folder)).endsWith("it holds notes.txt."));
        assertTrue(messageOf(() -> ClipFolder.of(folder.resolve("notes.txt"))).contains("is no folder"));
        write("short.gif", 2, 8, 8);
        assertTrue(
                messageOf(() -> ClipFolder.of(folder).read(3, 8)).contains("short.gif has 2 frames, but 3 are needed"));
        Files.writeString(folder.resolve("broken.mp4"), "no video");
        assertTrue(messageOf(() -> ClipFolder.of(folder).read(1, 8)).contains("broken.mp4 is no GIF"));
        assertThrows(MotionScopeException.class, () -> ClipFolder.of(folder).read(0, 8));
    }
}
