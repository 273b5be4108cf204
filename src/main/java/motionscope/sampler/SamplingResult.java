package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * What a loop gives.
 *
 * @param latent the latent after the last step that was done
 * @param steps number of steps done
 * @param cancelled whether a listener stopped the loop before its end
 */
public record SamplingResult(Tensor latent, int steps, boolean cancelled) {}
