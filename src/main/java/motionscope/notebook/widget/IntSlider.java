package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.util.Map;

/** A whole number between two bounds. */
public final class IntSlider extends Control<Integer> {
    private int least;
    private int most;

    public IntSlider(String label, int least, int most) {
        super(WidgetKind.control("IntSlider"), label, "value", least);
        this.least = least;
        this.most = most;
        keep("min", least);
        keep("max", most);
        keep("step", 1);
        keep("continuous_update", true);
    }

    @Override
    public IntSlider value(Integer value) {
        super.value(value);
        return this;
    }

    /** Other bounds; a value outside of them becomes the nearer one. */
    public synchronized void bounds(int newLeast, int newMost) {
        least = newLeast;
        most = newMost;
        int now = Math.min(Math.max(value(), newLeast), newMost);
        set(Map.of("min", newLeast, "max", newMost, "value", now));
    }

    @Override
    Integer checked(Integer value) {
        if (value < least || value > most) {
            throw wrong(value, "a whole number from " + least + " to " + most);
        }
        return value;
    }

    @Override
    Integer read(JsonElement json) {
        return json.getAsInt();
    }

    @Override
    Object write(Integer value) {
        return value;
    }
}
