package motionscope.notebook.widget;

import com.google.gson.JsonElement;

/** Yes or no: a box to tick. */
public final class Toggle extends Control<Boolean> {
    public Toggle(String label) {
        super(WidgetKind.control("Checkbox"), label, "value", false);
        keep("indent", false);
    }

    @Override
    public Toggle value(Boolean value) {
        super.value(value);
        return this;
    }

    @Override
    Boolean checked(Boolean value) {
        return value;
    }

    @Override
    Boolean read(JsonElement json) {
        return json.getAsBoolean();
    }

    @Override
    Object write(Boolean value) {
        return value;
    }

    @Override
    String picture() {
        return Still.control(label(), value() ? "yes" : "no");
    }
}
