package motionscope.notebook.widget;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traits as a message: JSON, and bytes beside it as buffers. Widgets among the values stand as references to open ones.
 *
 * @param state JSON values by trait, without those that are bytes
 * @param paths traits that are bytes, in the order of the buffers
 */
record Encoded(Map<String, Object> state, List<List<String>> paths, List<byte[]> buffers) {
    static final Gson GSON = new GsonBuilder().serializeNulls().create();
    private static final String REFERENCE = "IPY_MODEL_";

    static Encoded of(Map<String, Object> traits) {
        Map<String, Object> state = new LinkedHashMap<>();
        List<List<String>> paths = new ArrayList<>();
        List<byte[]> buffers = new ArrayList<>();
        traits.forEach((name, value) -> {
            if (value instanceof byte[] bytes) {
                paths.add(List.of(name));
                buffers.add(bytes);
            } else {
                state.put(name, plain(value));
            }
        });
        return new Encoded(state, paths, buffers);
    }

    private static Object plain(Object value) {
        if (value instanceof Widget widget) {
            return REFERENCE + widget.id();
        }
        if (value instanceof Collection<?> many) {
            List<Object> all = new ArrayList<>(); // may hold null
            many.forEach(one -> all.add(plain(one)));
            return all;
        }
        return value;
    }

    /** The data of a comm that opens. */
    String opening() {
        return data(new LinkedHashMap<>());
    }

    /** The data of a change. */
    String update() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("method", "update");
        return data(data);
    }

    private String data(Map<String, Object> data) {
        data.put("state", state);
        data.put("buffer_paths", paths);
        return GSON.toJson(data);
    }
}
