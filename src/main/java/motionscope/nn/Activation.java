package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;

/** The nonlinearity between two linear layers. */
public enum Activation {
    /** By the error function. */
    GELU {
        @Override
        public Tensor of(Tensor x) {
            return Ops.gelu(x);
        }
    },
    /** CLIP's approximation by a sigmoid. */
    QUICK_GELU {
        @Override
        public Tensor of(Tensor x) {
            return Ops.quickGelu(x);
        }
    };

    /** Of each value. */
    public abstract Tensor of(Tensor x);
}
