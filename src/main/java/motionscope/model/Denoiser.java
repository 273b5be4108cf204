package motionscope.model;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;

/** A network that predicts the noise in a latent clip, and lets one look inside while it does. */
public interface Denoiser {
    /** Where it computes, and in which precision. */
    Placement placement();

    /** The taps it has: blocks first, then single layers. */
    Set<Tap> taps();

    /** Channels of its latent. */
    int latentChannels();

    /** Width of a token of its condition. */
    int textWidth();

    /**
     * One pass. Results are float32 and belong to the innermost scope.
     *
     * @throws motionscope.MotionScopeException if the input does not fit the network, or a tap does not exist
     */
    Denoised denoise(Denoising input);

    /**
     * The gradient of a scalar of tapped features with respect to the latent. No weight gets a gradient, and the pass ends
     * behind the last tap.
     *
     * @param input the prediction is not computed, whatever it asks for
     * @param loss from the tapped features, (b f, c, h, w) in float32, to one number
     * @param checkpointing keep only what stands between blocks and compute the rest twice: less memory, more time
     */
    FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing);

    /**
     * What a pass needs beside the weights, roughly and on the safe side.
     *
     * @param rows of the latent
     * @param columns of the latent
     * @param gradient whether the pass keeps what a gradient needs (without checkpointing)
     */
    long estimateBytes(int clips, int frames, int rows, int columns, boolean gradient);
}
