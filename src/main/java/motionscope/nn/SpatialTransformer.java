package motionscope.nn;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** Attention within each frame: over its positions, and from them to the text. */
public record SpatialTransformer(GroupNorm norm, Linear in, List<Block> blocks, Linear out) {
    /** The epsilon of the group norm in front of every transformer; the resnets have another one. */
    static final double NORM_EPS = 1e-6;

    /** Self-attention, attention to the text, feed-forward; each normalised before and added after. */
    public record Block(
            LayerNorm norm1, Attention self, LayerNorm norm2, Attention text, LayerNorm norm3, FeedForward feed) {
        static Block of(Weights weights, long width, long textWidth, int heads) {
            return new Block(
                    LayerNorm.of(weights.at("norm1"), width, LayerNorm.EPS),
                    Attention.of(weights.at("attn1"), width, width, heads),
                    LayerNorm.of(weights.at("norm2"), width, LayerNorm.EPS),
                    Attention.of(weights.at("attn2"), width, textWidth, heads),
                    LayerNorm.of(weights.at("norm3"), width, LayerNorm.EPS),
                    FeedForward.of(weights.at("ff"), width));
        }

        Tensor forward(Tensor x, Tensor context, long frames, KeyValues shared) {
            return Scope.of(() -> {
                Tensor h = x.add(self.toItself(norm1.forward(x), shared)); // (b f, h w, c)
                h = h.add(text.to(norm2.forward(h), context, frames));
                return h.add(feed.forward(norm3.forward(h)));
            });
        }
    }

    public static SpatialTransformer of(
            Weights weights, long channels, long textWidth, int heads, int depth, int groups) {
        return new SpatialTransformer(
                GroupNorm.of(weights.at("norm"), channels, groups, NORM_EPS),
                Linear.orPointwiseConv(weights.at("proj_in"), channels, channels),
                IntStream.range(0, depth)
                        .mapToObj(i -> Block.of(weights.at("transformer_blocks", i), channels, textWidth, heads))
                        .toList(),
                Linear.orPointwiseConv(weights.at("proj_out"), channels, channels));
    }

    /**
     * @param x (b f, c, h, w), the frame index running fastest
     * @param text (b, tokens, textWidth)
     * @param shared one entry a block: what its self-attention does with keys and values
     * @return (b f, c, h, w)
     */
    public Tensor forward(Tensor x, Tensor text, List<KeyValues> shared) {
        return Scope.of(() -> {
            long frames = x.size(0) / text.size(0);
            Tensor h = norm.forward(x).reshape(x.size(0), x.size(1), -1).permute(0, 2, 1); // (b f, h w, c)
            h = in.forward(h);
            for (int i = 0; i < blocks.size(); i++) {
                h = blocks.get(i).forward(h, text, frames, shared.get(i));
            }
            return out.forward(h).permute(0, 2, 1).reshape(x.shape()).add(x); // (b f, c, h, w)
        });
    }
}
