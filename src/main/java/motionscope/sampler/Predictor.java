package motionscope.sampler;

import motionscope.tensor.Tensor;

/** A model as the loop sees it: prompt, guidance and precision are its own affair. */
@FunctionalInterface
public interface Predictor {
    /**
     * Predicts noise, velocity or the clean latent, whichever the sampler's configuration says.
     *
     * @param latent the latent as the model expects it (scaled)
     * @param timestep what the model is told
     * @return a tensor in the latent's shape
     */
    Tensor predict(Tensor latent, double timestep);
}
