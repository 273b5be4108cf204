package motionscope.notebook.widget;

import java.util.Map;

/** How far work has come. */
public final class ProgressBar extends Widget {
    public ProgressBar() {
        super(WidgetKind.control("FloatProgress", "Progress"));
        keep("min", 0.0);
        keep("max", 1.0);
        keep("value", 0.0);
        keep("description", "");
    }

    /** @param share done, 0..1 */
    public void to(double share) {
        set(Map.of("value", Math.min(Math.max(share, 0), 1)));
    }

    /** A still picture has no progress. */
    @Override
    String picture() {
        return "";
    }
}
