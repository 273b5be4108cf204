package motionscope.model;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
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
 * @param off channels that the pass goes without
 */
public record Denoising(
        Tensor latent,
        double[] timesteps,
        Tensor text,
        Set<Tap> taps,
        boolean prediction,
        AttentionSharing sharing,
        List<ChannelsOff> off) {
    /** A plain pass: the prediction, no taps. */
    public static Denoising of(Tensor latent, double timestep, Tensor text) {
        return new Denoising(latent, new double[] {timestep}, text, Set.of(), true, AttentionSharing.NONE, List.of());
    }

    /** A plain pass with a timestep for each clip. */
    public static Denoising of(Tensor latent, double[] timesteps, Tensor text) {
        return new Denoising(latent, timesteps.clone(), text, Set.of(), true, AttentionSharing.NONE, List.of());
    }

    /** The same, and collect these taps. */
    public Denoising tapping(Tap... wanted) {
        return new Denoising(
                latent, timesteps, text, new LinkedHashSet<>(Arrays.asList(wanted)), prediction, sharing, off);
    }

    /** The same, for its taps only. */
    public Denoising featuresOnly() {
        return new Denoising(latent, timesteps, text, taps, false, sharing, off);
    }

    /** The same, with keys and values stored or used. */
    public Denoising sharing(AttentionSharing shared) {
        return new Denoising(latent, timesteps, text, taps, prediction, shared, off);
    }

    /** The same, without some channels: what taps and the layers behind them see is what is left. */
    public Denoising without(List<ChannelsOff> channels) {
        return new Denoising(latent, timesteps, text, taps, prediction, sharing, List.copyOf(channels));
    }
}
