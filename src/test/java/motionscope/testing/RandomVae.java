package motionscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * An {@code AutoencoderKL} with random weights.
 *
 * @param latent channels of a latent
 * @param channels width of each level, the finest first
 * @param layers resnets of a level of the encoder
 * @param attention whether the middles attend
 * @param convs whether there are the two 1x1 convolutions around the latent
 * @param oldNames whether the attentions have the names of older files, and 1x1 convolutions instead of matrices
 */
public record RandomVae(
        int latent,
        List<Integer> channels,
        int layers,
        int groups,
        boolean attention,
        boolean convs,
        boolean oldNames) {
    /** Writes {@code config.json} and {@code diffusion_pytorch_model.safetensors}; returns the folder. */
    public Path write(Path folder, long seed) {
        RandomWeights file = new RandomWeights(seed);
        int levels = channels.size();
        int coarsest = channels.get(levels - 1);
        int finest = channels.get(0);
        file.conv("encoder.conv_in", 3, finest, 3).conv("decoder.conv_in", latent, coarsest, 3);
        for (int i = 0; i < levels; i++) {
            int out = channels.get(i);
            String down = "encoder.down_blocks." + i;
            resnets(file, down, channels.get(Math.max(i - 1, 0)), out, layers);
            String up = "decoder.up_blocks." + (levels - 1 - i);
            resnets(file, up, channels.get(Math.min(i + 1, levels - 1)), out, layers + 1);
            if (i < levels - 1) {
                file.conv(down + ".downsamplers.0.conv", out, out, 3);
            }
            if (i > 0) {
                file.conv(up + ".upsamplers.0.conv", out, out, 3);
            }
        }
        middle(file, "encoder.mid_block", coarsest);
        middle(file, "decoder.mid_block", coarsest);
        file.norm("encoder.conv_norm_out", coarsest).conv("encoder.conv_out", coarsest, 2 * latent, 3);
        file.norm("decoder.conv_norm_out", finest).conv("decoder.conv_out", finest, 3, 3);
        if (convs) {
            file.conv("quant_conv", 2 * latent, 2 * latent, 1).conv("post_quant_conv", latent, latent, 1);
        }
        try {
            Files.createDirectories(folder);
            file.write(folder.resolve("diffusion_pytorch_model.safetensors"));
            Files.writeString(folder.resolve("config.json"), config());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void resnets(RandomWeights file, String block, int in, int out, int count) {
        for (int i = 0; i < count; i++) {
            resnet(file, block + ".resnets." + i, i == 0 ? in : out, out);
        }
    }

    private static void resnet(RandomWeights file, String name, int in, int out) {
        file.norm(name + ".norm1", in).conv(name + ".conv1", in, out, 3);
        file.norm(name + ".norm2", out).conv(name + ".conv2", out, out, 3);
        if (in != out) {
            file.conv(name + ".conv_shortcut", in, out, 1);
        }
    }

    private void middle(RandomWeights file, String name, int width) {
        resnet(file, name + ".resnets.0", width, width);
        resnet(file, name + ".resnets.1", width, width);
        if (attention) {
            file.norm(name + ".attentions.0.group_norm", width);
            for (String layer : oldNames
                    ? List.of("query", "key", "value", "proj_attn")
                    : List.of("to_q", "to_k", "to_v", "to_out.0")) {
                if (oldNames) {
                    file.conv(name + ".attentions.0." + layer, width, width, 1);
                } else {
                    file.linear(name + ".attentions.0." + layer, width, width);
                }
            }
        }
    }

    private String config() {
        return "{\"_class_name\": \"AutoencoderKL\", \"in_channels\": 3, \"out_channels\": 3, \"latent_channels\": "
                + latent
                + ", \"block_out_channels\": " + channels + ", \"layers_per_block\": " + layers
                + ", \"norm_num_groups\": " + groups + ", \"act_fn\": \"silu\", \"sample_size\": 16"
                + ", \"scaling_factor\": 0.18215, \"mid_block_add_attention\": " + attention + ", \"use_quant_conv\": "
                + convs + ", \"use_post_quant_conv\": " + convs + ", \"down_block_types\": "
                + repeated("DownEncoderBlock2D") + ", \"up_block_types\": " + repeated("UpDecoderBlock2D") + "}";
    }

    private String repeated(String type) {
        return Collections.nCopies(channels.size(), "\"" + type + "\"").toString();
    }
}
