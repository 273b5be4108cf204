package motionscope.notebook.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page that keeps what it was sent, and says what a person would do. For tests of panels in other packages, too. */
public final class FakeComms implements Comms {
    /** A comm as the page sees it: its traits, with bytes in them as they came. */
    private record Model(Map<String, Object> traits, Listener listener) {}

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Function<String, Listener>> targets = new LinkedHashMap<>();
    private final List<String> sent = new ArrayList<>();
    private Cell cell = new Cell("cell", "run 1", List.of());
    private int opened;

    @Override
    public synchronized String open(
            String target, String data, Map<String, Object> metadata, List<byte[]> buffers, Listener listener) {
        if (!metadata.equals(Map.of("version", "2.1.0")) || buffers != null && buffers.isEmpty()) {
            throw new AssertionError("The page understands no comm with " + metadata + " and buffers " + buffers);
        }
        String id = "comm" + opened++;
        models.put(id, new Model(new LinkedHashMap<>(), listener));
        merge(id, data, buffers);
        return id;
    }

    @Override
    public synchronized void send(String id, String data, List<byte[]> buffers) {
        sent.add(data);
        if (models.containsKey(id)) {
            merge(id, data, buffers);
        }
    }

    private void merge(String id, String data, List<byte[]> buffers) {
        JsonObject message = JsonParser.parseString(data).getAsJsonObject();
        Map<String, Object> traits = models.get(id).traits();
        message.getAsJsonObject("state").entrySet().forEach(e -> {
            for (JsonElement part : e.getValue().isJsonArray() ? e.getValue().getAsJsonArray() : new JsonArray()) {
                known(part);
            }
            traits.put(e.getKey(), e.getValue());
        });
        JsonArray paths = message.getAsJsonArray("buffer_paths");
        for (int i = 0; i < paths.size(); i++) {
            traits.put(paths.get(i).getAsJsonArray().get(0).getAsString(), buffers.get(i));
        }
    }

    /** The page cannot show a widget that refers to one it does not know. */
    private void known(JsonElement part) {
        if (part.isJsonPrimitive() && part.getAsString().startsWith("IPY_MODEL_")) {
            String other = part.getAsString().substring("IPY_MODEL_".length());
            if (!models.containsKey(other)) {
                throw new AssertionError("The page knows no " + other);
            }
        }
    }

    @Override
    public synchronized void close(String id) {
        models.remove(id);
    }

    @Override
    public void accept(String target, Function<String, Listener> opener) {
        targets.put(target, opener);
    }

    @Override
    public Cell cell() {
        return cell;
    }

    /** From now on this cell runs, in this run of it. */
    public void runs(String id, String execution, String... deleted) {
        cell = new Cell(id, execution, List.of(deleted));
    }

    /** How many comms are open. */
    public synchronized int size() {
        return models.size();
    }

    /** What was sent, oldest first. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** What the page has of a widget's trait: JSON, or bytes. */
    public Object seen(Widget widget, String trait) {
        String id = widget.id(); // asks the widget's lock, under which it sends: never while holding ours
        synchronized (this) {
            return models.get(id).traits().get(trait);
        }
    }

    /** The person changes a trait: a value as JSON. */
    public void change(Widget widget, String trait, String json) {
        listener(widget)
                .received(
                        "{\"method\":\"update\",\"state\":{\"" + trait + "\":" + json + "},\"buffer_paths\":[]}", null);
    }

    /** The person clicks. */
    public void click(Button button) {
        listener(button).received("{\"method\":\"custom\",\"content\":{\"event\":\"click\"}}", null);
    }

    /** The page was reloaded and asks for everything; the answer. */
    public JsonObject reload() {
        targets.get("jupyter.widget.control").apply("control").received("{\"method\":\"request_states\"}", null);
        synchronized (this) {
            return JsonParser.parseString(sent.get(sent.size() - 1)).getAsJsonObject();
        }
    }

    private Listener listener(Widget widget) {
        String id = widget.id();
        synchronized (this) {
            return models.get(id).listener();
        }
    }
}
