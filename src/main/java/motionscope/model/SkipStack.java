package motionscope.model;

import java.util.ArrayDeque;
import java.util.Deque;
import motionscope.tensor.Tensor;

/** The skip connections of a UNet, from the blocks that made them to those that take them. */
final class SkipStack {
    private final Deque<Tensor> skips = new ArrayDeque<>();

    /** The inputs of a stage: the hidden state and the newest {@code taken} skip connections. */
    Tensor[] pop(Tensor hidden, int taken) {
        Tensor[] inputs = new Tensor[1 + taken];
        inputs[0] = hidden;
        for (int i = 1; i <= taken; i++) {
            inputs[i] = skips.pop();
        }
        return inputs;
    }

    /** Puts away what a stage made; returns its hidden state. */
    Tensor push(Tensor[] outputs) {
        for (int i = 1; i < outputs.length; i++) {
            skips.push(outputs[i]);
        }
        return outputs[0];
    }
}
