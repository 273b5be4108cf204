package motionscope.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.nn.CausalBlock;
import motionscope.nn.LayerNorm;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * CLIP's text transformer ({@code CLIPTextModel}), the one that Stable Diffusion is conditioned on.
 *
 * <p>There is a causal mask and no mask for padding: padding is attended to like any token, as Stable Diffusion does it.
 *
 * @param tokens table of tokens (words, d)
 * @param positions table of positions (length, d)
 * @param last norm behind the last layer
 */
public record ClipText(
        ClipTextConfig config, Tensor tokens, Tensor positions, List<CausalBlock> layers, LayerNorm last) {
    private static final String PREFIX = "text_model";
    private static final String TOKENS = "embeddings.token_embedding.weight";
    /** A buffer that older files have. */
    private static final String POSITION_IDS = "position_ids";

    /**
     * Reads the names of published folders ({@code text_model.} in front) and those that transformers 5 writes (without).
     *
     * @throws MotionScopeException if the weights do not fit the configuration
     */
    public static ClipText of(ClipTextConfig config, Weights file) {
        Weights weights = file.has(TOKENS) ? file : file.at(PREFIX);
        long width = config.width();
        ClipText text = new ClipText(
                config,
                weights.take(TOKENS, config.words(), width),
                weights.take("embeddings.position_embedding.weight", config.length(), width),
                IntStream.range(0, config.layers())
                        .mapToObj(i -> CausalBlock.of(
                                weights.at("encoder.layers", i),
                                width,
                                config.inner(),
                                config.heads(),
                                config.activation(),
                                config.eps()))
                        .toList(),
                LayerNorm.of(weights.at("final_layer_norm"), width, config.eps()));
        file.finish(name -> name.endsWith(POSITION_IDS));
        return text;
    }

    /**
     * Token and position embeddings, added: what enters the first layer.
     *
     * @param ids of equally long texts, one row each
     * @return (b, t, d)
     * @throws MotionScopeException if texts are too long, of different lengths, or an id has no embedding
     */
    public Tensor embed(long[][] ids) {
        requireUsable(ids);
        int length = ids[0].length;
        long[] flat = Arrays.stream(ids).flatMapToLong(Arrays::stream).toArray();
        return Scope.of(() -> {
            Tensor at = Tensor.of(flat, ids.length, length).to(tokens.device()); // (b, t)
            return Ops.embedding(tokens, at).add(positions.narrow(0, 0, length)); // (b, t, d)
        });
    }

    /**
     * What leaves the last layer that is not skipped, not normalised.
     *
     * @param skipped layers left out at the end ("clip skip"), 0 to all of them
     * @return (b, t, d)
     */
    public Tensor hidden(long[][] ids, int skipped) {
        requireSkippable(skipped);
        return Scope.of(() -> {
            Tensor h = embed(ids);
            for (CausalBlock layer : layers.subList(0, layers.size() - skipped)) {
                h = layer.forward(h);
            }
            return h;
        });
    }

    /**
     * The states that a denoiser is conditioned on: the last ones, normalised.
     *
     * @param skipped layers left out at the end
     * @return (b, t, d)
     */
    public Tensor encode(long[][] ids, int skipped) {
        return Scope.of(() -> last.forward(hidden(ids, skipped)));
    }

    /**
     * One vector a text: its last state at the position of the end token.
     *
     * @param states of {@link #encode}, (b, t, d)
     * @return (b, d)
     */
    public Tensor pooled(Tensor states, long[][] ids) {
        return Scope.of(() -> {
            Tensor[] rows = new Tensor[ids.length];
            for (int i = 0; i < rows.length; i++) {
                int position = config.pooledPosition(ids[i]);
                rows[i] = states.narrow(0, i, 1).narrow(1, position, 1).reshape(1, config.width());
            }
            return Tensor.cat(0, rows); // (b, d)
        });
    }

    private void requireUsable(long[][] ids) {
        if (ids.length == 0 || ids[0].length == 0) {
            throw new MotionScopeException("No ids were given; give at least one text of at least one token.");
        }
        for (long[] text : ids) {
            if (text.length != ids[0].length || text.length > config.length()) {
                throw new MotionScopeException("Texts of " + ids[0].length + " and " + text.length
                        + " tokens were given; this text encoder takes equally long ones of up to " + config.length()
                        + ".");
            }
            for (long id : text) {
                if (id < 0 || id >= config.words()) {
                    throw new MotionScopeException("The token " + id + " has no embedding: this text encoder has "
                            + config.words() + ". Check that tokenizer and text encoder belong to one model.");
                }
            }
        }
    }

    private void requireSkippable(int skipped) {
        if (skipped < 0 || skipped > layers.size()) {
            throw new MotionScopeException("Clip skip is " + skipped + "; this text encoder has " + layers.size()
                    + " layers, so it must be 0.." + layers.size() + ".");
        }
    }
}
