package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Normalisation of each token, (..., d).
 *
 * @param weight (d)
 * @param bias (d)
 */
public record LayerNorm(Tensor weight, Tensor bias, double eps) {
    /** The epsilon of every layer norm in the networks here. */
    public static final double EPS = 1e-5;

    public static LayerNorm of(Weights weights, long width, double eps) {
        return new LayerNorm(weights.take("weight", width), weights.take("bias", width), eps);
    }

    /** (..., d), unchanged in shape. */
    public Tensor forward(Tensor x) {
        return Ops.layerNorm(x, weight, bias, eps);
    }
}
