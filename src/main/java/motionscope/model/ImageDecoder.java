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
 * The decoder of {@link AutoencoderKl}: latents to pictures.
 *
 * @param first 1x1 convolution of the latent, null where the network has none
 */
record ImageDecoder(Conv2d first, Conv2d in, ImageMiddle middle, List<Level> levels, GroupNorm normOut, Conv2d out) {
    private static final int COLOURS = 3;

    /** Resnets, then twice the size (not on the finest level). */
    private record Level(List<ResnetBlock> resnets, Conv2d upsampler) {
        Tensor forward(Tensor x) {
            return Scope.of(() -> {
                Tensor h = x;
                for (ResnetBlock resnet : resnets) {
                    h = resnet.forward(h); // (n, c, h, w)
                }
                return upsampler == null
                        ? h
                        : upsampler.forward(Ops.upsampleNearest(h, 2 * h.size(2), 2 * h.size(3))); // (n, c, 2 h, 2 w)
            });
        }
    }

    static ImageDecoder of(AutoencoderKlConfig config, Weights file) {
        Weights weights = file.at("decoder");
        int latent = config.latentChannels();
        int finest = config.channels().get(0);
        List<Level> levels = new ArrayList<>(); // the coarsest first
        for (int index = 0; index < config.levels(); index++) {
            levels.add(level(config, weights.at("up_blocks", index), config.levels() - 1 - index));
        }
        return new ImageDecoder(
                config.postQuantConv() ? Conv2d.of(file.at("post_quant_conv"), latent, latent, 1, 1, 0) : null,
                Conv2d.same3x3(weights.at("conv_in"), latent, config.channels().get(config.levels() - 1)),
                ImageMiddle.of(config, weights.at("mid_block")),
                levels,
                GroupNorm.of(weights.at("conv_norm_out"), finest, config.normGroups(), ImageMiddle.EPS),
                Conv2d.same3x3(weights.at("conv_out"), finest, COLOURS));
    }

    private static Level level(AutoencoderKlConfig config, Weights weights, int level) {
        int out = config.channels().get(level);
        int coarser = config.channels().get(Math.min(level + 1, config.levels() - 1));
        List<ResnetBlock> resnets = new ArrayList<>();
        for (int i = 0; i < config.layers() + 1; i++) {
            resnets.add(ResnetBlock.withoutTime(
                    weights.at("resnets", i), i == 0 ? coarser : out, out, config.normGroups(), ImageMiddle.EPS));
        }
        return new Level(
                resnets,
                level == 0 ? null : Conv2d.same3x3(weights.at("upsamplers", 0).at("conv"), out, out));
    }

    /** (n, c, h, w) -> (n, 3, H, W). */
    Tensor forward(Tensor latents) {
        return Scope.of(() -> {
            Tensor h = first == null ? latents : first.forward(latents);
            h = middle.forward(in.forward(h)); // (n, c, h, w)
            for (Level level : levels) {
                h = level.forward(h);
            }
            return out.forward(normOut.silu(h)); // (n, 3, H, W)
        });
    }
}
