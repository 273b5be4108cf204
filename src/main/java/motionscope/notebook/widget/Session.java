package motionscope.notebook.widget;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open widgets of a kernel. A page that was reloaded asks here for the state of them all. */
public final class Session {
    private static final String TARGET = "jupyter.widget";
    private static final Map<String, Object> PROTOCOL = Map.of("version", "2.1.0");

    private final Comms comms;
    private final Map<String, Widget> open = new ConcurrentHashMap<>();
    private final CellPanels cells = new CellPanels();

    /** A session over a kernel's comms. */
    public Session(Comms comms) {
        this.comms = comms;
        comms.accept("jupyter.widget.control", Control::new);
    }

    /** Opens a panel, and closes those that an earlier run of the same cell had shown. */
    public void open(Panel panel) {
        cells.shown(panel, comms.cell());
        open((Widget) panel);
    }

    /** How many widgets are open. */
    public int size() {
        return open.size();
    }

    /** Opens a comm for the widget, after those for the widgets that it refers to. */
    void open(Widget widget) {
        synchronized (widget) {
            if (widget.open()) {
                return;
            }
            widget.children().forEach(this::open);
            Encoded state = Encoded.of(widget.traits());
            String id = comms.open(TARGET, state.opening(), PROTOCOL, orNull(state.buffers()), new Comms.Listener() {
                @Override
                public void received(String data, List<byte[]> buffers) {
                    widget.receive(data);
                }

                @Override
                public void closed() {
                    forget(widget);
                }
            });
            widget.opened(this, id);
            open.put(id, widget);
        }
    }

    /** Closes its comm and those of the widgets that it refers to; the page removes them. */
    void close(Widget widget) {
        String id = widget.id();
        if (id == null) {
            return;
        }
        forget(widget);
        comms.close(id);
        widget.children().forEach(this::close);
    }

    private void forget(Widget widget) {
        String id = widget.id();
        if (id != null) {
            open.remove(id);
            widget.gone();
        }
    }

    void send(Widget widget, Map<String, Object> traits) {
        Encoded changed = Encoded.of(traits);
        comms.send(widget.id(), changed.update(), orNull(changed.buffers()));
    }

    /** JupyterLab waits for ever for the buffers of an empty list. */
    private static List<byte[]> orNull(List<byte[]> buffers) {
        return buffers.isEmpty() ? null : buffers;
    }

    /** Answers a page that was reloaded. */
    private final class Control implements Comms.Listener {
        private final String id;

        Control(String id) {
            this.id = id;
        }

        @Override
        public void received(String data, List<byte[]> ignored) {
            JsonObject message = Encoded.GSON.fromJson(data, JsonObject.class);
            if (message.has("method") && message.get("method").getAsString().equals("request_states")) {
                answer();
            }
        }

        private void answer() {
            Map<String, Object> states = new LinkedHashMap<>();
            List<List<String>> paths = new ArrayList<>();
            List<byte[]> buffers = new ArrayList<>();
            open.forEach((widget, model) -> {
                Encoded state = Encoded.of(model.traits());
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("model_name", state.state().get("_model_name"));
                one.put("model_module", state.state().get("_model_module"));
                one.put("model_module_version", state.state().get("_model_module_version"));
                one.put("state", state.state());
                states.put(widget, one);
                state.paths().forEach(path -> paths.add(List.of(widget, "state", path.get(0))));
                buffers.addAll(state.buffers());
            });
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("method", "update_states");
            data.put("states", states);
            data.put("buffer_paths", paths);
            comms.send(id, Encoded.GSON.toJson(data), orNull(buffers));
        }

        @Override
        public void closed() {}
    }
}
