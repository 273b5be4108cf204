package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** Multi-head attention with separate projections. */
public record Attention(Linear query, Linear key, Linear value, Linear out, int heads) {
    /**
     * Queries, keys and values without a bias.
     *
     * @param width channels of the tokens
     * @param contextWidth channels of what is attended to (the same for self-attention)
     */
    public static Attention of(Weights weights, long width, long contextWidth, int heads) {
        return new Attention(
                Linear.withoutBias(weights.at("to_q"), width, width),
                Linear.withoutBias(weights.at("to_k"), contextWidth, width),
                Linear.withoutBias(weights.at("to_v"), contextWidth, width),
                Linear.of(weights.at("to_out", 0), width, width),
                heads);
    }

    /** Attention of tokens to themselves: (n, t, d) -> (n, t, d). */
    public Tensor toItself(Tensor x, KeyValues shared) {
        KeyValues.Pair pair = shared.exchange(new KeyValues.Pair(key.forward(x), value.forward(x))); // (n, t, d) each
        return out.forward(Ops.attention(query.forward(x), pair.key(), pair.value(), heads));
    }

    /** Attention of each token to itself and those before it: (n, t, d) -> (n, t, d). */
    public Tensor toPast(Tensor x) {
        return out.forward(Ops.causalAttention(query.forward(x), key.forward(x), value.forward(x), heads));
    }

    /**
     * Attention to a context that adjacent samples share: one clip's frames have one text.
     *
     * @param x (n f, t, d)
     * @param context (n, s, contextWidth)
     * @param times f, how many adjacent samples share a context
     */
    public Tensor to(Tensor x, Tensor context, long times) {
        Tensor k = key.forward(context).repeatInterleave(times, 0); // (n f, s, d), projected once a clip
        Tensor v = value.forward(context).repeatInterleave(times, 0); // (n f, s, d)
        return out.forward(Ops.attention(query.forward(x), k, v, heads)); // (n f, t, d)
    }
}
