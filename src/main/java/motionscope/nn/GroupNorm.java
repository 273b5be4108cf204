package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Group normalisation of (n, c, ...): each sample and group of channels to mean 0 and variance 1, then scale and shift.
 *
 * @param weight (c)
 * @param bias (c)
 */
public record GroupNorm(Tensor weight, Tensor bias, int groups, double eps) {
    public static GroupNorm of(Weights weights, long channels, int groups, double eps) {
        return new GroupNorm(weights.take("weight", channels), weights.take("bias", channels), groups, eps);
    }

    /** (n, c, ...), unchanged in shape. */
    public Tensor forward(Tensor x) {
        return Ops.groupNorm(x, groups, weight, bias, eps);
    }

    /** SiLU of the normalised input. */
    public Tensor silu(Tensor x) {
        return Ops.groupNormSilu(x, groups, weight, bias, eps);
    }
}
