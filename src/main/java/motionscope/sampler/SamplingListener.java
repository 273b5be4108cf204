package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * Watches a loop and may steer it. Tensors handed over belong to the step: copy them to the host, or
 * {@link motionscope.tensor.Scope#adopt adopt} them, to have them later.
 */
public interface SamplingListener {
    /** Does nothing. */
    SamplingListener NONE = new SamplingListener() {};

    /**
     * May replace the latent before the model sees it (guidance).
     *
     * @param latent the latent, not scaled
     * @return the latent to go on with, in the same shape
     */
    default Tensor beforePrediction(SamplingStep step, Tensor latent) {
        return latent;
    }

    /**
     * Told after every step.
     *
     * @param latent the latent that enters the next step
     * @param cleanPrediction the clean latent as this step sees it
     * @return true to go on, false to stop here and keep what is done
     */
    default boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
        return true;
    }

    /** This listener, then another; both are told of every step, and either can stop the loop. */
    default SamplingListener and(SamplingListener next) {
        SamplingListener first = this;
        return new SamplingListener() {
            @Override
            public Tensor beforePrediction(SamplingStep step, Tensor latent) {
                return next.beforePrediction(step, first.beforePrediction(step, latent));
            }

            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                boolean goOn = first.afterStep(step, latent, cleanPrediction);
                return next.afterStep(step, latent, cleanPrediction) && goOn;
            }
        };
    }
}
