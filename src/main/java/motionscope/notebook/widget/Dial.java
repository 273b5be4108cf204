package motionscope.notebook.widget;

import com.google.gson.JsonElement;

/**
 * A direction, as an arrow that is turned with the pointer or the arrow keys: degrees, 0 is right, 90 is up, from 0 to below 360.
 */
public final class Dial extends Control<Double> {
    /** The page offers multiples of this many degrees. */
    private static final int STEP = 5;

    public Dial(String label) {
        super(WidgetKind.drawn(), label, "degrees", 0.0);
        script("dial.js");
        keep("label", label);
        keep("step", STEP);
    }

    @Override
    public Dial value(Double value) {
        super.value(value);
        return this;
    }

    @Override
    Double checked(Double value) {
        if (!(value >= 0 && value < 360)) {
            throw wrong(value, "degrees from 0 to below 360");
        }
        return value;
    }

    @Override
    Double read(JsonElement json) {
        return json.getAsDouble();
    }

    @Override
    Object write(Double value) {
        return value;
    }
}
