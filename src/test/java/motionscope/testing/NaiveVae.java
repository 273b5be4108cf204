package motionscope.testing;

import java.util.Arrays;
import motionscope.model.AutoencoderKlConfig;
import motionscope.tensor.SafeTensors;

/** The autoencoder once more, in plain loops over the numbers of its file. */
public record NaiveVae(SafeTensors file, AutoencoderKlConfig config) {
    private static final double EPS = 1e-6;

    /** (n, 3, H, W) -> (n, 2 c, h, w), not clamped. */
    public Nd moments(Nd pictures) {
        Nd h = conv("encoder.conv_in", pictures, 1);
        int levels = config.channels().size();
        for (int level = 0; level < levels; level++) {
            String block = "encoder.down_blocks." + level;
            for (int i = 0; i < config.layers(); i++) {
                h = resnet(block + ".resnets." + i, h);
            }
            if (level < levels - 1) {
                h = downsampled(block + ".downsamplers.0.conv", h);
            }
        }
        h = conv("encoder.conv_out", normed("encoder.conv_norm_out", middle("encoder.mid_block", h)), 1);
        return config.quantConv() ? conv("quant_conv", h, 0) : h;
    }

    /** (n, c, h, w) -> (n, 3, H, W). */
    public Nd pictures(Nd latents) {
        Nd h = config.postQuantConv() ? conv("post_quant_conv", latents, 0) : latents;
        h = middle("decoder.mid_block", conv("decoder.conv_in", h, 1));
        int levels = config.channels().size();
        for (int level = 0; level < levels; level++) {
            String block = "decoder.up_blocks." + level;
            for (int i = 0; i < config.layers() + 1; i++) {
                h = resnet(block + ".resnets." + i, h);
            }
            if (level < levels - 1) {
                h = conv(block + ".upsamplers.0.conv", Naive.nearest(h, 2 * h.size(2), 2 * h.size(3)), 1);
            }
        }
        return conv("decoder.conv_out", normed("decoder.conv_norm_out", h), 1);
    }

    private Nd middle(String name, Nd x) {
        Nd h = resnet(name + ".resnets.0", x);
        if (config.midAttention()) {
            h = h.plus(attention(name + ".attentions.0.", h));
        }
        return resnet(name + ".resnets.1", h);
    }

    /** Attention over positions, written for one position at a time. */
    private Nd attention(String name, Nd x) {
        boolean old = file.contains(name + "query.weight");
        Nd n = Naive.groupNorm4(
                x, config.normGroups(), read(name + "group_norm.weight"), read(name + "group_norm.bias"), EPS);
        int width = x.size(3);
        Nd tokens = Nd.fill(i -> n.at(i[0], i[2], i[1] / width, i[1] % width), x.size(0), x.size(2) * width, x.size(1));
        Nd mixed = Naive.attention(
                linear(name + (old ? "query" : "to_q"), tokens),
                linear(name + (old ? "key" : "to_k"), tokens),
                linear(name + (old ? "value" : "to_v"), tokens),
                1);
        Nd out = linear(name + (old ? "proj_attn" : "to_out.0"), mixed);
        return Nd.fill(i -> out.at(i[0], i[2] * width + i[3], i[1]), x.shape());
    }

    private Nd resnet(String name, Nd x) {
        Nd h = conv(name + ".conv1", normed(name + ".norm1", x), 1);
        h = conv(name + ".conv2", normed(name + ".norm2", h), 1);
        boolean same = !file.contains(name + ".conv_shortcut.weight");
        return h.plus(same ? x : conv(name + ".conv_shortcut", x, 0));
    }

    /** Zeros on the right and at the bottom only, then every second position. */
    private Nd downsampled(String name, Nd x) {
        Nd padded = Nd.fill(
                i -> i[2] < x.size(2) && i[3] < x.size(3) ? x.at(i) : 0,
                x.size(0),
                x.size(1),
                x.size(2) + 1,
                x.size(3) + 1);
        return Naive.conv2d(padded, read(name + ".weight"), read(name + ".bias"), 2, 0);
    }

    private Nd normed(String name, Nd x) {
        return Naive.silu(Naive.groupNorm4(x, config.normGroups(), read(name + ".weight"), read(name + ".bias"), EPS));
    }

    private Nd conv(String name, Nd x, int padding) {
        return Naive.conv2d(x, read(name + ".weight"), read(name + ".bias"), 1, padding);
    }

    private Nd linear(String name, Nd x) {
        Nd weight = read(name + ".weight"); // a matrix, or a 1x1 convolution
        return Naive.linear3(x, weight.reshape(weight.size(0), weight.size(1)), read(name + ".bias"));
    }

    private Nd read(String name) {
        return new Nd(
                file.doubles(name),
                Arrays.stream(file.entry(name).sizes()).mapToInt(n -> (int) n).toArray());
    }
}
