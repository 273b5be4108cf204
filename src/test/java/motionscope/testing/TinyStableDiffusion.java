package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder in the layout of Stable Diffusion 1.5 with motion modules, its networks small and random: frames of multiples of 8
 * pixels, text of 77 tokens of width 32.
 */
public final class TinyStableDiffusion {
    /** Rows of the token table: the small vocabulary has 1114 tokens. */
    public static final RandomClip TEXT = new RandomClip(1114, 32, 48, 3, 4, 77, "quick_gelu", 2, "text_model.");

    public static final RandomVae CODEC = new RandomVae(4, List.of(4, 4, 8, 8), 1, 4, true, true, true);

    private static final Path SMALL_TOKENIZER = Path.of("src/test/resources/golden/clip_tokenizer_small");

    private TinyStableDiffusion() {}

    /** Writes the folder; returns it. */
    public static Path write(Path folder) {
        Golden unet = Golden.of("unet_motion_small");
        try {
            copy(unet.folder(), folder.resolve("unet"), "config.json", "diffusion_pytorch_model.safetensors");
            copy(
                    SMALL_TOKENIZER,
                    folder.resolve("tokenizer"),
                    "vocab.json",
                    "merges.txt",
                    "special_tokens_map.json",
                    "tokenizer_config.json");
            TEXT.write(folder.resolve("text_encoder"), 11);
            CODEC.write(folder.resolve("vae"), 12);
            Files.createDirectories(folder.resolve("scheduler"));
            Files.writeString(folder.resolve("scheduler/scheduler_config.json"), """
                    {"_class_name": "DDIMScheduler", "beta_schedule": "linear", "beta_start": 0.00085, "beta_end": 0.012,
                     "clip_sample": false, "steps_offset": 1}""");
            Files.writeString(folder.resolve("model_index.json"), """
                    {"_class_name": "AnimateDiffPipeline", "feature_extractor": [null, null], "image_encoder": [null, null],
                     "motion_adapter": ["diffusers", "MotionAdapter"], "scheduler": ["diffusers", "DDIMScheduler"],
                     "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
                     "unet": ["diffusers", "UNetMotionModel"], "vae": ["diffusers", "AutoencoderKL"]}""");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** The same with an image network, as Stable Diffusion is published: motion modules must come to it. */
    public static Path writeImages(Path folder) {
        write(folder);
        Path unet2d = Golden.of("motion_adapter").folder().resolve("unet2d");
        try {
            Path unet = folder.resolve("unet");
            for (String name : new String[] {"config.json", "diffusion_pytorch_model.safetensors"}) {
                Files.delete(unet.resolve(name));
            }
            copy(unet2d, unet, "config.json", "diffusion_pytorch_model.fp16.safetensors");
            Path index = folder.resolve("model_index.json");
            Files.writeString(
                    index,
                    Files.readString(index)
                            .replace("AnimateDiffPipeline", "StableDiffusionPipeline")
                            .replace("UNetMotionModel", "UNet2DConditionModel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void copy(Path from, Path to, String... names) throws IOException {
        Files.createDirectories(to);
        for (String name : names) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }
}
