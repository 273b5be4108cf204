package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * A resnet of each frame and one over frames behind it, mixed by a learned share (diffusers' {@code SpatioTemporalResBlock}
 * without time embedding, as the decoder of Stable Video Diffusion has it).
 *
 * @param image of each frame by itself
 * @param conv1 over frames, (c, c, 3, 1, 1)
 * @param conv2 over frames, (c, c, 3, 1, 1)
 * @param mix its sigmoid is the share of the result over frames
 */
public record VideoResnetBlock(
        ResnetBlock image, GroupNorm norm1, FrameConv conv1, GroupNorm norm2, FrameConv conv2, Tensor mix) {
    /** Of the norms over frames; those of the images have another one. */
    private static final double EPS = 1e-5;

    public static VideoResnetBlock of(Weights weights, long in, long out, int groups, double eps) {
        Weights over = weights.at("temporal_res_block");
        return new VideoResnetBlock(
                ResnetBlock.withoutTime(weights.at("spatial_res_block"), in, out, groups, eps),
                GroupNorm.of(over.at("norm1"), out, groups, EPS),
                FrameConv.of(over.at("conv1"), out, out),
                GroupNorm.of(over.at("norm2"), out, groups, EPS),
                FrameConv.of(over.at("conv2"), out, out),
                weights.at("time_mixer").take("mix_factor", 1));
    }

    /**
     * @param x (b f, in, h, w)
     * @param clips b
     * @return (b f, out, h, w)
     */
    public Tensor forward(Tensor x, long clips) {
        return Scope.of(() -> {
            Tensor each = image.forward(x); // (b f, out, h, w)
            Tensor video = each.reshape(clips, -1, each.size(1), each.size(2), each.size(3))
                    .permute(0, 2, 1, 3, 4); // (b, out, f, h, w)
            Tensor h = conv1.forward(norm1.silu(video));
            h = conv2.forward(norm2.silu(h)).add(video);
            return Ops.blend(each, h.permute(0, 2, 1, 3, 4).reshape(each.shape()), mix);
        });
    }
}
