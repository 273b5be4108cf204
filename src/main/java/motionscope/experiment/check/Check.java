package motionscope.experiment.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/** Compares this implementation with the reference tensors in a folder. */
public final class Check {
    private static final List<CheckCase> KINDS = List.of(
            new ModelFolderCase(),
            new UNetMotionCase(),
            new MotionAdapterCase(),
            new SingleFileCase(),
            new AutoencoderKlCase(),
            new TemporalAutoencoderCase(),
            new ClipTextCase(),
            new ClipTokenizerCase(),
            new SchedulersCase(),
            new NoiseCase(),
            new LinalgCase(),
            new MetricsCase(),
            new GuidanceCase());
    private static final String ACCEPTED = "Give a model folder (model_index.json, example.safetensors,"
            + " example.meta.json) or a golden case (meta.json and its tensors).";

    private Check() {}

    /**
     * Compares everything in a folder.
     *
     * @throws MotionScopeException if the folder is nothing known, or a file of it is damaged
     */
    public static CheckReport run(Path folder, CheckSettings settings) {
        if (!Files.isDirectory(folder)) {
            throw new MotionScopeException("Folder '" + folder + "' is not there. " + ACCEPTED);
        }
        for (CheckCase kind : KINDS) {
            if (kind.accepts(folder)) {
                String place = kind.computesNetworks() ? settings.placement().toString() : "cpu";
                String rule = kind.computesNetworks() ? settings.rule() : CheckSettings.CPU.rule();
                return new CheckReport(folder.toString(), kind.kind(), place, rule, kind.compare(folder, settings));
            }
        }
        return notImplemented(folder);
    }

    /**
     * Checks names of schedulers' families before the work.
     *
     * @throws MotionScopeException if none of the folders has a family of such a name
     */
    public static void requireFamilies(List<Path> folders, Set<String> only) {
        Set<String> there = folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> SchedulersCase.families(folder).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String family : only) {
            if (!there.contains(family)) {
                throw new MotionScopeException("No folder has a family of schedulers called '" + family + "'; "
                        + (there.isEmpty() ? "there are none." : "there are " + String.join(", ", there) + "."));
            }
        }
    }

    /** Reference tensors of something that this version does not have: that is a failure, not an error of the user's. */
    private static CheckReport notImplemented(Path folder) {
        Path meta = folder.resolve(Golden.META);
        if (!Files.isRegularFile(meta)) {
            throw new MotionScopeException(
                    "Folder '" + folder + "' has no reference tensors. " + ACCEPTED + inside(folder));
        }
        JsonFile about = JsonFile.read(meta);
        String kind = about.string("model", about.string("case", "unknown"));
        return new CheckReport(
                folder.toString(), kind, "cpu", "none", List.of(Row.failed(kind, "not implemented: " + kind)));
    }

    private static String inside(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            long count = entries.filter(entry -> Files.exists(entry.resolve(Golden.META))
                            || Files.exists(entry.resolve(ModelFolderCase.INDEX)))
                    .count();
            return count == 0 ? "" : " There are " + count + " inside it: give " + folder.resolve("*") + ".";
        } catch (IOException e) {
            return "";
        }
    }
}
