package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.CheckpointView;
import motionscope.tensor.JsonFile;

/**
 * The motion modules that make a video model of an image model: a folder of diffusers' {@code MotionAdapter}, or a file as
 * AnimateDiff published it (versions 1 to 3).
 *
 * @param weights under diffusers' names
 * @param config what diffusers' {@code config.json} says; of an original file what its shapes tell
 */
record MotionAdapter(Checkpoint weights, JsonFile config) implements AutoCloseable {
    private static final String CLASS = "MotionAdapter";
    private static final Pattern MODULE =
            Pattern.compile("(?:module\\.)?(down|mid|up)_blocks?\\.(\\d+\\.)?motion_modules\\.(\\d+)\\..*");

    /** Not in the original files, and the same in all of them. */
    private static final long HEADS = 8;

    private static final int USUAL_FRAMES = 32;

    /**
     * Opens a folder or a file. Of a folder the plain weights are read, or the only variant where there are no plain ones.
     *
     * @throws MotionScopeException if it is no motion adapter, or damaged
     */
    static MotionAdapter open(Path path) {
        if (Files.isDirectory(path)) {
            JsonFile config = JsonFile.read(path.resolve("config.json"));
            String type = config.string("_class_name", CLASS);
            if (!type.equals(CLASS)) {
                throw config.wrong("_class_name", type, CLASS);
            }
            return new MotionAdapter(WeightFiles.ofNetwork(path).open(Optional.empty()), config);
        }
        Checkpoint file = Checkpoint.open(path);
        try {
            requireModules(file);
            JsonFile config = JsonFile.of(path + " (by its shapes)", configOf(file));
            return new MotionAdapter(CheckpointView.renamed(file, MotionModuleNames::toDiffusers), config);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether these are names of motion modules and of nothing else. */
    static boolean isMotion(Collection<String> names) {
        return !names.isEmpty()
                && names.stream().allMatch(name -> MODULE.matcher(name).matches() && !name.contains("lora"));
    }

    private static void requireModules(Checkpoint file) {
        if (isMotion(file.names())) {
            return;
        }
        String other = file.names().stream()
                .filter(name -> !MODULE.matcher(name).matches() || name.contains("lora"))
                .findFirst()
                .orElse("nothing");
        throw new MotionScopeException("File '" + file.path() + "' is no motion adapter: it has '"
                + (other.length() > 80 ? other.substring(0, 80) + "..." : other)
                + "' among its names. Give a file of motion modules only, such as mm_sd_v15_v2.ckpt, or a folder"
                + " with a config.json of class " + CLASS + ".");
    }

    private static JsonObject configOf(Checkpoint file) {
        List<String> names = List.copyOf(file.names());
        JsonObject config = new JsonObject();
        config.addProperty(
                "use_motion_mid_block",
                names.stream().anyMatch(name -> name.startsWith("mid_block.") || name.startsWith("module.mid_block.")));
        config.addProperty("motion_num_attention_heads", HEADS);
        config.addProperty("motion_max_seq_length", frames(file));
        config.addProperty("motion_transformer_layers_per_block", depth(names, false));
        config.addProperty("motion_transformer_layers_per_mid_block", depth(names, true));
        return config;
    }

    /** The length of the position tables: 24 in version 1, 32 after that. */
    private static long frames(Checkpoint file) {
        return file.names().stream()
                .filter(name -> name.endsWith(".pe"))
                .map(name -> file.entry(name).shape())
                .filter(shape -> shape.size() == 3)
                .mapToLong(shape -> shape.get(1))
                .findFirst()
                .orElse(USUAL_FRAMES);
    }

    /** Transformer blocks in a module. */
    private static long depth(List<String> names, boolean middle) {
        Pattern block = Pattern.compile(".*\\.transformer_blocks\\.(\\d{1,3})\\..*");
        return 1
                + names.stream()
                        .filter(name -> name.contains("mid_block.") == middle)
                        .map(block::matcher)
                        .filter(Matcher::matches)
                        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                        .max()
                        .orElse(0);
    }

    /**
     * Adds to an image network's configuration what diffusers' {@code UNetMotionModel.from_unet2d} takes from the adapter.
     *
     * @throws MotionScopeException if the two cannot belong together
     */
    void describe(JsonObject unet) {
        if (config.has("conv_in_channels")) {
            throw config.wrong(
                    "conv_in_channels",
                    config.tree().get("conv_in_channels").toString(),
                    "null: adapters with an entry of their own are not supported");
        }
        if (config.tree().has("block_out_channels")
                && config.tree().get("block_out_channels") instanceof JsonArray widths
                && !widths.equals(unet.get("block_out_channels"))) {
            throw config.wrong(
                    "block_out_channels", widths.toString(), unet.get("block_out_channels") + " as in the unet");
        }
        unet.addProperty("use_motion_mid_block", config.bool("use_motion_mid_block", true));
        copy("motion_num_attention_heads", unet, "motion_num_attention_heads", HEADS);
        copy("motion_max_seq_length", unet, "motion_max_seq_length", USUAL_FRAMES);
        copy("motion_transformer_layers_per_block", unet, "temporal_transformer_layers_per_block", 1);
        copy("motion_transformer_layers_per_mid_block", unet, "temporal_transformer_layers_per_mid_block", 1);
    }

    private void copy(String key, JsonObject unet, String as, long otherwise) {
        if (config.has(key)) {
            unet.add(as, config.tree().get(key));
        } else {
            unet.addProperty(as, otherwise);
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
