package motionscope.control;

import motionscope.MotionScopeException;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.Tap;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The losses of a guidance at one latent, and their gradient: what one update is made of.
 *
 * @param loss weighted sum of all losses
 * @param regionLosses of each goal, without weight
 * @param dragLoss of the point drag, without weight
 * @param gradient of the loss with respect to the latent, (1, c, f, h, w)
 * @param clipped the gradient where it may act (equation 8)
 */
public record GuidanceGradient(double loss, double[] regionLosses, double dragLoss, Tensor gradient, Tensor clipped) {
    /**
     * @param latent of one clip, (1, c, f, h, w)
     * @param text the condition with prompt, (1, tokens, width)
     * @param step which of the {@code count} steps this is: it decides which losses act
     * @throws MotionScopeException if nothing is guided at this step
     */
    public static GuidanceGradient of(
            Denoiser model, Tensor latent, double timestep, Tensor text, Guidance guidance, int step, int count) {
        ClipGuidance clip =
                new ClipGuidance(guidance, (int) latent.size(2), (int) latent.size(3), (int) latent.size(4));
        if (!clip.guides(step, count)) {
            throw new MotionScopeException("Nothing is guided at step " + step + " of " + count + ".");
        }
        clip.prepare(step, count, timestep);
        try (Scope scope = new Scope()) {
            ClipGuidance.Losses seen = new ClipGuidance.Losses();
            Denoising pass = Denoising.of(latent, timestep, text)
                    .tapping(clip.taps(step, count).toArray(Tap[]::new))
                    .featuresOnly();
            FeatureGradient found =
                    model.gradient(pass, features -> clip.loss(features, step, count, timestep, seen), false);
            Tensor mask =
                    Tensor.of(clip.gradientMask(step, count), 1, 1, latent.size(2), latent.size(3), latent.size(4));
            Tensor gradient = scope.keep(found.gradient());
            Tensor clipped = scope.keep(gradient.mul(mask.to(gradient.device())));
            return new GuidanceGradient(seen.sum, seen.regions, seen.drag, gradient, clipped);
        }
    }
}
