package motionscope.notebook.widget;

import com.google.gson.JsonElement;

/** A number that is typed: any whole one between two bounds. */
public final class NumberField extends Control<Long> {
    private final long least;
    private final long most;

    public NumberField(String label, long least, long most) {
        super(WidgetKind.control("BoundedIntText", "IntText"), label, "value", least);
        this.least = least;
        this.most = most;
        keep("min", least);
        keep("max", most);
        keep("step", 1);
        keep("continuous_update", false);
    }

    @Override
    public NumberField value(Long value) {
        super.value(value);
        return this;
    }

    @Override
    Long checked(Long value) {
        if (value < least || value > most) {
            throw wrong(value, "a whole number from " + least + " to " + most);
        }
        return value;
    }

    @Override
    Long read(JsonElement json) {
        return json.getAsLong();
    }

    @Override
    Object write(Long value) {
        return value;
    }
}
