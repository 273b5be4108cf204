package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * {@code x W^T + b}.
 *
 * @param weight (out, in)
 * @param bias (out), or null
 */
public record Linear(Tensor weight, Tensor bias) {
    public static Linear of(Weights weights, long in, long out) {
        return new Linear(weights.take("weight", out, in), weights.take("bias", out));
    }

    public static Linear withoutBias(Weights weights, long in, long out) {
        return new Linear(weights.take("weight", out, in), null);
    }

    /** A linear layer that some checkpoints store as a 1x1 convolution. */
    public static Linear orPointwiseConv(Weights weights, long in, long out) {
        long[] matrix = {out, in};
        long[] conv = {out, in, 1, 1};
        return new Linear(weights.takeAs("weight", matrix, matrix, conv), weights.take("bias", out));
    }

    /** (..., in) -> (..., out). */
    public Tensor forward(Tensor x) {
        return Ops.linear(x, weight, bias);
    }
}
