package motionscope.sampler;

import java.util.Arrays;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/** What every sampler checks and does with latents. */
final class Latents {
    private Latents() {}

    /** Runs a formula of several operations; only its result stays alive. */
    static Tensor scoped(Supplier<Tensor> formula) {
        return Scope.of(formula);
    }

    /** Broadcasting would hide a wrong shape, for example a model that predicts its variance as well. */
    static void requireSameShape(String what, Tensor tensor, Tensor latent) {
        if (!Arrays.equals(tensor.shape(), latent.shape())) {
            throw new MotionScopeException(what + " has shape " + Arrays.toString(tensor.shape()) + ", the latent has "
                    + Arrays.toString(latent.shape()) + "; they must be the same.");
        }
    }

    static void requireRange(String what, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new MotionScopeException(what + " is " + value + "; it must lie in " + low + ".." + high + ".");
        }
    }
}
