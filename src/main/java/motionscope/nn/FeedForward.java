package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** Gated feed-forward: d -> 2 x 4 d -> GEGLU -> 4 d -> d. */
public record FeedForward(Linear in, Linear out) {
    public static FeedForward of(Weights weights, long width) {
        return new FeedForward(
                Linear.of(weights.at("net.0.proj"), width, 8 * width),
                Linear.of(weights.at("net.2"), 4 * width, width));
    }

    /** (n, t, d) -> (n, t, d). */
    public Tensor forward(Tensor x) {
        return out.forward(Ops.geglu(x, in.weight(), in.bias())); // (n, t, 4 d) -> (n, t, d)
    }
}
