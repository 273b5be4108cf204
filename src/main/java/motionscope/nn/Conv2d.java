package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * A convolution over rows and columns.
 *
 * @param weight (out, in, k, k)
 * @param bias (out)
 */
public record Conv2d(Tensor weight, Tensor bias, int stride, int padding) {
    public static Conv2d of(Weights weights, long in, long out, int kernel, int stride, int padding) {
        return new Conv2d(weights.take("weight", out, in, kernel, kernel), weights.take("bias", out), stride, padding);
    }

    /** A 3x3 convolution that keeps the size. */
    public static Conv2d same3x3(Weights weights, long in, long out) {
        return of(weights, in, out, 3, 1, 1);
    }

    /** (n, in, h, w) -> (n, out, h', w'). */
    public Tensor forward(Tensor x) {
        return Ops.conv2d(x, weight, bias, stride, padding);
    }
}
