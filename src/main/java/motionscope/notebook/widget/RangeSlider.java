package motionscope.notebook.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;

/** Two whole numbers between bounds, the first not above the second. */
public final class RangeSlider extends Control<RangeSlider.Range> {
    private int least;
    private int most;

    /** @param to not below {@code from} */
    public record Range(int from, int to) {
        @Override
        public String toString() {
            return from + " to " + to;
        }
    }

    public RangeSlider(String label, int least, int most) {
        super(WidgetKind.control("IntRangeSlider"), label, "value", new Range(least, most));
        this.least = least;
        this.most = most;
        keep("min", least);
        keep("max", most);
        keep("step", 1);
        keep("continuous_update", true);
    }

    @Override
    public RangeSlider value(Range value) {
        super.value(value);
        return this;
    }

    /** Other bounds; values outside of them become the nearer one. */
    public synchronized void bounds(int newLeast, int newMost) {
        least = newLeast;
        most = newMost;
        Range now = value();
        int from = Math.min(Math.max(now.from(), newLeast), newMost);
        int to = Math.min(Math.max(now.to(), newLeast), newMost);
        set(Map.of("min", newLeast, "max", newMost, "value", List.of(from, to)));
    }

    @Override
    Range checked(Range value) {
        if (value.from() < least || value.to() > most || value.from() > value.to()) {
            throw wrong(value, "a range within " + least + " to " + most);
        }
        return value;
    }

    @Override
    Range read(JsonElement json) {
        JsonArray two = json.getAsJsonArray();
        return new Range(two.get(0).getAsInt(), two.get(1).getAsInt());
    }

    @Override
    Object write(Range value) {
        return List.of(value.from(), value.to());
    }
}
