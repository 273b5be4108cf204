package motionscope.tensor;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * One or several safetensors files as one set of names.
 *
 * @param files in the order of their first tensor
 * @param places where each tensor lies, in the order of the header or of the index
 */
record ShardSet(List<ShardFile> files, Map<String, Place> places) {
    record Place(ShardFile file, SafeTensorsHeader.Slot slot) {
        SafeTensors.Entry entry() {
            return slot.entry();
        }
    }

    ShardSet {
        files = List.copyOf(files);
        places = Collections.unmodifiableMap(places);
    }

    static ShardSet open(Path path) {
        return path.toString().endsWith(ShardIndex.SUFFIX) ? openAll(ShardIndex.read(path)) : openOne(path);
    }

    private static ShardSet openOne(Path path) {
        ShardFile file = ShardFile.open(path);
        Map<String, Place> places = new LinkedHashMap<>();
        file.slots().forEach((name, slot) -> places.put(name, new Place(file, slot)));
        return new ShardSet(List.of(file), places);
    }

    private static ShardSet openAll(ShardIndex index) {
        Map<String, ShardFile> files = new LinkedHashMap<>();
        for (String name : index.files().values()) {
            files.computeIfAbsent(name, file -> ShardFile.open(index.locate(file)));
        }
        Map<String, Place> places = new LinkedHashMap<>();
        index.files().forEach((tensor, file) -> {
            SafeTensorsHeader.Slot slot = files.get(file).slots().get(tensor);
            if (slot == null) {
                throw new MotionScopeException(index.path() + " lists tensor " + JsonStrict.shown(tensor) + " in "
                        + file + ", but it is not there; download index and files again.");
            }
            places.put(tensor, new Place(files.get(file), slot));
        });
        files.forEach((name, file) -> checkListed(index, name, file));
        return new ShardSet(List.copyOf(files.values()), places);
    }

    /** Every tensor of a file must be listed with this file; so no tensor lies in two files either. */
    private static void checkListed(ShardIndex index, String name, ShardFile file) {
        for (String tensor : file.slots().keySet()) {
            String listed = index.files().get(tensor);
            if (!name.equals(listed)) {
                throw new MotionScopeException(file.path() + " has tensor " + JsonStrict.shown(tensor) + ", which "
                        + index.path() + " lists " + (listed == null ? "nowhere" : "in " + listed)
                        + "; download index and files again.");
            }
        }
    }
}
