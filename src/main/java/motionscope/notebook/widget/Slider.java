package motionscope.notebook.widget;

import com.google.gson.JsonElement;

/** A number between two bounds. */
public final class Slider extends Control<Double> {
    private final double least;
    private final double most;

    /** @param step between the values that the page offers */
    public Slider(String label, double least, double most, double step) {
        super(WidgetKind.control("FloatSlider"), label, "value", least);
        this.least = least;
        this.most = most;
        keep("min", least);
        keep("max", most);
        keep("step", step);
        keep("readout_format", step >= 1 ? ".0f" : step >= 0.1 ? ".1f" : ".2f");
        keep("continuous_update", true);
    }

    @Override
    public Slider value(Double value) {
        super.value(value);
        return this;
    }

    /** The same for a whole number. */
    public Slider value(double value) {
        return value(Double.valueOf(value));
    }

    @Override
    Double checked(Double value) {
        if (!(value >= least && value <= most)) {
            throw wrong(value, "a number from " + least + " to " + most);
        }
        return value;
    }

    /** The page counts in steps and says 29.500000000000004. */
    @Override
    Double read(JsonElement json) {
        return Math.rint(json.getAsDouble() * 1e9) / 1e9;
    }

    @Override
    Object write(Double value) {
        return value;
    }
}
