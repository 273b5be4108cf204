package motionscope.model;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Stable Video Diffusion's autoencoder ({@code AutoencoderKLTemporalDecoder}): it encodes each frame by itself and decodes
 * whole clips. No model of this version draws with it.
 */
public final class TemporalAutoencoder {
    private final AutoencoderKlConfig config;
    private final ImageEncoder encoder;
    private final TemporalDecoder decoder;

    private TemporalAutoencoder(AutoencoderKlConfig config, ImageEncoder encoder, TemporalDecoder decoder) {
        this.config = config;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** @throws MotionScopeException if an option is not supported, or the weights do not fit */
    public static TemporalAutoencoder of(JsonFile json, Weights weights) {
        AutoencoderKlConfig config = AutoencoderKlConfig.ofTemporal(json);
        TemporalAutoencoder codec =
                new TemporalAutoencoder(config, ImageEncoder.of(config, weights), TemporalDecoder.of(config, weights));
        weights.finish(name -> false);
        return codec;
    }

    /**
     * Pictures to distributions of latents, not scaled.
     *
     * @param pictures (n, 3, H, W), values -1..1, sides that are multiples of the codec's factor
     * @throws MotionScopeException if they have other sides
     */
    public AutoencoderKl.Moments moments(Tensor pictures) {
        int factor = config.downscale();
        if (pictures.rank() != 4
                || pictures.count() == 0
                || pictures.size(1) != 3
                || pictures.size(2) % factor != 0
                || pictures.size(3) % factor != 0) {
            throw new MotionScopeException("The frames are " + Arrays.toString(pictures.shape())
                    + "; this codec takes (frames, 3, height, width) with sides that are multiples of " + factor
                    + ". Crop or resize them.");
        }
        return AutoencoderKl.Moments.of(encoder.forward(pictures));
    }

    /**
     * Latents of clips to pictures, not scaled before, not clamped behind.
     *
     * @param latents (b f, c, h, w), the frames of the first clip first
     * @param frames f
     * @return (b f, 3, H, W)
     * @throws MotionScopeException if the latents have other channels or are no whole clips
     */
    public Tensor pictures(Tensor latents, int frames) {
        if (latents.rank() != 4
                || latents.count() == 0
                || latents.size(1) != config.latentChannels()
                || frames < 1
                || latents.size(0) % frames != 0) {
            throw new MotionScopeException("The latents are " + Arrays.toString(latents.shape()) + " in clips of "
                    + frames + " frames; this codec takes (clips x frames, " + config.latentChannels()
                    + ", rows, columns).");
        }
        return decoder.forward(latents, latents.size(0) / frames);
    }
}
