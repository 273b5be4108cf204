package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.ModelFiles;
import motionscope.model.Tap;
import motionscope.tensor.Placement;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import motionscope.testing.TinyStableDiffusion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stable Diffusion, motion modules and a LoRA in the layouts of their publication, small and random: prompt to clip. */
class PublishedFilesTest {
    private static final Path GOLDEN = Golden.of("motion_adapter").folder();
    private static final Path ADAPTER = GOLDEN.resolve("original/mm_bare_fp16.ckpt");
    private static final Path LORA = GOLDEN.resolve("lora/motion_lora_peft.safetensors");

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() {
        TinyStableDiffusion.writeImages(folder);
    }

    private static float[] drawn(VideoModel model) {
        return model.generate("a red circle slides to the right")
                .seed(7)
                .steps(2)
                .frames(4)
                .size(40, 32)
                .run()
                .latent();
    }

    @Test
    void oneLineMakesAVideoModel() {
        Leaks.assertNone(() -> {
            ModelFiles files = ModelFiles.of(folder).withMotionAdapter(ADAPTER).withLora(LORA, 0.7);
            float[] still;
            float[] moving;
            try (VideoModel images = VideoModel.load(folder, Placement.CPU)) {
                still = drawn(images);
                assertTrue(images.taps().contains(Tap.UP1));
            }
            try (VideoModel video = VideoModel.load(folder, Placement.CPU).withMotionAdapter(ADAPTER)) {
                moving = drawn(video);
                assertEquals("linear", video.schedulerConfig().string("beta_schedule"));
            }
            try (VideoModel once = VideoModel.load(files, Placement.CPU);
                    VideoModel stepwise = VideoModel.load(folder, Placement.CPU)
                            .withMotionAdapter(ADAPTER)
                            .withLora(LORA, 0.7)) {
                float[] panning = drawn(once);
                assertArrayEquals(panning, drawn(stepwise));
                assertFalse(Arrays.equals(moving, panning));
                assertEquals(once.weightsHash(), stepwise.weightsHash());
                assertTrue(once.name().endsWith("with mm_bare_fp16.ckpt, motion_lora_peft.safetensors x 0.7"));
            }
            assertFalse(Arrays.equals(still, moving));
        });
    }

    @Test
    void whatFailsLeavesNothingBehind() {
        Leaks.assertNone(() -> {
            VideoModel images = VideoModel.load(folder, Placement.CPU);
            assertThrows(MotionScopeException.class, () -> images.withMotionAdapter(folder.resolve("nothing")));
            assertThrows(MotionScopeException.class, () -> images.encodePrompts(List.of("")));
        });
    }
}
