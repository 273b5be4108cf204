package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/**
 * The configuration of an image network (diffusers' {@code UNet2DConditionModel}, as Stable Diffusion 1.5 has it) in the
 * words of the video network that it becomes part of.
 */
final class UNet2DConfig {
    static final String CLASS = "UNet2DConditionModel";
    private static final int MAX_CHANNELS = 16_384;

    /** Options that Stable Diffusion 1 does not use, with the value that means "unused". */
    private static final Map<String, String> UNUSED = Map.ofEntries(
            Map.entry("attention_type", "\"default\""),
            Map.entry("center_input_sample", "false"),
            Map.entry("class_embed_type", "null"),
            Map.entry("class_embeddings_concat", "false"),
            Map.entry("conv_in_kernel", "3"),
            Map.entry("conv_out_kernel", "3"),
            Map.entry("cross_attention_norm", "null"),
            Map.entry("dual_cross_attention", "false"),
            Map.entry("flip_sin_to_cos", "true"),
            Map.entry("freq_shift", "0"),
            Map.entry("mid_block_only_cross_attention", "null"),
            Map.entry("mid_block_type", "\"UNetMidBlock2DCrossAttn\""),
            Map.entry("num_class_embeds", "null"),
            Map.entry("only_cross_attention", "false"),
            Map.entry("resnet_out_scale_factor", "1"),
            Map.entry("resnet_skip_time_act", "false"),
            Map.entry("resnet_time_scale_shift", "\"default\""),
            Map.entry("time_embedding_act_fn", "null"),
            Map.entry("time_embedding_dim", "null"),
            Map.entry("time_embedding_type", "\"positional\""),
            Map.entry("timestep_post_act", "null"));

    private UNet2DConfig() {}

    /**
     * The video network of an image network and motion modules; without them each frame is an image of its own.
     *
     * @throws MotionScopeException if an option is missing, contradictory, or not supported
     */
    static UNetMotionConfig of(JsonFile json, Optional<MotionAdapter> adapter) {
        String type = json.string("_class_name", CLASS);
        if (!type.equals(CLASS)) {
            throw json.wrong("_class_name", type, CLASS);
        }
        UNUSED.forEach((option, value) -> UNetMotionConfig.requireUnused(json, option, value));
        JsonObject motion = json.tree().deepCopy();
        motion.addProperty("_class_name", UNetMotionConfig.CLASS);
        renameBlocks(json, motion, "down_block_types");
        renameBlocks(json, motion, "up_block_types");
        // this option of diffusers is the number of heads, whatever its name says
        JsonElement heads = json.has("num_attention_heads")
                ? json.tree().get("num_attention_heads")
                : json.tree().get("attention_head_dim");
        motion.remove("num_attention_heads");
        if (heads != null && !heads.isJsonNull()) {
            motion.add("num_attention_heads", heads);
        }
        if (adapter.isPresent()) {
            adapter.get().describe(motion);
            return UNetMotionConfig.of(JsonFile.of(json.toString(), motion));
        }
        motion.addProperty("motion_max_seq_length", (long) MAX_CHANNELS);
        motion.addProperty("motion_num_attention_heads", 1L);
        return UNetMotionConfig.of(JsonFile.of(json.toString(), motion)).withoutMotion();
    }

    private static void renameBlocks(JsonFile json, JsonObject motion, String key) {
        JsonArray renamed = new JsonArray();
        for (String type : json.strings(key)) {
            if (!type.endsWith("Block2D")) {
                throw json.wrong(key, "'" + type + "'", "one of the blocks of Stable Diffusion 1 (...Block2D)");
            }
            renamed.add(type.substring(0, type.length() - "2D".length()) + "Motion");
        }
        motion.add(key, renamed);
    }
}
