package motionscope.model;

import java.nio.file.Path;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.nn.LayerNorm;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * The bundled model's text encoder: word and position embeddings, added and normalised.
 *
 * @param table (words, d)
 * @param position (length, d)
 */
record WordEncoder(WordTokenizer tokenizer, Tensor table, Tensor position, LayerNorm norm) implements TextEncoder {
    private static final int MAX_SIZE = 16_384;

    static WordEncoder of(JsonFile config, Path vocabulary, Weights weights) {
        int words = config.integer("vocab_size", 1, MAX_SIZE);
        int width = config.integer("hidden_size", 1, MAX_SIZE);
        int length = config.integer("max_position_embeddings", 1, MAX_SIZE);
        WordEncoder encoder = new WordEncoder(
                WordTokenizer.of(vocabulary, length, words),
                weights.take("token_embedding.weight", words, width),
                weights.take("position_embedding.weight", length, width),
                LayerNorm.of(weights.at("norm"), width, config.number("layer_norm_eps", LayerNorm.EPS)));
        weights.finish(name -> false);
        return encoder;
    }

    @Override
    public Tensor encode(List<String> prompts) {
        if (prompts.isEmpty()) {
            throw new MotionScopeException("No prompts were given; give one for each clip, '' for none.");
        }
        long[] ids = prompts.stream()
                .flatMapToLong(prompt -> java.util.Arrays.stream(tokenizer.ids(prompt)))
                .toArray();
        return Scope.of(() -> {
            Tensor tokens = Tensor.of(ids, prompts.size(), position.size(0)).to(table.device()); // (b, length)
            return norm.forward(Ops.embedding(table, tokens).add(position)); // (b, length, d)
        });
    }

    @Override
    public int width() {
        return (int) table.size(1);
    }
}
