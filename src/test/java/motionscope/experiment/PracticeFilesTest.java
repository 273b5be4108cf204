package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import motionscope.model.ModelFiles;
import motionscope.model.Tap;
import motionscope.tensor.Placement;
import motionscope.testing.Leaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeFilesTest {
    @TempDir
    private Path folder;

    private static float[] drawn(VideoModel model) {
        return model.generate("a red circle")
                .seed(7)
                .steps(2)
                .frames(4)
                .size(32, 32)
                .run()
                .latent();
    }

    @Test
    void areReadLikePublishedFiles() {
        Leaks.assertNone(() -> {
            ModelFiles files = PracticeFiles.write(folder, 5);
            float[] first;
            try (VideoModel model = VideoModel.load(files, Placement.CPU)) {
                assertEquals("practice-diffusion with practice-motion.safetensors", model.name());
                assertEquals("linear", model.schedulerConfig().string("beta_schedule"));
                assertTrue(model.taps().contains(Tap.UP1));
                assertEquals("", model.unread("a goose, a car; h\u00e9!"));
                first = drawn(model);
                assertFalse(Float.isNaN(first[0]));
            }
            PracticeFiles.write(folder, 5); // over the earlier ones
            try (VideoModel model = VideoModel.load(files, Placement.CPU)) {
                assertArrayEquals(first, drawn(model));
            }
            PracticeFiles.write(folder, 6);
            try (VideoModel model = VideoModel.load(files, Placement.CPU)) {
                assertFalse(Arrays.equals(first, drawn(model)));
            }
        });
        assertTrue(Files.exists(folder.resolve("practice-diffusion/unet/diffusion_pytorch_model.safetensors")));
    }

    /** What another Java process writes and leaves behind. */
    @Test
    void temporaryOnesAreGoneWhenTheProgramEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Temporary.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        String last = printed.lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.startsWith("written: " + folder), printed);
        assertFalse(Files.exists(Path.of(last.substring("written: ".length())).getParent()), printed);
    }

    /** The other process. */
    static final class Temporary {
        private Temporary() {}

        public static void main(String[] arguments) {
            Path model = PracticeFiles.temporary(5).folder();
            System.out.println((Files.isDirectory(model) ? "written: " : "not there: ") + model);
        }
    }
}
