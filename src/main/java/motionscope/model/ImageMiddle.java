package motionscope.model;

import motionscope.nn.ImageAttention;
import motionscope.nn.ResnetBlock;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * The coarsest level of {@link AutoencoderKl}, in its encoder and its decoder.
 *
 * @param attention null where the network has none
 */
record ImageMiddle(ResnetBlock first, ImageAttention attention, ResnetBlock second) {
    /** The epsilon of every group norm of the autoencoder; the denoiser's resnets have another one. */
    static final double EPS = 1e-6;

    static ImageMiddle of(AutoencoderKlConfig config, Weights weights) {
        int width = config.channels().get(config.levels() - 1);
        int groups = config.normGroups();
        return new ImageMiddle(
                ResnetBlock.withoutTime(weights.at("resnets", 0), width, width, groups, EPS),
                config.midAttention() ? ImageAttention.of(weights.at("attentions", 0), width, groups, EPS) : null,
                ResnetBlock.withoutTime(weights.at("resnets", 1), width, width, groups, EPS));
    }

    /** (n, c, h, w) -> (n, c, h, w). */
    Tensor forward(Tensor x) {
        return Scope.of(() -> {
            Tensor h = first.forward(x);
            if (attention != null) {
                h = attention.forward(h);
            }
            return second.forward(h);
        });
    }
}
