package motionscope.model;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in a single-file checkpoint of Stable Diffusion 1 (those of the "latent diffusion" code) in diffusers' words.
 *
 * <p>Source: {@code convert_from_ckpt.py} of diffusers.
 *
 * @param layers resnets of a down block of the unet: input and output blocks are counted through
 * @param autoencoderLevels levels of the autoencoder: its up blocks are counted from the other end
 */
record LdmNames(int layers, int autoencoderLevels) {
    static final String UNET = "unet";
    static final String VAE = "vae";
    static final String TEXT = "text_encoder";

    private static final String UNET_PREFIX = "model.diffusion_model.";
    private static final String VAE_PREFIX = "first_stage_model.";
    private static final String TEXT_PREFIX = "cond_stage_model.transformer.";
    private static final int USUAL_LAYERS = 2;
    private static final int USUAL_LEVELS = 4;

    private static final Pattern DOWNSAMPLER =
            Pattern.compile("model\\.diffusion_model\\.input_blocks\\.(\\d{1,4})\\.0\\.op\\.weight");
    private static final Pattern LEVEL = Pattern.compile("first_stage_model\\.decoder\\.up\\.(\\d{1,4})\\..*");
    private static final Pattern BLOCK = Pattern.compile("(input|output)_blocks\\.(\\d{1,4})\\.(\\d)\\.(.*)");
    private static final Pattern MIDDLE = Pattern.compile("middle_block\\.([012])\\.(.*)");
    private static final Pattern IMAGE_BLOCK = Pattern.compile(
            "(encoder|decoder)\\.(down|up)\\.(\\d{1,4})\\.(block\\.(\\d{1,4})|downsample|upsample)\\.(.*)");
    private static final Pattern IMAGE_MIDDLE =
            Pattern.compile("(encoder|decoder)\\.mid\\.(block_1|block_2|attn_1)\\.(.*)");
    /** Schedules, averages of training, and buffers: nothing that a network needs. */
    private static final Pattern SKIPPED = Pattern.compile(
            "[^.]*|model_ema\\..*|first_stage_model\\.loss\\..*|.*\\.position_ids|cond_stage_model\\.logit_scale"
                    + "|cond_stage_model\\.transformer\\.(text_projection\\.weight|logit_scale)");

    /** A name in one of the parts of a model folder. */
    record Place(String part, String name) {}

    /** Whether these are names of such a checkpoint. */
    static boolean areThese(Collection<String> names) {
        return names.stream().anyMatch(name -> name.startsWith(UNET_PREFIX));
    }

    /** Finds out how blocks are counted. */
    static LdmNames of(Collection<String> names) {
        int first = USUAL_LAYERS + 1;
        int levels = 0;
        boolean found = false;
        for (String name : names) {
            Matcher downsampler = DOWNSAMPLER.matcher(name);
            if (downsampler.matches()) {
                int index = Integer.parseInt(downsampler.group(1));
                first = found ? Math.min(first, index) : index;
                found = true;
            }
            Matcher level = LEVEL.matcher(name);
            if (level.matches()) {
                levels = Math.max(levels, 1 + Integer.parseInt(level.group(1)));
            }
        }
        return new LdmNames(Math.max(1, first - 1), levels == 0 ? USUAL_LEVELS : levels);
    }

    /** Whether nobody needs the tensor of this name. */
    static boolean isSkipped(String name) {
        return SKIPPED.matcher(name).matches();
    }

    /** Where a tensor belongs; nothing where it is skipped or belongs to no known part. */
    Optional<Place> place(String name) {
        if (isSkipped(name)) {
            return Optional.empty();
        }
        if (name.startsWith(UNET_PREFIX)) {
            return Optional.of(new Place(UNET, unet(name.substring(UNET_PREFIX.length()))));
        }
        if (name.startsWith(VAE_PREFIX)) {
            return Optional.of(new Place(VAE, autoencoder(name.substring(VAE_PREFIX.length()))));
        }
        return name.startsWith(TEXT_PREFIX)
                ? Optional.of(new Place(TEXT, name.substring(TEXT_PREFIX.length())))
                : Optional.empty();
    }

    /** A name of the unet; one that is unknown stays, and will be reported as unused. */
    String unet(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            int index = Integer.parseInt(block.group(2));
            int place = Integer.parseInt(block.group(3));
            return block.group(1).equals("input")
                    ? input(index, place, block.group(4))
                    : output(index, place, block.group(4));
        }
        Matcher middle = MIDDLE.matcher(name);
        if (middle.matches()) {
            return switch (middle.group(1)) {
                case "0" -> "mid_block.resnets.0." + resnet(middle.group(2));
                case "1" -> "mid_block.attentions.0." + middle.group(2);
                default -> "mid_block.resnets.1." + resnet(middle.group(2));
            };
        }
        return name.replaceFirst("^time_embed\\.0\\.", "time_embedding.linear_1.")
                .replaceFirst("^time_embed\\.2\\.", "time_embedding.linear_2.")
                .replaceFirst("^out\\.0\\.", "conv_norm_out.")
                .replaceFirst("^out\\.2\\.", "conv_out.");
    }

    private String input(int index, int place, String rest) {
        if (index == 0) {
            return "conv_in." + rest;
        }
        int block = (index - 1) / (layers + 1);
        int layer = (index - 1) % (layers + 1);
        String down = "down_blocks." + block + ".";
        if (layer == layers) {
            return down + "downsamplers.0." + rest.replaceFirst("^op\\.", "conv.");
        }
        return down + layer(place, layer, rest);
    }

    private String output(int index, int place, String rest) {
        String up = "up_blocks." + index / (layers + 1) + ".";
        // the upsampler is the last of its block: behind the attention, where there is one
        return rest.startsWith("conv.") ? up + "upsamplers.0." + rest : up + layer(place, index % (layers + 1), rest);
    }

    private static String layer(int place, int layer, String rest) {
        return place == 0 ? "resnets." + layer + "." + resnet(rest) : "attentions." + layer + "." + rest;
    }

    private static String resnet(String rest) {
        return rest.replaceFirst("^in_layers\\.0\\.", "norm1.")
                .replaceFirst("^in_layers\\.2\\.", "conv1.")
                .replaceFirst("^out_layers\\.0\\.", "norm2.")
                .replaceFirst("^out_layers\\.3\\.", "conv2.")
                .replaceFirst("^emb_layers\\.1\\.", "time_emb_proj.")
                .replaceFirst("^skip_connection\\.", "conv_shortcut.");
    }

    /** A name of the autoencoder; one that is unknown stays. */
    String autoencoder(String name) {
        Matcher block = IMAGE_BLOCK.matcher(name);
        if (block.matches()) {
            boolean up = block.group(2).equals("up");
            int level = Integer.parseInt(block.group(3));
            String path = block.group(1) + "." + block.group(2) + "_blocks."
                    + (up ? autoencoderLevels - 1 - level : level) + ".";
            return block.group(5) == null
                    ? path + block.group(4) + "rs.0." + block.group(6)
                    : path + "resnets." + block.group(5) + "." + shortcut(block.group(6));
        }
        Matcher middle = IMAGE_MIDDLE.matcher(name);
        if (middle.matches()) {
            String path = middle.group(1) + ".mid_block.";
            return switch (middle.group(2)) {
                case "block_1" -> path + "resnets.0." + shortcut(middle.group(3));
                case "block_2" -> path + "resnets.1." + shortcut(middle.group(3));
                default -> path + "attentions.0." + attention(middle.group(3));
            };
        }
        return name.replaceFirst("^(encoder|decoder)\\.norm_out\\.", "$1.conv_norm_out.");
    }

    private static String shortcut(String rest) {
        return rest.replaceFirst("^nin_shortcut\\.", "conv_shortcut.");
    }

    private static String attention(String rest) {
        return rest.replaceFirst("^norm\\.", "group_norm.")
                .replaceFirst("^([qkv])\\.", "to_$1.")
                .replaceFirst("^proj_out\\.", "to_out.0.");
    }

    /**
     * A name of the autoencoder's attention as diffusers wrote it before version 0.16, as it is today; other names stay.
     */
    static String renewed(String name) {
        return name.replaceFirst("\\.attentions\\.(\\d+)\\.query\\.", ".attentions.$1.to_q.")
                .replaceFirst("\\.attentions\\.(\\d+)\\.key\\.", ".attentions.$1.to_k.")
                .replaceFirst("\\.attentions\\.(\\d+)\\.value\\.", ".attentions.$1.to_v.")
                .replaceFirst("\\.attentions\\.(\\d+)\\.proj_attn\\.", ".attentions.$1.to_out.0.");
    }
}
