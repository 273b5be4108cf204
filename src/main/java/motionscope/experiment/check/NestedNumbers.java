package motionscope.experiment.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.JsonFile;

/**
 * Lists of lists of numbers in a JSON file, as one array.
 *
 * @param shape lengths of the lists, the outermost first
 * @param values row-major
 */
record NestedNumbers(int[] shape, double[] values) {
    /**
     * Reads a key.
     *
     * @param depth how deep the lists are nested
     * @throws motionscope.MotionScopeException if it is anything but regular lists of numbers of this depth
     */
    static NestedNumbers of(JsonFile file, String key, int depth) {
        int[] shape = new int[depth];
        List<Double> values = new ArrayList<>();
        JsonElement root = file.tree().get(key);
        JsonElement first = root;
        for (int d = 0; d < depth; d++) {
            if (first == null || !first.isJsonArray() || first.getAsJsonArray().size() == 0) {
                throw irregular(file, key, depth);
            }
            shape[d] = first.getAsJsonArray().size();
            first = first.getAsJsonArray().get(0);
        }
        if (!collect(root.getAsJsonArray(), shape, 0, values)) {
            throw irregular(file, key, depth);
        }
        return new NestedNumbers(
                shape, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static RuntimeException irregular(JsonFile file, String key, int depth) {
        return file.wrong(key, "no such thing", "lists of numbers, nested " + depth + " deep, of equal lengths");
    }

    private static boolean collect(JsonArray list, int[] shape, int depth, List<Double> values) {
        if (list.size() != shape[depth]) {
            return false;
        }
        for (JsonElement item : list) {
            boolean isLast = depth == shape.length - 1;
            if (isLast && item.isJsonPrimitive() && item.getAsJsonPrimitive().isNumber()) {
                values.add(item.getAsDouble());
            } else if (isLast || !item.isJsonArray() || !collect(item.getAsJsonArray(), shape, depth + 1, values)) {
                return false;
            }
        }
        return true;
    }
}
