package motionscope.model;

import com.google.gson.JsonElement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * What a diffusers {@code config.json} says of a {@code UNetMotionModel}.
 *
 * @param inChannels channels of the latent
 * @param outChannels channels of the prediction
 * @param channels width of each level, the finest first
 * @param textWidth width of a token of the condition
 * @param downAttention whether each down block attends (CrossAttnDownBlockMotion), the finest first
 * @param upAttention whether each up block attends (CrossAttnUpBlockMotion), the coarsest first
 * @param layers resnets of each down block; an up block has one more
 * @param spatialDepth transformer blocks in each attention, by level
 * @param motionDepth transformer blocks in each motion module, by level
 * @param spatialHeads attention heads within a frame, by level (the config's num_attention_heads is the number of heads)
 * @param motionHeads attention heads over frames, by level
 * @param motionModules whether there are motion modules at all: without them each frame is an image of its own
 * @param midDepth transformer blocks of the mid block's attention
 * @param midLayers attentions in the mid block
 * @param motionMidBlock whether the mid block has motion modules
 * @param midMotionDepth transformer blocks of the mid block's motion modules
 * @param maxFrames longest clip that the position table reaches
 * @param normGroups groups of every group norm
 * @param normEps epsilon of the resnets' group norms
 */
public record UNetMotionConfig(
        int inChannels,
        int outChannels,
        List<Integer> channels,
        int textWidth,
        List<Boolean> downAttention,
        List<Boolean> upAttention,
        List<Integer> layers,
        List<Integer> spatialDepth,
        List<Integer> motionDepth,
        List<Integer> spatialHeads,
        List<Integer> motionHeads,
        boolean motionModules,
        int midDepth,
        int midLayers,
        boolean motionMidBlock,
        int midMotionDepth,
        int maxFrames,
        int normGroups,
        double normEps) {
    static final String CLASS = "UNetMotionModel";
    private static final int MAX_LEVELS = 8;
    private static final int MAX_CHANNELS = 16_384;
    private static final int MAX_DEPTH = 32;

    /** Options of diffusers that the published motion models do not use, with the value that means "unused". */
    private static final Map<String, String> UNUSED = Map.of(
            "time_cond_proj_dim", "null",
            "encoder_hid_dim", "null",
            "encoder_hid_dim_type", "null",
            "addition_embed_type", "null",
            "projection_class_embeddings_input_dim", "null",
            "act_fn", "\"silu\"",
            "downsample_padding", "1",
            "mid_block_scale_factor", "1",
            "reverse_transformer_layers_per_block", "null",
            "reverse_temporal_transformer_layers_per_block", "null");

    /** @throws MotionScopeException if an option is missing, contradictory, or not supported */
    public static UNetMotionConfig of(JsonFile json) {
        String type = json.string("_class_name", CLASS);
        if (!type.equals(CLASS)) {
            throw json.wrong("_class_name", type, CLASS);
        }
        UNUSED.forEach((option, value) -> requireUnused(json, option, value));
        List<Integer> channels = json.integers("block_out_channels");
        int levels = channels.size();
        requireRange(json, "block_out_channels", levels, 2, MAX_LEVELS);
        List<Integer> spatialDepth = perLevel(json, "transformer_layers_per_block", levels, 1, MAX_DEPTH);
        int deepest = spatialDepth.get(levels - 1);
        UNetMotionConfig config = new UNetMotionConfig(
                sized(json, "in_channels", 4, MAX_CHANNELS),
                sized(json, "out_channels", 4, MAX_CHANNELS),
                perLevel(json, "block_out_channels", levels, 1, MAX_CHANNELS),
                oneWidth(json, levels),
                attends(json, "down_block_types", "CrossAttnDownBlockMotion", "DownBlockMotion", levels),
                attends(json, "up_block_types", "CrossAttnUpBlockMotion", "UpBlockMotion", levels),
                perLevel(json, "layers_per_block", levels, 2, MAX_DEPTH),
                spatialDepth,
                perLevel(json, "temporal_transformer_layers_per_block", levels, 1, MAX_DEPTH),
                perLevel(json, "num_attention_heads", levels, 8, MAX_CHANNELS),
                perLevel(json, "motion_num_attention_heads", levels, 8, MAX_CHANNELS),
                true,
                sized(json, "transformer_layers_per_mid_block", deepest, MAX_DEPTH),
                sized(json, "mid_block_layers", 1, MAX_DEPTH),
                json.bool("use_motion_mid_block", true),
                sized(json, "temporal_transformer_layers_per_mid_block", 1, MAX_DEPTH),
                sized(json, "motion_max_seq_length", 32, MAX_CHANNELS),
                sized(json, "norm_num_groups", 32, MAX_CHANNELS),
                positive(json, "norm_eps", 1e-5));
        config.requireDivisible(json);
        return config;
    }

    /** Stable Diffusion 1.5 with the motion modules of AnimateDiff's version 2. */
    public static UNetMotionConfig stableDiffusion15() {
        List<Integer> ones = Collections.nCopies(4, 1);
        List<Integer> heads = Collections.nCopies(4, 8);
        return new UNetMotionConfig(
                4,
                4,
                List.of(320, 640, 1280, 1280),
                768,
                List.of(true, true, true, false),
                List.of(false, true, true, true),
                Collections.nCopies(4, 2),
                ones,
                ones,
                heads,
                heads,
                true,
                1,
                1,
                true,
                1,
                32,
                32,
                1e-5);
    }

    /** Number of levels. */
    public int levels() {
        return channels.size();
    }

    /** The same network with nothing between the frames. */
    UNetMotionConfig withoutMotion() {
        return new UNetMotionConfig(
                inChannels,
                outChannels,
                channels,
                textWidth,
                downAttention,
                upAttention,
                layers,
                spatialDepth,
                motionDepth,
                spatialHeads,
                motionHeads,
                false,
                midDepth,
                midLayers,
                false,
                midMotionDepth,
                maxFrames,
                normGroups,
                normEps);
    }

    private void requireDivisible(JsonFile json) {
        for (int level = 0; level < levels(); level++) {
            int width = channels.get(level);
            if (width % normGroups != 0
                    || width % spatialHeads.get(level) != 0
                    || width % motionHeads.get(level) != 0) {
                throw json.wrong(
                        "block_out_channels",
                        channels.toString(),
                        "widths that norm_num_groups " + normGroups + " and the heads " + spatialHeads + ", "
                                + motionHeads + " divide");
            }
        }
    }

    static void requireUnused(JsonFile json, String option, String unused) {
        JsonElement value = json.tree().get(option);
        // 1 and 1.0 are the same number, and both are written
        if (value != null
                && !value.toString().replaceFirst("^(\\d+)\\.0$", "$1").equals(unused)) {
            throw json.wrong(option, value.toString(), unused + ": other values are not supported");
        }
    }

    private static void requireRange(JsonFile json, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw json.wrong(key, Integer.toString(value), least + ".." + most);
        }
    }

    private static double positive(JsonFile json, String key, double otherwise) {
        double value = json.number(key, otherwise);
        if (value <= 0) {
            throw json.wrong(key, Double.toString(value), "a number above 0");
        }
        return value;
    }

    private static int sized(JsonFile json, String key, int otherwise, int most) {
        return json.has(key) ? json.integer(key, 1, most) : otherwise;
    }

    /** An option that is one number for all levels or a list with one for each. */
    private static List<Integer> perLevel(JsonFile json, String key, int levels, int otherwise, int most) {
        List<Integer> values = json.has(key) ? json.integers(key, levels) : Collections.nCopies(levels, otherwise);
        values.forEach(value -> requireRange(json, key, value, 1, most));
        return values;
    }

    /** The text's width: one number, or a list of equal numbers. */
    private static int oneWidth(JsonFile json, int levels) {
        List<Integer> widths = perLevel(json, "cross_attention_dim", levels, 1280, MAX_CHANNELS);
        if (widths.stream().distinct().count() != 1) {
            throw json.wrong("cross_attention_dim", widths.toString(), "one width for all levels");
        }
        return widths.get(0);
    }

    private static List<Boolean> attends(JsonFile json, String key, String with, String without, int levels) {
        List<String> types = json.strings(key);
        if (types.size() != levels || !types.stream().allMatch(t -> t.equals(with) || t.equals(without))) {
            throw json.wrong(key, types.toString(), levels + " of " + with + " or " + without);
        }
        return types.stream().map(with::equals).toList();
    }
}
