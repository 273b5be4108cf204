package motionscope.model;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.nn.Activation;
import motionscope.nn.LayerNorm;
import motionscope.tensor.JsonFile;

/**
 * What a transformers {@code config.json} says of a {@code CLIPTextModel}.
 *
 * @param words rows of the token table
 * @param width of a token
 * @param inner width between the two layers of a feed-forward
 * @param layers number of layers
 * @param heads attention heads
 * @param length longest text, in tokens
 * @param activation of the feed-forwards
 * @param eps of the layer norms
 * @param endId whose first position the pooled output is taken from; 2 stands for the highest id in the text
 */
public record ClipTextConfig(
        int words,
        int width,
        int inner,
        int layers,
        int heads,
        int length,
        Activation activation,
        double eps,
        int endId) {
    private static final int MAX_WORDS = 1_000_000;
    private static final int MAX_WIDTH = 16_384;
    private static final int MAX_LAYERS = 128;
    /** Written in files from before the end token was in them; transformers still reads it as "the highest id". */
    private static final int OLD_END = 2;

    private static final int END = 49_407;

    /** @throws MotionScopeException if an option is missing, contradictory, or not supported */
    public static ClipTextConfig of(JsonFile json) {
        int width = json.integer("hidden_size", 1, MAX_WIDTH);
        int heads = json.integer("num_attention_heads", 1, MAX_WIDTH);
        if (width % heads != 0) {
            throw json.wrong("num_attention_heads", "" + heads, "a divisor of hidden_size " + width);
        }
        double eps = json.number("layer_norm_eps", LayerNorm.EPS);
        if (eps <= 0) {
            throw json.wrong("layer_norm_eps", "" + eps, "a number above 0");
        }
        return new ClipTextConfig(
                json.integer("vocab_size", 1, MAX_WORDS),
                width,
                json.integer("intermediate_size", 1, MAX_WIDTH),
                json.integer("num_hidden_layers", 1, MAX_LAYERS),
                heads,
                json.integer("max_position_embeddings", 1, MAX_WIDTH),
                activation(json),
                eps,
                json.integer("eos_token_id", END));
    }

    private static Activation activation(JsonFile json) {
        String name = json.string("hidden_act", "quick_gelu");
        return switch (name) {
            case "quick_gelu" -> Activation.QUICK_GELU;
            case "gelu" -> Activation.GELU;
            default -> throw json.wrong("hidden_act", "'" + name + "'", "quick_gelu or gelu");
        };
    }

    /** Where the pooled output is taken from: the first position of the end token, 0 if there is none. */
    int pooledPosition(long[] ids) {
        long end = endId;
        if (endId == OLD_END) {
            end = Arrays.stream(ids).max().orElse(0);
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == end) {
                return i;
            }
        }
        return 0;
    }
}
