package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import motionscope.nn.Conv2d;
import motionscope.nn.FrameConv;
import motionscope.nn.GroupNorm;
import motionscope.nn.ImageAttention;
import motionscope.nn.VideoResnetBlock;
import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** The decoder of {@link TemporalAutoencoder}: latents of whole clips to pictures. */
record TemporalDecoder(
        Conv2d in,
        List<VideoResnetBlock> middle,
        ImageAttention attention,
        List<Level> levels,
        GroupNorm normOut,
        Conv2d out,
        FrameConv smooth) {
    private static final int COLOURS = 3;

    /** Resnets, then twice the size (not on the finest level). */
    private record Level(List<VideoResnetBlock> resnets, Conv2d upsampler) {
        Tensor forward(Tensor x, long clips) {
            return Scope.of(() -> {
                Tensor h = x;
                for (VideoResnetBlock resnet : resnets) {
                    h = resnet.forward(h, clips); // (b f, c, h, w)
                }
                return upsampler == null
                        ? h
                        : upsampler.forward(Ops.upsampleNearest(h, 2 * h.size(2), 2 * h.size(3))); // (b f, c, 2 h, 2 w)
            });
        }
    }

    static TemporalDecoder of(AutoencoderKlConfig config, Weights file) {
        Weights weights = file.at("decoder");
        Weights mid = weights.at("mid_block");
        int finest = config.channels().get(0);
        int coarsest = config.channels().get(config.levels() - 1);
        List<Level> levels = new ArrayList<>(); // the coarsest first
        for (int index = 0; index < config.levels(); index++) {
            levels.add(level(config, weights.at("up_blocks", index), config.levels() - 1 - index));
        }
        return new TemporalDecoder(
                Conv2d.same3x3(weights.at("conv_in"), config.latentChannels(), coarsest),
                resnets(config, mid, coarsest, coarsest, config.layers()),
                ImageAttention.of(mid.at("attentions", 0), coarsest, config.normGroups(), ImageMiddle.EPS),
                levels,
                GroupNorm.of(weights.at("conv_norm_out"), finest, config.normGroups(), ImageMiddle.EPS),
                Conv2d.same3x3(weights.at("conv_out"), finest, COLOURS),
                FrameConv.of(weights.at("time_conv_out"), COLOURS, COLOURS));
    }

    private static Level level(AutoencoderKlConfig config, Weights weights, int level) {
        int out = config.channels().get(level);
        int coarser = config.channels().get(Math.min(level + 1, config.levels() - 1));
        return new Level(
                resnets(config, weights, coarser, out, config.layers() + 1),
                level == 0 ? null : Conv2d.same3x3(weights.at("upsamplers", 0).at("conv"), out, out));
    }

    private static List<VideoResnetBlock> resnets(
            AutoencoderKlConfig config, Weights weights, int in, int out, int count) {
        List<VideoResnetBlock> resnets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            resnets.add(VideoResnetBlock.of(
                    weights.at("resnets", i), i == 0 ? in : out, out, config.normGroups(), ImageMiddle.EPS));
        }
        return resnets;
    }

    /** (b f, c, h, w) -> (b f, 3, H, W). */
    Tensor forward(Tensor latents, long clips) {
        return Scope.of(() -> {
            Tensor h = middle.get(0).forward(in.forward(latents), clips); // (b f, c, h, w)
            for (int i = 1; i < middle.size(); i++) {
                // there is one attention, so diffusers ends the middle behind the second resnet
                h = i == 1 ? middle.get(i).forward(attention.forward(h), clips) : h;
            }
            for (Level level : levels) {
                h = level.forward(h, clips);
            }
            h = out.forward(normOut.silu(h)); // (b f, 3, H, W)
            Tensor video = h.reshape(clips, -1, COLOURS, h.size(2), h.size(3)).permute(0, 2, 1, 3, 4);
            return smooth.forward(video).permute(0, 2, 1, 3, 4).reshape(h.shape());
        });
    }
}
