package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * What a diffusers {@code config.json} says of an {@code AutoencoderKL}.
 *
 * @param latentChannels channels of a latent
 * @param channels width of each level, the finest first
 * @param layers resnets of a level of the encoder; the decoder has one more
 * @param normGroups groups of every group norm
 * @param midAttention whether the middles attend over positions
 * @param quantConv whether a 1x1 convolution follows the encoder
 * @param postQuantConv whether a 1x1 convolution precedes the decoder
 * @param sampleSize side of the pictures it was trained on, in pixels
 * @param scaling from its latents to those of the denoiser
 * @param forceUpcast whether float16 is too narrow for it
 */
public record AutoencoderKlConfig(
        int latentChannels,
        List<Integer> channels,
        int layers,
        int normGroups,
        boolean midAttention,
        boolean quantConv,
        boolean postQuantConv,
        int sampleSize,
        double scaling,
        boolean forceUpcast) {
    static final String TEMPORAL = "AutoencoderKLTemporalDecoder";
    private static final String CLASS = "AutoencoderKL";
    private static final int COLOURS = 3;
    private static final int MAX_LEVELS = 8;
    private static final int MAX_CHANNELS = 16_384;
    private static final int MAX_LAYERS = 32;
    private static final int MAX_SIZE = 8192;
    private static final double SCALING = 0.18215;

    /** Options of diffusers that Stable Diffusion 1.5 does not use, with the value that means "unused". */
    private static final Map<String, String> UNUSED = Map.of(
            "act_fn", "\"silu\"",
            "shift_factor", "null",
            "latents_mean", "null",
            "latents_std", "null");

    /** @throws MotionScopeException if an option is missing, contradictory, or not supported */
    public static AutoencoderKlConfig of(JsonFile json) {
        String type = json.string("_class_name", CLASS);
        if (!type.equals(CLASS)) {
            throw json.wrong("_class_name", type, CLASS);
        }
        UNUSED.forEach((option, value) -> {
            if (json.tree().has(option) && !json.tree().get(option).toString().equals(value)) {
                throw json.wrong(
                        option, json.tree().get(option).toString(), value + ": other values are not supported");
            }
        });
        requireColours(json, "in_channels");
        requireColours(json, "out_channels");
        AutoencoderKlConfig config = new AutoencoderKlConfig(
                json.has("latent_channels") ? json.integer("latent_channels", 1, MAX_CHANNELS) : 4,
                json.integers("block_out_channels"),
                json.has("layers_per_block") ? json.integer("layers_per_block", 1, MAX_LAYERS) : 1,
                json.has("norm_num_groups") ? json.integer("norm_num_groups", 1, MAX_CHANNELS) : 32,
                json.bool("mid_block_add_attention", true),
                json.bool("use_quant_conv", true),
                json.bool("use_post_quant_conv", true),
                json.has("sample_size") ? json.integer("sample_size", 1, MAX_SIZE) : 32,
                json.number("scaling_factor", SCALING),
                json.bool("force_upcast", true));
        config.requireUsable(json);
        return config;
    }

    /**
     * Of an {@code AutoencoderKLTemporalDecoder}: fewer options, the same encoder.
     *
     * @throws MotionScopeException if an option is missing, contradictory, or not supported
     */
    static AutoencoderKlConfig ofTemporal(JsonFile json) {
        String type = json.string("_class_name", TEMPORAL);
        if (!type.equals(TEMPORAL)) {
            throw json.wrong("_class_name", type, TEMPORAL);
        }
        JsonObject same = json.tree().deepCopy();
        same.addProperty("_class_name", CLASS);
        same.addProperty("use_post_quant_conv", false);
        int levels = json.integers("block_out_channels").size();
        JsonArray blocks = new JsonArray();
        Collections.nCopies(Math.min(levels, MAX_LEVELS), "UpDecoderBlock2D").forEach(blocks::add);
        same.add("up_block_types", blocks);
        return of(JsonFile.of(json.toString(), same));
    }

    /** Stable Diffusion 1.5's. */
    public static AutoencoderKlConfig stableDiffusion15() {
        return new AutoencoderKlConfig(4, List.of(128, 256, 512, 512), 2, 32, true, true, true, 512, SCALING, true);
    }

    /** Number of levels. */
    int levels() {
        return channels.size();
    }

    /** Pixels along one side of a latent's position. */
    public int downscale() {
        return 1 << (levels() - 1);
    }

    private static void requireColours(JsonFile json, String key) {
        int found = json.integer(key, COLOURS);
        if (found != COLOURS) {
            throw json.wrong(key, "" + found, "3: red, green and blue");
        }
    }

    private void requireUsable(JsonFile json) {
        if (levels() < 1 || levels() > MAX_LEVELS) {
            throw json.wrong("block_out_channels", channels.toString(), "1 to " + MAX_LEVELS + " widths");
        }
        for (int width : channels) {
            if (width < 1 || width > MAX_CHANNELS || width % normGroups != 0) {
                throw json.wrong(
                        "block_out_channels",
                        channels.toString(),
                        "widths that norm_num_groups " + normGroups + " divides");
            }
        }
        requireTypes(json, "down_block_types", "DownEncoderBlock2D");
        requireTypes(json, "up_block_types", "UpDecoderBlock2D");
        if (scaling == 0) {
            throw json.wrong("scaling_factor", "0", "a number other than 0");
        }
    }

    private void requireTypes(JsonFile json, String key, String only) {
        List<String> types = json.strings(key);
        if (types.size() != levels() || !types.stream().allMatch(only::equals)) {
            throw json.wrong(key, types.toString(), levels() + " of " + only);
        }
    }
}
