package motionscope.experiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import motionscope.model.AutoencoderKl;
import motionscope.model.AutoencoderKlConfig;
import motionscope.model.ClipText;
import motionscope.model.ClipTextConfig;
import motionscope.model.ModelFiles;
import motionscope.model.UNetMotion;
import motionscope.model.UNetMotionConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Noise;
import motionscope.tensor.Placement;
import motionscope.tensor.SafeTensorsWriter;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * Files in the layouts in which Stable Diffusion 1.5 (diffusers' folder) and AnimateDiff's motion modules (their original
 * names) are published, small and random: to try the way of published files where there are none. Nothing that such a model
 * draws means anything. The same seed gives the same files.
 */
public final class PracticeFiles {
    /** The names of the folder and of the file that are written. */
    private static final String FOLDER = "practice-diffusion";

    private static final String MODULES = "practice-motion.safetensors";

    /** Diffusers' {@code UNet2DConditionModel}: four levels as in Stable Diffusion 1.5, a tenth and less as wide. */
    private static final String UNET = """
            {"_class_name": "UNet2DConditionModel", "act_fn": "silu", "attention_head_dim": 4,
             "block_out_channels": [8, 16, 32, 32], "cross_attention_dim": 32, "in_channels": 4, "out_channels": 4,
             "layers_per_block": 2, "norm_eps": 1e-05, "norm_num_groups": 4, "sample_size": 16,
             "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]}""";

    private static final String CODEC = """
            {"_class_name": "AutoencoderKL", "in_channels": 3, "out_channels": 3, "latent_channels": 4,
             "block_out_channels": [4, 4, 8, 8], "layers_per_block": 1, "norm_num_groups": 4, "act_fn": "silu",
             "sample_size": 128, "scaling_factor": 0.18215,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]}""";

    private static final String TEXT = """
            {"architectures": ["CLIPTextModel"], "vocab_size": 514, "hidden_size": 32, "intermediate_size": 48,
             "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": 77,
             "hidden_act": "quick_gelu", "eos_token_id": 513}""";

    private static final String SCHEDULER = """
            {"_class_name": "PNDMScheduler", "beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012,
             "num_train_timesteps": 1000, "clip_sample": false, "set_alpha_to_one": false, "steps_offset": 1}""";

    private static final String TOKENIZER = """
            {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "do_lower_case": true, "add_prefix_space": false,
             "bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
             "pad_token": "<|endoftext|>"}""";

    private static final String INDEX = """
            {"_class_name": "StableDiffusionPipeline", "scheduler": ["diffusers", "PNDMScheduler"],
             "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
             "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}""";

    private static final int BYTES = 256;

    private PracticeFiles() {}

    /**
     * Writes the files, about 2 MB, over those of an earlier call.
     *
     * @param folder where they go; it is made where it does not exist
     * @return what {@link VideoModel#load(ModelFiles)} reads: the model folder with its motion modules
     */
    public static ModelFiles write(Path folder, long seed) {
        Path model = folder.resolve(FOLDER);
        Noise noise = new Noise(seed);
        text(model.resolve("model_index.json"), INDEX);
        text(model.resolve("scheduler").resolve("scheduler_config.json"), SCHEDULER);
        tokenizer(model.resolve("tokenizer"));
        text(model.resolve("text_encoder").resolve("config.json"), TEXT);
        weights(
                        noise,
                        drawn -> ClipText.of(
                                ClipTextConfig.of(JsonFile.read(
                                        model.resolve("text_encoder").resolve("config.json"))),
                                drawn),
                        name -> "text_model." + name.replaceFirst("^text_model\\.", ""),
                        name -> true)
                .write(model.resolve("text_encoder").resolve("model.safetensors"));
        text(model.resolve("vae").resolve("config.json"), CODEC);
        weights(
                        noise,
                        drawn -> AutoencoderKl.of(
                                AutoencoderKlConfig.of(
                                        JsonFile.read(model.resolve("vae").resolve("config.json"))),
                                drawn),
                        name -> name,
                        name -> true)
                .write(model.resolve("vae").resolve("diffusion_pytorch_model.safetensors"));
        text(model.resolve("unet").resolve("config.json"), UNET);
        Consumer<Weights> unet = drawn ->
                UNetMotion.of(withMotion(JsonFile.read(model.resolve("unet").resolve("config.json"))), drawn);
        weights(noise, unet, name -> name, name -> !name.contains("motion_modules."))
                .write(model.resolve("unet").resolve("diffusion_pytorch_model.safetensors"));
        weights(noise, unet, PracticeFiles::original, name -> name.contains("motion_modules."))
                .write(folder.resolve(MODULES));
        return ModelFiles.of(model).withMotionAdapter(folder.resolve(MODULES));
    }

    /** The same in a new temporary folder, which is deleted when the program ends. */
    public static ModelFiles temporary(long seed) {
        try {
            Path folder = Files.createTempDirectory("motionscope-practice");
            ModelFiles files = write(folder, seed);
            try (Stream<Path> written = Files.walk(folder)) {
                written.forEach(
                        path -> path.toFile().deleteOnExit()); // the last named goes first: files before folders
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The video network that image network and motion modules make together. */
    private static UNetMotionConfig withMotion(JsonFile images) {
        JsonObject config = images.tree().deepCopy();
        config.addProperty("_class_name", "UNetMotionModel");
        config.add("num_attention_heads", config.remove("attention_head_dim"));
        for (String key : List.of("down_block_types", "up_block_types")) {
            JsonArray types = new JsonArray();
            config.getAsJsonArray(key)
                    .forEach(type -> types.add(type.getAsString().replace("2D", "Motion")));
            config.add(key, types);
        }
        config.addProperty("motion_num_attention_heads", 8L);
        config.addProperty("motion_max_seq_length", 32L);
        return UNetMotionConfig.of(JsonFile.of(images.toString(), config));
    }

    /** AnimateDiff's own name for a weight of a motion module. */
    private static String original(String name) {
        return name.replaceFirst("motion_modules\\.(\\d+)\\.", "motion_modules.$1.temporal_transformer.")
                .replace(".attn1.", ".attention_blocks.0.")
                .replace(".attn2.", ".attention_blocks.1.")
                .replace(".norm1.", ".norms.0.")
                .replace(".norm2.", ".norms.1.")
                .replace(".norm3.", ".ff_norm.");
    }

    /** Random weights under the names that a network asks for. */
    private static SafeTensorsWriter weights(
            Noise noise, Consumer<Weights> network, UnaryOperator<String> renamed, Predicate<String> wanted) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        try (Scope scope = new Scope()) {
            network.accept(Weights.random(Placement.CPU, scope, shapes::put));
        }
        SafeTensorsWriter writer = new SafeTensorsWriter();
        shapes.forEach((name, shape) -> {
            if (wanted.test(name)) {
                writer.add(renamed.apply(name), values(noise, name, shape), shape);
            }
        });
        return writer;
    }

    /** Scales of norms 1, biases 0; matrices and convolutions keep the size of what they are applied to. */
    private static float[] values(Noise noise, String name, long[] shape) {
        int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[count];
        if (shape.length < 2) {
            Arrays.fill(values, name.endsWith("weight") ? 1 : 0);
            return values;
        }
        float[] drawn = noise.randn(count);
        double deviation = Math.sqrt((double) shape[0] / count);
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * drawn[i]);
        }
        return values;
    }

    /** A vocabulary of single bytes, inside of a word and at its end: every text can be said, letter by letter. */
    private static void tokenizer(Path folder) {
        JsonObject vocabulary = new JsonObject();
        int spare = BYTES;
        String[] signs = new String[BYTES];
        for (int i = 0; i < BYTES; i++) { // as CLIP writes bytes: the printable ones as they are
            boolean printable = i >= '!' && i <= '~' || i >= 0xa1 && i <= 0xac || i >= 0xae;
            signs[i] = Character.toString(printable ? i : spare++);
        }
        for (String ending : new String[] {"", "</w>"}) {
            for (String sign : signs) {
                vocabulary.addProperty(sign + ending, vocabulary.size());
            }
        }
        vocabulary.addProperty("<|startoftext|>", vocabulary.size());
        vocabulary.addProperty("<|endoftext|>", vocabulary.size());
        text(folder.resolve("vocab.json"), vocabulary.toString());
        text(folder.resolve("merges.txt"), "#version: 0.2\n");
        text(folder.resolve("tokenizer_config.json"), TOKENIZER);
    }

    private static void text(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
