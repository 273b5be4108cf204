package motionscope.model;

import motionscope.tensor.Tensor;

/**
 * A scalar of features and its gradient.
 *
 * @param loss the scalar
 * @param gradient with respect to the latent, (b, c, f, h, w)
 */
public record FeatureGradient(double loss, Tensor gradient) {}
