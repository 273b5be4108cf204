package motionscope.nn;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** AnimateDiff's motion module: attention over the frames of a clip, at each position by itself. */
public record MotionModule(GroupNorm norm, Linear in, List<Block> blocks, Linear out) {
    /** Whose statistics the group norm at the entry takes. */
    public enum Norm {
        /** All frames of a clip together, as diffusers does. */
        ACROSS_FRAMES,
        /** Each frame by itself, as the original AnimateDiff code does. */
        PER_FRAME
    }

    /**
     * Two self-attentions over frames and a feed-forward. The frame's position is added before each attention.
     *
     * @param position (1, maximal frames, c)
     */
    public record Block(
            LayerNorm norm1,
            Attention first,
            LayerNorm norm2,
            Attention second,
            LayerNorm norm3,
            FeedForward feed,
            Tensor position) {
        static Block of(Weights weights, long width, int heads, int maxFrames) {
            return new Block(
                    LayerNorm.of(weights.at("norm1"), width, LayerNorm.EPS),
                    Attention.of(weights.at("attn1"), width, width, heads),
                    LayerNorm.of(weights.at("norm2"), width, LayerNorm.EPS),
                    Attention.of(weights.at("attn2"), width, width, heads),
                    LayerNorm.of(weights.at("norm3"), width, LayerNorm.EPS),
                    FeedForward.of(weights.at("ff"), width),
                    SinusoidalPosition.of(weights.at("pos_embed"), width, maxFrames));
        }

        Tensor forward(Tensor x) {
            return Scope.of(() -> {
                Tensor position = this.position.narrow(1, 0, x.size(1)); // (1, f, c)
                Tensor h = x.add(first.toItself(norm1.forward(x).add(position), KeyValues.OWN)); // (b h w, f, c)
                h = h.add(second.toItself(norm2.forward(h).add(position), KeyValues.OWN));
                return h.add(feed.forward(norm3.forward(h)));
            });
        }
    }

    public static MotionModule of(Weights weights, long channels, int heads, int depth, int groups, int maxFrames) {
        return new MotionModule(
                GroupNorm.of(weights.at("norm"), channels, groups, SpatialTransformer.NORM_EPS),
                Linear.of(weights.at("proj_in"), channels, channels),
                IntStream.range(0, depth)
                        .mapToObj(i -> Block.of(weights.at("transformer_blocks", i), channels, heads, maxFrames))
                        .toList(),
                Linear.of(weights.at("proj_out"), channels, channels));
    }

    /**
     * @param x (b f, c, h, w), the frame index running fastest
     * @param clips b
     * @return (b f, c, h, w)
     */
    public Tensor forward(Tensor x, long clips, Norm statistics) {
        return Scope.of(() -> {
            long frames = x.size(0) / clips;
            long channels = x.size(1);
            long positions = x.size(2) * x.size(3);
            Tensor n = normalised(x, clips, frames, channels, positions, statistics); // (b, f, c, h w)
            Tensor h = n.permute(0, 3, 1, 2).reshape(clips * positions, frames, channels); // (b h w, f, c)
            h = in.forward(h);
            for (Block block : blocks) {
                h = block.forward(h);
            }
            return out.forward(h) // (b h w, f, c)
                    .reshape(clips, positions, frames, channels)
                    .permute(0, 2, 3, 1) // (b, f, c, h w)
                    .reshape(x.shape())
                    .add(x);
        });
    }

    private Tensor normalised(Tensor x, long clips, long frames, long channels, long positions, Norm statistics) {
        if (statistics == Norm.PER_FRAME) {
            return norm.forward(x).reshape(clips, frames, channels, positions);
        }
        Tensor clip = x.reshape(clips, frames, channels, positions).permute(0, 2, 1, 3); // (b, c, f, h w)
        return norm.forward(clip).permute(0, 2, 1, 3); // (b, f, c, h w)
    }
}
