package motionscope.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.JsonFile;

/** Finds out what a folder or file of weights is, from names, shapes and configurations; no weight is read. */
public final class Inspector {
    private static final String INDEX = "model_index.json";
    private static final String CONFIG = "config.json";
    private static final String ADAPTER = "motion modules (an adapter of AnimateDiff), to make a video model of it";
    private static final String SD15 = "a folder of Stable Diffusion 1.5 in diffusers' layout";
    private static final List<String> PARTS = List.of("unet", "vae", "text_encoder", "tokenizer", "scheduler");
    private static final List<String> NETWORKS = List.of("unet", "vae", "text_encoder");
    /** The position tables of AnimateDiff's first version; the later ones have 32. */
    private static final int FRAMES_OF_FIRST = 24;

    private Inspector() {}

    /** Models in Hugging Face's cache on this machine: {@code owner/name} and where it lies. */
    public static Map<String, Path> cached() {
        return HubCache.here().models();
    }

    /**
     * Looks at a folder, a file, or a name in Hugging Face's cache.
     *
     * @throws MotionScopeException if it is none of those that are known, or damaged
     */
    public static Inspection of(Path given) {
        Path path = HubCache.here().locate(given);
        if (!Files.exists(path)) {
            throw new MotionScopeException("'" + given + "' is not there, nor is it in Hugging Face's cache ("
                    + HubCache.here().root() + "). Give a folder or a file of weights.");
        }
        if (!Files.isDirectory(path)) {
            return file(path);
        }
        if (Files.isRegularFile(path.resolve(INDEX))) {
            return model(path);
        }
        if (Files.isRegularFile(path.resolve(CONFIG))) {
            return part(path);
        }
        throw new MotionScopeException("Folder '" + path + "' has neither " + INDEX + " nor " + CONFIG
                + ". Give a folder in diffusers' layout, or a file of weights.");
    }

    /** What is to be looked at in a folder that is no model itself; the path alone where it is one, or a file. */
    public static List<Path> inside(Path given) {
        Path path = HubCache.here().locate(given);
        if (!Files.isDirectory(path) || isKnown(path)) {
            return List.of(given);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> found = entries.filter(entry -> isKnown(entry) || isWeights(entry))
                    .sorted()
                    .toList();
            return found.isEmpty() ? List.of(given) : found;
        } catch (IOException | UncheckedIOException e) {
            throw new MotionScopeException("Folder '" + path + "' cannot be listed; check its permissions.", e);
        }
    }

    private static boolean isKnown(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX)) || Files.isRegularFile(folder.resolve(CONFIG));
    }

    private static boolean isWeights(Path file) {
        return Files.isRegularFile(file) && file.toString().matches(".*\\.(safetensors|ckpt|bin|pt|pth)");
    }

    // ---- folders ----------------------------------------------------------------------------------------------------

    private static Inspection model(Path folder) {
        JsonFile index = JsonFile.read(folder.resolve(INDEX));
        Map<String, String> classes = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : index.tree().entrySet()) {
            if (entry.getValue() instanceof JsonArray pair
                    && pair.size() == 2
                    && pair.get(1).isJsonPrimitive()) {
                classes.put(entry.getKey(), pair.get(1).getAsString());
            }
        }
        List<Inspection.Part> parts = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        for (String name : PARTS) {
            if (!classes.containsKey(name) || !Files.isDirectory(folder.resolve(name))) {
                needs.add("its " + name + (classes.containsKey(name) ? ": the folder is not there" : ""));
            } else if (NETWORKS.contains(name)) {
                weights(folder.resolve(name), name, classes.get(name), parts, needs);
            }
        }
        String unet = classes.getOrDefault("unet", "no unet");
        if (unet.equals(UNet2DConfig.CLASS)) {
            needs.add(ADAPTER);
        }
        String what = unet.equals(UNet2DConfig.CLASS) ? "image model" : "video model";
        return new Inspection(what + " (" + index.string("_class_name", "no pipeline") + ")", parts, needs);
    }

    private static void weights(
            Path folder, String name, String kind, List<Inspection.Part> parts, List<String> needs) {
        WeightFiles files =
                name.equals("text_encoder") ? WeightFiles.ofTextEncoder(folder) : WeightFiles.ofNetwork(folder);
        if (!files.present()) {
            boolean without = kind.equals("PixelShuffleCodec"); // it only moves pixels
            parts.add(new Inspection.Part(name, kind, 0, Set.of(), 0));
            if (!without) {
                needs.add("the weights of its " + name);
            }
            return;
        }
        try (Checkpoint file = files.open(Optional.empty())) {
            parts.add(Inspection.Part.of(name, kind, file));
        }
    }

    private static Inspection part(Path folder) {
        JsonFile config = JsonFile.read(folder.resolve(CONFIG));
        String kind = config.has("_class_name")
                ? config.string("_class_name")
                : config.has("architectures")
                                && !config.strings("architectures").isEmpty()
                        ? config.strings("architectures").get(0)
                        : "network of no class";
        List<Inspection.Part> parts = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        boolean text = !WeightFiles.ofNetwork(folder).present();
        weights(folder, text ? "text_encoder" : "unet", kind, parts, needs);
        parts.replaceAll(part -> new Inspection.Part("weights", kind, part.parameters(), part.dtypes(), part.bytes()));
        if (kind.equals("MotionAdapter")) {
            return new Inspection("motion adapter of diffusers, " + frames(config), parts, List.of(SD15));
        }
        needs.add("the folder of the model that it is a part of");
        return new Inspection("part of a model: " + kind, parts, needs);
    }

    private static String frames(JsonFile config) {
        return "up to " + config.integer("motion_max_seq_length", 32) + " frames"
                + (config.bool("use_motion_mid_block", true) ? ", with a middle block" : "");
    }

    // ---- files ------------------------------------------------------------------------------------------------------

    private static Inspection file(Path path) {
        try (Checkpoint file = Checkpoint.open(path)) {
            if (LdmNames.areThese(file.names())) {
                return whole(path);
            }
            if (LoraFile.isLora(file.names())) {
                return lora(path);
            }
            if (MotionAdapter.isMotion(file.names())) {
                return motion(path, file);
            }
            List<String> some = file.names().stream().limit(3).toList();
            return new Inspection(
                    "weights of something unknown: " + String.join(", ", some)
                            + (file.names().size() > some.size() ? ", ..." : ""),
                    List.of(Inspection.Part.of("weights", "", file)),
                    List.of("a folder that says what they are"));
        }
    }

    private static Inspection whole(Path path) {
        try (SingleFile file = SingleFile.open(path)) {
            List<Inspection.Part> parts = new ArrayList<>();
            List<String> needs = new ArrayList<>();
            needs.add(SD15 + " for configuration, words and schedule");
            for (String part : NETWORKS) {
                if (file.parts().contains(part)) {
                    parts.add(Inspection.Part.of(part, "", file.part(part)));
                } else {
                    needs.add("a " + part + ", which that folder has");
                }
            }
            needs.add(ADAPTER);
            return new Inspection("single-file checkpoint of Stable Diffusion 1", parts, needs);
        }
    }

    private static Inspection lora(Path path) {
        try (LoraFile file = LoraFile.open(new Lora(path, 1))) {
            long motion = file.changes().stream()
                    .filter(change -> change.module().replace('_', '.').contains("motion.modules"))
                    .count();
            long text = file.changes().stream()
                    .filter(change -> change.part() == LoraName.Part.TEXT)
                    .count();
            long rest = file.changes().size() - motion - text;
            List<String> needs = new ArrayList<>();
            needs.add("the model that it was made for");
            if (motion > 0) {
                needs.add("the motion modules that it was made for");
            }
            return new Inspection(
                    (motion > 0 ? "motion LoRA" : "LoRA") + " for " + motion + " layers of motion, " + rest
                            + " of the image network, " + text + " of the text encoder",
                    List.of(Inspection.Part.of("factors", "", file.file())),
                    needs);
        }
    }

    private static Inspection motion(Path path, Checkpoint file) {
        try (MotionAdapter adapter = MotionAdapter.open(path)) {
            boolean middle = adapter.config().bool("use_motion_mid_block");
            boolean first = adapter.config().integer("motion_max_seq_length") <= FRAMES_OF_FIRST;
            String version = middle ? "2" : first ? "1" : "3";
            boolean original = file.names().stream().anyMatch(MotionModuleNames::isOriginal);
            return new Inspection(
                    (original ? "motion modules of AnimateDiff, like version " + version : "motion modules") + ", "
                            + frames(adapter.config()),
                    List.of(Inspection.Part.of("weights", "", adapter.weights())),
                    List.of(SD15));
        }
    }
}
