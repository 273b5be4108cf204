package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import motionscope.nn.Conv2d;
import motionscope.nn.GroupNorm;
import motionscope.nn.ResnetBlock;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * The encoder of {@link AutoencoderKl}: pictures to the mean and log-variance of latents.
 *
 * @param last 1x1 convolution of the result, null where the network has none
 */
record ImageEncoder(Conv2d in, List<Level> levels, ImageMiddle middle, GroupNorm normOut, Conv2d out, Conv2d last) {
    private static final int COLOURS = 3;

    /** Resnets, then half the size (not on the coarsest level). */
    private record Level(List<ResnetBlock> resnets, Conv2d downsampler) {
        Tensor forward(Tensor x) {
            return Scope.of(() -> {
                Tensor h = x;
                for (ResnetBlock resnet : resnets) {
                    h = resnet.forward(h); // (n, c, h, w)
                }
                // Zeros on two sides only, so that even sizes are halved.
                return downsampler == null ? h : downsampler.forward(Ops.zeroPad(h, 1, 1)); // (n, c, h/2, w/2)
            });
        }
    }

    static ImageEncoder of(AutoencoderKlConfig config, Weights file) {
        Weights weights = file.at("encoder");
        int coarsest = config.channels().get(config.levels() - 1);
        int moments = 2 * config.latentChannels();
        List<Level> levels = new ArrayList<>();
        for (int level = 0; level < config.levels(); level++) {
            levels.add(level(config, weights.at("down_blocks", level), level));
        }
        return new ImageEncoder(
                Conv2d.same3x3(weights.at("conv_in"), COLOURS, config.channels().get(0)),
                levels,
                ImageMiddle.of(config, weights.at("mid_block")),
                GroupNorm.of(weights.at("conv_norm_out"), coarsest, config.normGroups(), ImageMiddle.EPS),
                Conv2d.same3x3(weights.at("conv_out"), coarsest, moments),
                config.quantConv() ? Conv2d.of(file.at("quant_conv"), moments, moments, 1, 1, 0) : null);
    }

    private static Level level(AutoencoderKlConfig config, Weights weights, int level) {
        int out = config.channels().get(level);
        List<ResnetBlock> resnets = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            int in = i == 0 ? config.channels().get(Math.max(level - 1, 0)) : out;
            resnets.add(
                    ResnetBlock.withoutTime(weights.at("resnets", i), in, out, config.normGroups(), ImageMiddle.EPS));
        }
        boolean coarsest = level == config.levels() - 1;
        return new Level(
                resnets,
                coarsest ? null : Conv2d.of(weights.at("downsamplers", 0).at("conv"), out, out, 3, 2, 0));
    }

    /** (n, 3, H, W) -> (n, 2 c, h, w): means, then log-variances. */
    Tensor forward(Tensor pictures) {
        return Scope.of(() -> {
            Tensor h = in.forward(pictures); // (n, c, H, W)
            for (Level level : levels) {
                h = level.forward(h);
            }
            h = out.forward(normOut.silu(middle.forward(h))); // (n, 2 c, h, w)
            return last == null ? h : last.forward(h);
        });
    }
}
