package motionscope.model;

import java.util.Map;
import motionscope.tensor.Tensor;

/**
 * The result of one call of a denoiser.
 *
 * @param prediction (b, c, f, h, w), or null where it was not asked for
 * @param features by tap, (b f, c, h, w) with the frame index running fastest
 */
public record Denoised(Tensor prediction, Map<Tap, Tensor> features) {
    /** The features of one tap that was asked for. */
    public Tensor at(Tap tap) {
        return features.get(tap);
    }
}
