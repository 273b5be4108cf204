package motionscope.tensor;

/**
 * The operations that networks are made of, each one TorchScript kernel.
 *
 * <p>The numbers that stand in a kernel's text (groups, heads, strides) are few for a network, so each kernel is
 * compiled once. Weights may be null where PyTorch allows it.
 */
public final class Ops {
    private Ops() {}

    /** {@code x W^T + b}: (..., in) -> (..., out). The bias may be null. */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return bias == null
                ? Kernel.of("x, w", "torch.linear(x, w)").call(x, weight)
                : Kernel.of("x, w, b", "torch.linear(x, w, b)").call(x, weight, bias);
    }

    /**
     * Convolution with zero padding: (n, in, h, w) -> (n, out, h', w').
     *
     * <p>The last literal keeps float32 exact on CUDA, where cuDNN would round its inputs to ten bits (TF32) by default.
     * Its backward pass has no such switch: the launcher sets NVIDIA_TF32_OVERRIDE=0 for that.
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
        String steps = "[" + stride + ", " + stride + "], [" + padding + ", " + padding + "], [1, 1]";
        // transposed, output padding, groups, benchmark, deterministic, cuDNN enabled, TF32 allowed
        String options = ", False, [0, 0], 1, False, False, True, False";
        return Kernel.of("x, w, b", "torch._convolution(x, w, b, " + steps + options + ")")
                .call(x, weight, bias);
    }

    /** Convolution over frames alone, (b, in, f, h, w) -> (b, out, f, h, w): weight (out, in, k, 1, 1), k odd, zeros beyond. */
    public static Tensor convOverFrames(Tensor x, Tensor weight, Tensor bias) {
        String padding = "[" + weight.size(2) / 2 + ", 0, 0]";
        // as above, in three dimensions
        String options = "[1, 1, 1], False, [0, 0, 0], 1, False, False, True, False";
        return Kernel.of("x, w, b", "torch._convolution(x, w, b, [1, 1, 1], " + padding + ", " + options + ")")
                .call(x, weight, bias);
    }

    /** {@code x + sigmoid(mix) (y - x)}; the mix is one number. */
    public static Tensor blend(Tensor x, Tensor y, Tensor mix) {
        return Kernel.of("x, y, m", "torch.lerp(x, y, torch.sigmoid(m))").call(x, y, mix);
    }

    /** Group normalisation: (n, c, ...) with statistics of each sample and group of channels. */
    public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias, double eps) {
        return Kernel.of("x, w, b", "torch.group_norm(x, " + groups + ", w, b, " + eps + ")")
                .call(x, weight, bias);
    }

    /** SiLU of the group normalisation, as every resnet starts. */
    public static Tensor groupNormSilu(Tensor x, int groups, Tensor weight, Tensor bias, double eps) {
        return Kernel.of("x, w, b", "torch.silu_(torch.group_norm(x, " + groups + ", w, b, " + eps + "))")
                .call(x, weight, bias);
    }

    /** Layer normalisation over the last dimension. */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        return Kernel.of("x, w, b", "torch.layer_norm(x, [torch.size(x, -1)], w, b, " + eps + ")")
                .call(x, weight, bias);
    }

    /** {@code x sigmoid(x)}. */
    public static Tensor silu(Tensor x) {
        return Kernel.of("x", "torch.silu(x)").call(x);
    }

    /** GELU by the error function. */
    public static Tensor gelu(Tensor x) {
        return Kernel.of("x", "torch.gelu(x)").call(x);
    }

    /** {@code x sigmoid(1.702 x)}, CLIP's approximation of GELU. */
    public static Tensor quickGelu(Tensor x) {
        return Kernel.of("x", "torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))")
                .call(x);
    }

    /** Gated GELU of a linear layer: the first half times the exact (erf) GELU of the second half. */
    public static Tensor geglu(Tensor x, Tensor weight, Tensor bias) {
        return Kernel.script("x, w, b", "Tensor", """
                    value, gate, = torch.chunk(torch.linear(x, w, b), 2, -1)
                    return torch.mul(value, torch.gelu(gate))
                """).call(x, weight, bias);
    }

    /**
     * Scaled dot-product attention with several heads.
     *
     * @param query (n, t, c)
     * @param key (n, s, c)
     * @param value (n, s, c)
     * @return (n, t, c)
     */
    public static Tensor attention(Tensor query, Tensor key, Tensor value, int heads) {
        return attention(query, key, value, heads, "");
    }

    /** The same where token t sees tokens 0..t only; query and key have equally many. */
    public static Tensor causalAttention(Tensor query, Tensor key, Tensor value, int heads) {
        return attention(query, key, value, heads, ", None, 0., True"); // mask, dropout, causal
    }

    private static Tensor attention(Tensor query, Tensor key, Tensor value, int heads, String options) {
        return Kernel.script("q, k, v", "Tensor", """
                    qh = torch.transpose(torch.reshape(q, [torch.size(q, 0), torch.size(q, 1), HEADS, -1]), 1, 2)
                    kh = torch.transpose(torch.reshape(k, [torch.size(k, 0), torch.size(k, 1), HEADS, -1]), 1, 2)
                    vh = torch.transpose(torch.reshape(v, [torch.size(v, 0), torch.size(v, 1), HEADS, -1]), 1, 2)
                    o = torch.scaled_dot_product_attention(qh, kh, vhOPTIONS)
                    return torch.reshape(torch.transpose(o, 1, 2), [torch.size(q, 0), torch.size(q, 1), -1])
                """.replace("HEADS", Integer.toString(heads))
                        .replace("OPTIONS", options))
                .call(query, key, value);
    }

    /** Zeros on the right and at the bottom: (n, c, h, w) -> (n, c, h + bottom, w + right). */
    public static Tensor zeroPad(Tensor x, int right, int bottom) {
        return Kernel.of("x", "torch.constant_pad_nd(x, [0, " + right + ", 0, " + bottom + "], 0)")
                .call(x);
    }

    /** Nearest-neighbour resize: (n, c, h, w) -> (n, c, height, width). */
    public static Tensor upsampleNearest(Tensor x, long height, long width) {
        return Kernel.of("x", "torch.upsample_nearest2d(x, [" + height + ", " + width + "])")
                .call(x);
    }

    /** Space to channels: (n, c, h r, w r) -> (n, c r r, h, w). */
    public static Tensor pixelUnshuffle(Tensor x, int factor) {
        return Kernel.of("x", "torch.pixel_unshuffle(x, " + factor + ")").call(x);
    }

    /** Channels to space: (n, c r r, h, w) -> (n, c, h r, w r). */
    public static Tensor pixelShuffle(Tensor x, int factor) {
        return Kernel.of("x", "torch.pixel_shuffle(x, " + factor + ")").call(x);
    }

    /** Rows of a table: ids (n, t) -> (n, t, d). */
    public static Tensor embedding(Tensor table, Tensor ids) {
        return Kernel.of("w, i", "torch.embedding(w, i)").call(table, ids);
    }
}
