package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * What a step gives.
 *
 * @param previous the latent that enters the next step (diffusers: {@code prev_sample})
 * @param cleanPrediction the clean latent as this step sees it (diffusers: {@code pred_original_sample})
 */
public record StepResult(Tensor previous, Tensor cleanPrediction) {}
