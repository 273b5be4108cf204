package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A button. */
public final class Button extends Widget {
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final List<Runnable> atOnce = new CopyOnWriteArrayList<>();

    public Button(String label) {
        super(WidgetKind.control("Button"));
        keep("description", label);
        keep("disabled", false);
    }

    public void enabled(boolean value) {
        set("disabled", !value);
    }

    public void label(String label) {
        set("description", label);
    }

    /** Calls back on the panel's thread, once for each click. */
    public void onClick(Runnable callback) {
        callbacks.add(callback);
    }

    /** Calls back at once, on the kernel's thread: for what must not wait behind other callbacks, such as a stop. */
    public void onClickAtOnce(Runnable callback) {
        atOnce.add(callback);
    }

    @Override
    void event(JsonElement content) {
        if (!content.getAsJsonObject().get("event").getAsString().equals("click")) {
            return;
        }
        for (Runnable callback : atOnce) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                complain(e);
            }
        }
        callbacks.forEach(callback -> call(new Object(), callback)); // a new key: each click counts
    }

    @Override
    String picture() {
        return Still.button((String) get("description"));
    }
}
