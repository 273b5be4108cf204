package motionscope.cli;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/** Model folders: the bundled one, those beside it, the one MOTIONSCOPE_MODEL names, and those in the current folder. */
final class ModelFindings {
    private static final String INDEX = "model_index.json";

    private ModelFindings() {}

    static List<Finding> all() {
        return folders().stream().map(ModelFindings::model).toList();
    }

    /** The folders themselves. */
    static Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        Path bundled = Installation.bundledModel();
        folders.add(bundled);
        folders.addAll(inside(bundled.toAbsolutePath().getParent()));
        folders.addAll(inside(Path.of("").toAbsolutePath()));
        folders.addAll(inside(Path.of("data").toAbsolutePath()));
        String named = System.getenv(ModelOptions.VARIABLE);
        if (named != null && !named.isBlank()) {
            folders.add(Path.of(named));
        }
        return folders;
    }

    private static List<Path> inside(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(INDEX)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Finding model(Path folder) {
        Path index = folder.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            return Finding.warn("model", folder + " has no " + INDEX, "Give a model folder in diffusers' layout");
        }
        try {
            JsonElement network = JsonFile.read(index).tree().get("unet");
            String kind = network != null && network.isJsonArray()
                    ? network.getAsJsonArray().get(1).getAsString()
                    : "no unet";
            return Finding.ok("model", folder + " (" + kind + ")");
        } catch (MotionScopeException | IllegalStateException | IndexOutOfBoundsException e) {
            return Finding.warn("model", String.valueOf(e.getMessage()), "Download it again");
        }
    }
}
