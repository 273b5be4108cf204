package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A {@code CLIPTextModel} with random weights.
 *
 * @param prefix of every name: "text_model." or nothing
 */
public record RandomClip(
        int words,
        int width,
        int inner,
        int layers,
        int heads,
        int length,
        String activation,
        int endId,
        String prefix) {
    /** Writes {@code config.json} and {@code model.safetensors}; returns the folder. */
    public Path write(Path folder, long seed) {
        RandomWeights file = new RandomWeights(seed)
                .values(prefix + "embeddings.token_embedding.weight", 0, 1, words, width)
                .values(prefix + "embeddings.position_embedding.weight", 0, 1, length, width)
                .norm(prefix + "final_layer_norm", width);
        for (int i = 0; i < layers; i++) {
            String layer = prefix + "encoder.layers." + i + ".";
            for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
                file.linear(layer + "self_attn." + projection, width, width);
            }
            file.norm(layer + "layer_norm1", width)
                    .norm(layer + "layer_norm2", width)
                    .linear(layer + "mlp.fc1", width, inner)
                    .linear(layer + "mlp.fc2", inner, width);
        }
        try {
            Files.createDirectories(folder);
            file.write(folder.resolve("model.safetensors"));
            Files.writeString(folder.resolve("config.json"), config());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private String config() {
        return "{\"architectures\": [\"CLIPTextModel\"], \"vocab_size\": " + words + ", \"hidden_size\": " + width
                + ", \"intermediate_size\": " + inner + ", \"num_hidden_layers\": " + layers
                + ", \"num_attention_heads\": " + heads + ", \"max_position_embeddings\": " + length
                + ", \"hidden_act\": \"" + activation + "\", \"eos_token_id\": " + endId + "}";
    }
}
