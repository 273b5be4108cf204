package motionscope.model;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import motionscope.tensor.Tensor;

/**
 * One call of a denoiser.
 *
 * @param latent (b, c, f, h, w)
 * @param timesteps one for all clips, or one for each
 * @param text the condition, (b, tokens, width)
 * @param taps where to look
 * @param prediction whether the prediction is wanted; without it the pass ends behind the last tap
 * @param sharing what the spatial self-attentions share with another pass
 */
public record Denoising(
        Tensor latent, double[] timesteps, Tensor text, Set<Tap> taps, boolean prediction, AttentionSharing sharing) {
    /** A plain pass: the prediction, no taps. */
    public static Denoising of(Tensor latent, double timestep, Tensor text) {
        return new Denoising(latent, new double[] {timestep}, text, Set.of(), true, AttentionSharing.NONE);
    }

    /** A plain pass with a timestep for each clip. */
    public static Denoising of(Tensor latent, double[] timesteps, Tensor text) {
        return new Denoising(latent, timesteps.clone(), text, Set.of(), true, AttentionSharing.NONE);
    }

    /** The same, and collect these taps. */
    public Denoising tapping(Tap... wanted) {
        return new Denoising(latent, timesteps, text, new LinkedHashSet<>(Arrays.asList(wanted)), prediction, sharing);
    }

    /** The same, for its taps only. */
    public Denoising featuresOnly() {
        return new Denoising(latent, timesteps, text, taps, false, sharing);
    }

    /** The same, with keys and values stored or used. */
    public Denoising sharing(AttentionSharing shared) {
        return new Denoising(latent, timesteps, text, taps, prediction, shared);
    }
}
