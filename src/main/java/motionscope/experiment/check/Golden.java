package motionscope.experiment.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;

/** The files of a golden case. */
final class Golden {
    static final String META = "meta.json";
    static final String IO = "io.safetensors";

    private Golden() {}

    /** The tolerance that {@code meta.json} gives. */
    static Tolerance tolerance(Path folder) {
        return Tolerance.of(JsonFile.read(folder.resolve(META)).object("tolerance"));
    }

    /** Whether a folder has {@code meta.json} and a tensor file of whose names one is like this. */
    static boolean hasTensor(Path folder, Predicate<String> name) {
        if (!Files.isRegularFile(folder.resolve(META)) || !Files.isRegularFile(folder.resolve(IO))) {
            return false;
        }
        try (SafeTensors io = SafeTensors.open(folder.resolve(IO))) {
            return io.names().stream().anyMatch(name);
        }
    }

    /** Names of the files in a folder that are like this, sorted. */
    static List<String> files(Path folder, Predicate<String> name) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new MotionScopeException("Folder '" + folder + "' cannot be listed; check its permissions.", e);
        }
    }
}
