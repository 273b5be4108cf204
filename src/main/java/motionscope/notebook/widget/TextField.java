package motionscope.notebook.widget;

import com.google.gson.JsonElement;

/** Words that are typed; they count when the person has finished them (Enter, or leaving the field). */
public final class TextField extends Control<String> {
    private static final int MOST = 20_000;

    private TextField(String kind, String label) {
        super(WidgetKind.control(kind), label, "value", "");
        keep("continuous_update", false);
    }

    /** Of one line. */
    public static TextField line(String label) {
        return new TextField("Text", label);
    }

    /** Of several lines. */
    public static TextField area(String label, int rows) {
        TextField field = new TextField("Textarea", label);
        field.keep("rows", rows);
        return field;
    }

    @Override
    public TextField value(String value) {
        super.value(value);
        return this;
    }

    @Override
    String checked(String value) {
        if (value.length() > MOST) {
            throw wrong(value.length() + " characters long", "at most " + MOST);
        }
        return value;
    }

    @Override
    String read(JsonElement json) {
        return json.getAsString();
    }

    @Override
    Object write(String value) {
        return value;
    }
}
