package motionscope.model;

import motionscope.MotionScopeException;
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

    /**
     * The same codec, working in overlapping tiles.
     *
     * @param side of a tile in pixels; 0 for whole frames
     * @throws MotionScopeException if this codec cannot do so
     */
    default Codec tiled(int side) {
        if (side == 0) {
            return this;
        }
        throw new MotionScopeException("Tiles of " + side + " pixels were asked for; this model's codec needs none.");
    }

    /** Side of the tiles in pixels; 0 where frames pass whole. */
    default int tile() {
        return 0;
    }

    /**
     * What encoding or decoding frames needs beside the weights, roughly and on the safe side.
     *
     * @param frames of all clips together
     */
    default long estimateBytes(int frames, int height, int width) {
        return 0;
    }

    /** Channels of a latent. */
    int latentChannels();

    /** Pixels along one side of a latent's position. */
    int downscale();

    /** The side in pixels that the model was trained on. */
    int sampleSize();
}
