package motionscope.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;

/**
 * The index of a checkpoint in several files: {@code *.safetensors.index.json} or {@code *.bin.index.json}, whose {@code weight_map} gives the file
 * of each tensor. The files must lie in the folder of the index.
 *
 * @param files tensor name to file name, in the order of the index
 */
record ShardIndex(Path path, Map<String, String> files) {
    private static final Pattern NAME = Pattern.compile(".*(\\.[a-z]+)\\.index(\\.[A-Za-z0-9_-]+)?\\.json");

    static final List<String> SAFETENSORS = List.of(".safetensors");

    /**
     * What the files of an index are by its name: {@code .safetensors} for {@code model.safetensors.index.json} and for
     * {@code model.safetensors.index.fp16.json}; empty where this is no index.
     */
    static String formatOf(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** @param suffixes what the names of the files may end with */
    static ShardIndex read(Path path, List<String> suffixes) {
        JsonObject map = JsonFile.read(path).object("weight_map").tree();
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
            files.put(entry.getKey(), fileName(path, entry.getKey(), entry.getValue(), suffixes));
        }
        if (files.isEmpty()) {
            throw new MotionScopeException(path + " lists no tensors in weight_map; download it again.");
        }
        return new ShardIndex(path, files);
    }

    /** Refuses names that lead out of the folder: the index comes from elsewhere. */
    private static String fileName(Path path, String tensor, JsonElement value, List<String> suffixes) {
        boolean text = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        String name = text ? value.getAsString() : "";
        boolean plain = name.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*") && !name.contains("..");
        if (!plain || suffixes.stream().noneMatch(suffix -> name.endsWith(suffix))) {
            throw new MotionScopeException(path + " gives tensor " + JsonStrict.shown(tensor) + " the file "
                    + JsonStrict.shown(value.toString())
                    + "; only plain *" + String.join(" or *", suffixes)
                    + " names in the same folder are read.");
        }
        return name;
    }

    /** Where a file of this index lies. */
    Path locate(String file) {
        return path.resolveSibling(file);
    }
}
