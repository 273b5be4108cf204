package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import motionscope.tensor.Noise;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.SafeTensorsWriter;

/** A whole model folder of some hundred kilobytes: 12 latent channels, text of width 7, up to 4 frames. */
public final class TinyModel {
    public static final int CHANNELS = 12;
    public static final int TEXT_WIDTH = 7;
    public static final int TOKENS = 3;
    public static final String UNET_WEIGHTS = "unet/diffusion_pytorch_model.safetensors";

    private TinyModel() {}

    /** Writes the folder; returns it. */
    public static Path write(Path folder) {
        Golden golden = Golden.of("unet_motion_one_frame");
        try {
            for (String part : new String[] {"unet", "vae", "text_encoder", "tokenizer", "scheduler"}) {
                Files.createDirectories(folder.resolve(part));
            }
            text(folder, "model_index.json", """
                    {"_class_name": "AnimateDiffPipeline", "unet": ["diffusers", "UNetMotionModel"],
                     "scheduler": ["diffusers", "DDIMScheduler"], "vae": ["motionscope", "PixelShuffleCodec"],
                     "text_encoder": ["motionscope", "WordEncoder"], "tokenizer": ["motionscope", "WordTokenizer"]}""");
            text(folder, "scheduler/scheduler_config.json", "{\"_class_name\": \"DDIMScheduler\"}");
            text(
                    folder,
                    "vae/config.json",
                    "{\"downscale_factor\": 2, \"latent_channels\": 12, \"sample_size\": 8, \"scaling_factor\": 1.5}");
            text(
                    folder,
                    "text_encoder/config.json",
                    "{\"vocab_size\": 4, \"hidden_size\": 7, \"max_position_embeddings\": 3}");
            text(folder, "tokenizer/vocab.json", "{\"<pad>\": 0, \"red\": 1, \"ring\": 2, \"clouds\": 3}");
            String config = Files.readString(golden.folder().resolve("config.json"))
                    .replaceFirst("\"in_channels\": 5", "\"in_channels\": 12")
                    .replaceFirst("\"out_channels\": 3", "\"out_channels\": 12");
            text(folder, "unet/config.json", config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unet(golden).write(folder.resolve(UNET_WEIGHTS));
        Noise noise = new Noise(3);
        new SafeTensorsWriter()
                .add("token_embedding.weight", noise.randn(28), 4, 7)
                .add("position_embedding.weight", noise.randn(21), 3, 7)
                .add("norm.weight", noise.randn(7), 7)
                .add("norm.bias", noise.randn(7), 7)
                .write(folder.resolve("text_encoder/model.safetensors"));
        return folder;
    }

    /** The weights of a reference case with other channels in and out. */
    private static SafeTensorsWriter unet(Golden golden) {
        Noise noise = new Noise(2);
        Map<String, long[]> redrawn = new TreeMap<>(Map.of(
                "conv_in.weight", new long[] {8, 12, 3, 3},
                "conv_out.weight", new long[] {12, 8, 3, 3},
                "conv_out.bias", new long[] {12}));
        SafeTensorsWriter writer = new SafeTensorsWriter();
        try (SafeTensors file = golden.open("diffusion_pytorch_model.safetensors")) {
            for (String name : file.names()) {
                long[] shape = redrawn.get(name);
                if (shape == null) {
                    writer.add(name, file.floats(name), file.entry(name).sizes());
                } else {
                    float[] values =
                            noise.randn((int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b));
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= 0.1f;
                    }
                    writer.add(name, values, shape);
                }
            }
        }
        return writer;
    }

    private static void text(Path folder, String name, String content) throws IOException {
        Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }
}
