package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A thing in the page whose state is here. Methods may be called from any thread; a change is sent if the widget is open.
 */
public abstract class Widget {
    private final Map<String, Object> traits;
    private final Set<String> classes = new LinkedHashSet<>();
    private Session session; // null while it is not open
    private String id;
    private volatile Panel panel;

    Widget(WidgetKind kind) {
        traits = kind.traits();
    }

    /** CSS classes in the page, for the panel's style sheet. */
    public final synchronized void style(String... more) {
        classes.addAll(Arrays.asList(more));
        set("_dom_classes", List.copyOf(classes));
    }

    /** Hides it, or shows it again; a still picture leaves it out. */
    public final synchronized void visible(boolean value) {
        if (value) {
            classes.remove("ms-hidden");
        } else {
            classes.add("ms-hidden");
        }
        set("_dom_classes", List.copyOf(classes));
    }

    public final synchronized boolean visible() {
        return !classes.contains("ms-hidden");
    }

    /** What a pointer that rests on it says. */
    public final void tooltip(String text) {
        set("tooltip", text);
    }

    /** A still picture of it, HTML. */
    abstract String picture();

    /** Sets a trait, and tells the page if it is another value. Arrays must not be changed afterwards. */
    final synchronized void set(String trait, Object value) {
        set(Map.of(trait, value));
    }

    /** Sets several traits in one message. */
    final synchronized void set(Map<String, Object> values) {
        Map<String, Object> changed = new LinkedHashMap<>();
        values.forEach((trait, value) -> {
            if (!traits.containsKey(trait) || !Objects.equals(traits.get(trait), value)) {
                changed.put(trait, value);
            }
        });
        traits.putAll(changed);
        if (session != null && !changed.isEmpty()) {
            within(changed.values()).forEach(session::open);
            session.send(this, changed);
        }
    }

    /** Sets a trait that may be null, or that the page has wrong. */
    final synchronized void force(String trait, Object value) {
        Map<String, Object> changed = new HashMap<>();
        changed.put(trait, value);
        traits.putAll(changed);
        if (session != null) {
            session.send(this, changed);
        }
    }

    final synchronized Object get(String trait) {
        return traits.get(trait);
    }

    final synchronized Map<String, Object> traits() {
        return new LinkedHashMap<>(traits);
    }

    /** Widgets that it refers to. */
    List<Widget> children() {
        return within(traits().values());
    }

    private static List<Widget> within(Collection<Object> values) {
        List<Widget> found = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Widget widget) {
                found.add(widget);
            } else if (value instanceof Collection<?> many) {
                many.forEach(one -> {
                    if (one instanceof Widget widget) {
                        found.add(widget);
                    }
                });
            }
        }
        return found;
    }

    /** Whose callbacks' thread and error line it uses; its children's, too. */
    void belongTo(Panel owner) {
        panel = owner;
        children().forEach(child -> child.belongTo(owner));
    }

    /** Runs a callback on the panel's thread; where it still waits from an earlier change it runs once. */
    final void call(Object callback, Runnable work) {
        Panel owner = panel;
        if (owner != null) {
            owner.callbacks().post(this, callback, work);
        }
    }

    /** Says in the panel what was wrong. */
    final void complain(RuntimeException problem) {
        Panel owner = panel;
        if (owner != null) {
            owner.callbacks().failed(this, problem);
        }
    }

    /** What this widget had complained about is past. */
    final void content() {
        Panel owner = panel;
        if (owner != null) {
            owner.callbacks().succeeded(this);
        }
    }

    final synchronized void opened(Session where, String comm) {
        session = where;
        id = comm;
    }

    final synchronized boolean open() {
        return session != null;
    }

    final synchronized String id() {
        return id;
    }

    /** It is gone from the page; its state stays. */
    final synchronized void gone() {
        session = null;
        id = null;
    }

    /** A message of the page: changed traits, a request for all of them, or an event. */
    final void receive(String data) {
        JsonObject message = Encoded.GSON.fromJson(data, JsonObject.class);
        switch (message.has("method") ? message.get("method").getAsString() : "") {
            case "update" -> {
                for (Map.Entry<String, JsonElement> one :
                        message.getAsJsonObject("state").entrySet()) {
                    try {
                        changed(one.getKey(), one.getValue());
                    } catch (RuntimeException e) {
                        force(one.getKey(), get(one.getKey())); // the page shows again what counts
                        complain(e);
                    }
                }
            }
            case "request_state" -> {
                synchronized (this) {
                    if (session != null) {
                        session.send(this, traits);
                    }
                }
            }
            case "custom" -> event(message.get("content"));
            default -> {} // newer protocols may say more
        }
    }

    /** The page changed a trait: to be checked and kept. Traits that are of no interest here are left alone. */
    void changed(String trait, JsonElement value) {}

    /** The page says that something happened. */
    void event(JsonElement content) {}

    /** Gives a drawn widget its script, an ES module beside this class that comes with the jar. */
    final void script(String resource) {
        keep("_anywidget_id", "motionscope." + resource);
        keep("_esm", Resources.text(Widget.class, "drawn.js") + Resources.text(Widget.class, resource));
    }

    /** Keeps what the page has already, or will get when the widget is opened. */
    final synchronized void keep(String trait, Object value) {
        traits.put(trait, value);
    }
}
