package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.model.ModelFiles;
import motionscope.tensor.Placement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedFilesTest {
    private static final String SD15 = "stable-diffusion-v1-5/stable-diffusion-v1-5";

    @TempDir
    private Path folder;

    @Test
    void areAbsentWhereNothingIsSaidAndNothingCached() {
        var found = DownloadedFiles.find(Map.of(DownloadedFiles.IMAGES, " "), Map.of());
        assertEquals("image model: absent, motion modules: absent", found.toString());
        assertFalse(found.complete());
        var error = assertThrows(MotionScopeException.class, found::files);
        assertTrue(error.getMessage().contains("./motionscope models --download"), error.getMessage());
    }

    /** The way of the real files, with small ones in the same layouts. */
    @Test
    void load() {
        ModelFiles written = PracticeFiles.write(folder, 5);
        var found = DownloadedFiles.find(
                Map.of(
                        DownloadedFiles.IMAGES, written.folder().toString(),
                        DownloadedFiles.MODULES, written.motionAdapter().get().toString()),
                Map.of());
        assertEquals("image model: found, motion modules: found", found.toString());
        try (VideoModel model = VideoModel.load(found.files(), Placement.CPU)) {
            assertEquals("practice-diffusion with practice-motion.safetensors", model.name());
            assertEquals("linear", model.schedulerConfig().string("beta_schedule"));
        }
    }

    @Test
    void areFoundInTheCache() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path modules = Files.createFile(folder.resolve("mm_sd_v15_v2.ckpt"));
        var cached = Map.of(SD15, images, "guoyww/animatediff", folder, "somebody/else", folder);
        assertEquals(
                new DownloadedFiles(Optional.of(images), Optional.of(modules)), DownloadedFiles.find(Map.of(), cached));

        Files.delete(modules); // the repository is cached, but not this file of it
        assertEquals(Optional.empty(), DownloadedFiles.find(Map.of(), cached).modules());
        var adapter = Map.of("guoyww/animatediff", folder, "guoyww/animatediff-motion-adapter-v1-5-2", images);
        assertEquals(
                Optional.of(images), DownloadedFiles.find(Map.of(), adapter).modules());
    }

    @Test
    void theEnvironmentGoesFirstAndMayNameWhatIsCached() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        var cached = Map.of(SD15, folder, "somebody/else", mine);
        for (String name : new String[] {mine.toString(), "somebody/else"}) {
            var found = DownloadedFiles.find(Map.of(DownloadedFiles.IMAGES, name), cached);
            assertEquals(Optional.of(mine), found.images());
        }
    }

    @Test
    void whatTheEnvironmentNamesMustBeThere() {
        for (String name : new String[] {"nowhere", "no/body", "somebody/else/none.ckpt"}) {
            var error = assertThrows(
                    MotionScopeException.class,
                    () -> DownloadedFiles.find(Map.of(DownloadedFiles.MODULES, name), Map.of("somebody/else", folder)));
            assertTrue(
                    error.getMessage().startsWith("MOTIONSCOPE_MOTION_ADAPTER is '" + name + "'"), error.getMessage());
        }
    }
}
