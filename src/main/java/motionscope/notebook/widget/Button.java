package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A button. */
public final class Button extends Widget {
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();

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
        callbacks.add(new AtOnce(callback));
    }

    private record AtOnce(Runnable work) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    @Override
    void event(JsonElement content) {
        if (!content.getAsJsonObject().get("event").getAsString().equals("click")) {
            return;
        }
        for (Runnable callback : callbacks) {
            if (callback instanceof AtOnce) {
                try {
                    callback.run();
                } catch (RuntimeException e) {
                    complain(e);
                }
            } else {
                call(new Object(), callback);
            }
        }
    }

    @Override
    String picture() {
        return Still.button((String) get("description"));
    }
}
