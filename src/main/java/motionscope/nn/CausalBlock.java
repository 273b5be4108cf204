package motionscope.nn;

import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * A layer of a text transformer: attention of each token to those before it, then a feed-forward; each normalised before and
 * added after.
 */
public record CausalBlock(
        LayerNorm norm1, Attention attention, LayerNorm norm2, Linear in, Activation activation, Linear out) {
    /**
     * @param width of a token
     * @param inner width between the two layers of the feed-forward
     */
    public static CausalBlock of(
            Weights weights, long width, long inner, int heads, Activation activation, double eps) {
        Weights self = weights.at("self_attn");
        Attention attention = new Attention(
                Linear.of(self.at("q_proj"), width, width),
                Linear.of(self.at("k_proj"), width, width),
                Linear.of(self.at("v_proj"), width, width),
                Linear.of(self.at("out_proj"), width, width),
                heads);
        return new CausalBlock(
                LayerNorm.of(weights.at("layer_norm1"), width, eps),
                attention,
                LayerNorm.of(weights.at("layer_norm2"), width, eps),
                Linear.of(weights.at("mlp.fc1"), width, inner),
                activation,
                Linear.of(weights.at("mlp.fc2"), inner, width));
    }

    /** (n, t, d) -> (n, t, d). */
    public Tensor forward(Tensor x) {
        return Scope.of(() -> {
            Tensor h = x.add(attention.toPast(norm1.forward(x))); // (n, t, d)
            Tensor inner = activation.of(in.forward(norm2.forward(h))); // (n, t, inner)
            return h.add(out.forward(inner)); // (n, t, d)
        });
    }
}
