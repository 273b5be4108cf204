package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * A convolution over three frames, the same at every position.
 *
 * @param weight (out, in, 3, 1, 1)
 * @param bias (out)
 */
public record FrameConv(Tensor weight, Tensor bias) {
    private static final int FRAMES = 3;

    public static FrameConv of(Weights weights, long in, long out) {
        return new FrameConv(weights.take("weight", out, in, FRAMES, 1, 1), weights.take("bias", out));
    }

    /** (b, in, f, h, w) -> (b, out, f, h, w). */
    public Tensor forward(Tensor x) {
        return Ops.convOverFrames(x, weight, bias);
    }
}
