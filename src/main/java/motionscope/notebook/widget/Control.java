package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import motionscope.MotionScopeException;

/**
 * A widget with a value that a person can change.
 *
 * @param <T> of its value
 */
public abstract class Control<T> extends Widget {
    private final String label;
    private final String trait;
    private final List<Consumer<? super T>> callbacks = new CopyOnWriteArrayList<>();

    /** @param trait in which the page keeps the value */
    Control(WidgetKind kind, String label, String trait, T first) {
        super(kind);
        this.label = label;
        this.trait = trait;
        keep("description", label);
        keep("disabled", false);
        keep(trait, write(first));
    }

    /** What it is called in the page. */
    public final String label() {
        return label;
    }

    /** The value, as the person set it last. */
    public final T value() {
        return read(Encoded.GSON.toJsonTree(get(trait)));
    }

    /**
     * Sets the value without calling callbacks.
     *
     * @throws MotionScopeException if it is none that the person could set
     */
    public Control<T> value(T value) {
        set(trait, write(checked(value)));
        return this;
    }

    /** Whether a person can change it. */
    public final void enabled(boolean value) {
        set("disabled", !value);
    }

    /**
     * Calls back on the panel's thread when the person has changed the value. Fast changes are taken together: the callback
     * gets the newest value. An exception is shown in the panel.
     */
    public final void onChange(Consumer<? super T> callback) {
        callbacks.add(callback);
    }

    /** @throws MotionScopeException if the value is not allowed */
    abstract T checked(T value);

    /** @throws RuntimeException if it is no value of this control */
    abstract T read(JsonElement json);

    abstract Object write(T value);

    @Override
    final void changed(String name, JsonElement json) {
        if (!name.equals(trait)) {
            return;
        }
        T value = checked(read(json));
        keep(trait, write(value));
        content();
        callbacks.forEach(callback -> call(callback, () -> callback.accept(value())));
    }

    final MotionScopeException wrong(Object found, String allowed) {
        return new MotionScopeException("'%s' is %s; use %s.".formatted(label, found, allowed));
    }

    @Override
    String picture() {
        return Still.control(label, String.valueOf(value()));
    }
}
