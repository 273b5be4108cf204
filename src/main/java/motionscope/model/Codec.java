package motionscope.model;

import motionscope.tensor.Tensor;

/** Between pixels and latents. */
public interface Codec {
    /**
     * @param video (b, 3, f, H, W), values -1..1
     * @return latent (b, c, f, h, w)
     */
    Tensor encode(Tensor video);

    /**
     * @param latent (b, c, f, h, w)
     * @return video (b, 3, f, H, W), not clamped
     */
    Tensor decode(Tensor latent);

    /** Channels of a latent. */
    int latentChannels();

    /** Pixels along one side of a latent's position. */
    int downscale();

    /** The side in pixels that the model was trained on. */
    int sampleSize();
}
