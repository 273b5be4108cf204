package motionscope.tensor;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import motionscope.MotionScopeException;

/**
 * One or several files with tensors as one set of names.
 *
 * @param files in the order of their first tensor
 * @param places the file of each tensor, in the order of the file or of the index
 */
record ShardSet(List<ShardFile> files, Map<String, ShardFile> places) {
    ShardSet {
        files = List.copyOf(files);
        places = Collections.unmodifiableMap(places);
    }

    /**
     * @param suffixes what the names of the files in an index may end with
     * @param open opens one file
     */
    static ShardSet open(Path path, List<String> suffixes, Function<Path, ShardFile> open) {
        return suffixes.contains(ShardIndex.formatOf(path))
                ? openAll(ShardIndex.read(path, suffixes), open)
                : openOne(open.apply(path));
    }

    private static ShardSet openOne(ShardFile file) {
        Map<String, ShardFile> places = new LinkedHashMap<>();
        file.entries().keySet().forEach(name -> places.put(name, file));
        return new ShardSet(List.of(file), places);
    }

    private static ShardSet openAll(ShardIndex index, Function<Path, ShardFile> open) {
        Map<String, ShardFile> files = new LinkedHashMap<>();
        for (String name : index.files().values()) {
            files.computeIfAbsent(name, file -> open.apply(index.locate(file)));
        }
        Map<String, ShardFile> places = new LinkedHashMap<>();
        index.files().forEach((tensor, name) -> {
            ShardFile file = files.get(name);
            if (!file.entries().containsKey(tensor)) {
                throw new MotionScopeException(index.path() + " lists tensor " + JsonStrict.shown(tensor) + " in "
                        + name + ", but it is not there; download index and files again.");
            }
            places.put(tensor, file);
        });
        files.forEach((name, file) -> checkListed(index, name, file));
        return new ShardSet(List.copyOf(files.values()), places);
    }

    /** Every tensor of a file must be listed with this file; so no tensor lies in two files either. */
    private static void checkListed(ShardIndex index, String name, ShardFile file) {
        for (String tensor : file.entries().keySet()) {
            String listed = index.files().get(tensor);
            if (!name.equals(listed)) {
                throw new MotionScopeException(file.file().path() + " has tensor " + JsonStrict.shown(tensor)
                        + ", which " + index.path() + " lists " + (listed == null ? "nowhere" : "in " + listed)
                        + "; download index and files again.");
            }
        }
    }
}
