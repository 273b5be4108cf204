package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Two convolutions with the time embedding added in between; each frame by itself.
 *
 * @param time null in networks that know no time
 * @param shortcut 1x1 convolution of the input where the channels change, else null
 */
public record ResnetBlock(GroupNorm norm1, Conv2d conv1, Linear time, GroupNorm norm2, Conv2d conv2, Conv2d shortcut) {
    public static ResnetBlock of(Weights weights, long in, long out, long timeWidth, int groups, double eps) {
        return new ResnetBlock(
                GroupNorm.of(weights.at("norm1"), in, groups, eps),
                Conv2d.same3x3(weights.at("conv1"), in, out),
                Linear.of(weights.at("time_emb_proj"), timeWidth, out),
                GroupNorm.of(weights.at("norm2"), out, groups, eps),
                Conv2d.same3x3(weights.at("conv2"), out, out),
                in == out ? null : Conv2d.of(weights.at("conv_shortcut"), in, out, 1, 1, 0));
    }

    /** A block of a network that knows no time. */
    public static ResnetBlock withoutTime(Weights weights, long in, long out, int groups, double eps) {
        return new ResnetBlock(
                GroupNorm.of(weights.at("norm1"), in, groups, eps),
                Conv2d.same3x3(weights.at("conv1"), in, out),
                null,
                GroupNorm.of(weights.at("norm2"), out, groups, eps),
                Conv2d.same3x3(weights.at("conv2"), out, out),
                in == out ? null : Conv2d.of(weights.at("conv_shortcut"), in, out, 1, 1, 0));
    }

    /** Without a time embedding: (n, in, h, w) -> (n, out, h, w). */
    public Tensor forward(Tensor x) {
        return Scope.of(() -> {
            Tensor h = conv1.forward(norm1.silu(x)); // (n, out, h, w)
            h = conv2.forward(norm2.silu(h));
            return h.add(shortcut == null ? x : shortcut.forward(x));
        });
    }

    /**
     * @param x (b f, in, h, w)
     * @param embedding time embedding (b, timeWidth)
     * @return (b f, out, h, w)
     */
    public Tensor forward(Tensor x, Tensor embedding) {
        return Scope.of(() -> {
            long frames = x.size(0) / embedding.size(0);
            Tensor t = time.forward(Ops.silu(embedding)).repeatInterleave(frames, 0); // (b f, out)
            Tensor h = conv1.forward(norm1.silu(x)).add(t.reshape(x.size(0), -1, 1, 1)); // (b f, out, h, w)
            h = conv2.forward(norm2.silu(h));
            return h.add(shortcut == null ? x : shortcut.forward(x));
        });
    }
}
