package motionscope.nn;

import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** Attention over the positions of an image, with one head; normalised before and added after. */
public record ImageAttention(GroupNorm norm, Attention attention) {
    /** Reads the names of today and those of older files ({@code query}, {@code key}, {@code value}, {@code proj_attn}). */
    public static ImageAttention of(Weights weights, long channels, int groups, double eps) {
        boolean old = weights.has("query.weight");
        Attention attention = new Attention(
                Linear.orPointwiseConv(weights.at(old ? "query" : "to_q"), channels, channels),
                Linear.orPointwiseConv(weights.at(old ? "key" : "to_k"), channels, channels),
                Linear.orPointwiseConv(weights.at(old ? "value" : "to_v"), channels, channels),
                Linear.orPointwiseConv(weights.at(old ? "proj_attn" : "to_out.0"), channels, channels),
                1);
        return new ImageAttention(GroupNorm.of(weights.at("group_norm"), channels, groups, eps), attention);
    }

    /** (n, c, h, w) -> (n, c, h, w). */
    public Tensor forward(Tensor x) {
        return Scope.of(() -> {
            Tensor h = norm.forward(x).reshape(x.size(0), x.size(1), -1).permute(0, 2, 1); // (n, h w, c)
            h = attention.toItself(h, KeyValues.OWN);
            return h.permute(0, 2, 1).reshape(x.shape()).add(x); // (n, c, h, w)
        });
    }
}
