package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of folders and files. */
class ModelsCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/motion_adapter");

    @TempDir
    Path folder;

    private static void assertSays(Path path, String... words) {
        Captured done = Captured.run("models", path.toString());
        assertEquals(0, done.code(), done.out() + done.err());
        for (String word : words) {
            assertTrue(done.out().contains(word), done.out());
        }
    }

    @Test
    void aWholeModel() throws IOException {
        TinyModel.write(folder);
        assertSays(folder, "video model (AnimateDiffPipeline)", "UNetMotionModel", "f32", "complete");
        Files.delete(folder.resolve("text_encoder/model.safetensors"));
        assertSays(folder, "needs the weights of its text_encoder");
        Path index = folder.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("UNetMotionModel", "UNet2DConditionModel"));
        assertSays(folder, "image model", "needs motion modules");
    }

    @Test
    void filesOfMotionModulesAndLoras() {
        assertSays(
                GOLDEN.resolve("original/mm_bare_fp16.ckpt"),
                "motion modules of AnimateDiff, like version 2, up to 24 frames, with a middle block",
                "182656 parameters",
                "f16",
                "needs a folder of Stable Diffusion 1.5");
        assertSays(GOLDEN.resolve("lora/motion_lora_peft.safetensors"), "motion LoRA for 168 layers of motion");
        assertSays(
                GOLDEN.resolve("lora/kohya_mixed.safetensors"),
                "LoRA for 0 layers of motion, 108 of the image network");
        assertSays(GOLDEN.resolve("unet2d"), "part of a model: UNet2DConditionModel", "361068 parameters");
    }

    @Test
    void aFolderOfThem() throws IOException {
        TinyModel.write(Files.createDirectory(folder.resolve("tiny")));
        new SafeTensorsWriter()
                .add("model.diffusion_model.out.2.bias", new float[4], 4)
                .write(folder.resolve("dream.safetensors"));
        new SafeTensorsWriter().add("emb", new float[4], 4).write(folder.resolve("other.safetensors"));
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        Captured done = Captured.run("models", folder.toString());
        assertEquals(0, done.code(), done.err());
        assertTrue(done.out().contains("single-file checkpoint of Stable Diffusion 1"), done.out());
        assertTrue(done.out().contains("needs a vae, which that folder has"), done.out());
        assertTrue(done.out().contains("something unknown: emb"), done.out());
        assertTrue(done.out().contains("video model"), done.out());
        assertFalse(done.out().contains("notes"), done.out());
    }

    @Test
    void theModelsOfThisMachine() {
        Captured done = Captured.run("models");
        assertTrue(done.out().contains("mini-model: video model"), done.out());
    }

    @Test
    void whatCannotBeRead() {
        for (String path :
                new String[] {"nothing/here", GOLDEN + "/original/malicious.ckpt", GOLDEN + "/../linalg/meta.json"}) {
            Captured done = Captured.run("models", path);
            assertEquals(1, done.code(), done.out());
            assertEquals("", done.err());
            assertEquals(1, done.out().strip().lines().count(), done.out());
        }
    }

    /** 300 changes of a model's files: each time it says something, in whole lines. */
    @Test
    void damagedModels() throws IOException {
        TinyModel.write(folder);
        String[] files = {"model_index.json", "unet/config.json", TinyModel.UNET_WEIGHTS, "text_encoder/config.json"};
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Path file = folder.resolve(files[i % files.length]);
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int k = 0; k < 2 && changed.length > 0; k++) {
                changed[random.nextInt(Math.min(changed.length, 500))] = (byte) random.nextInt(128);
            }
            Files.write(file, changed);
            for (Path path : new Path[] {folder, folder.resolve("unet")}) {
                Captured done = Captured.run("models", path.toString());
                assertEquals("", done.err());
                assertTrue(done.out().startsWith(path.toString()), done.out());
            }
            Files.write(file, whole);
        }
    }
}
