package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import motionscope.video.ClipWriter;

/**
 * A frame to draw over: drag a box, paint a mask, set the stops of a path; with the keyboard arrows move what is drawn, Shift
 * and arrows resize a box, Delete removes it.
 */
public final class DrawingSurface extends Control<Drawing> {
    private static final int FINEST = 128;

    private byte[] png = new byte[0];
    private int width;
    private int height;

    /** @param kinds what the person may draw, one tool for each */
    public DrawingSurface(String label, Drawing.Kind... kinds) {
        super(WidgetKind.drawn(), label, "drawing", Drawing.NONE);
        script("drawing-surface.js");
        keep("label", label);
        keep("tools", List.of(kinds).stream().map(Drawing.Kind::name).toList());
        keep("frame", png);
        keep("size", List.of(0, 0));
        keep("grid", List.of(64, 64));
    }

    /** What lies below the drawing; a mask is painted on a grid of its pixels, at most 128 to a side. */
    public void frame(BufferedImage image) {
        int scale = Enlarging.factor(image.getWidth(), image.getHeight());
        int coarse = Math.max(1, (Math.max(image.getWidth(), image.getHeight()) + FINEST - 1) / FINEST);
        png = ClipWriter.png(image);
        width = image.getWidth() * scale;
        height = image.getHeight() * scale;
        set(Map.of(
                "size", List.of(width, height),
                "grid", List.of(image.getWidth() / coarse, image.getHeight() / coarse),
                "frame", png));
    }

    @Override
    public DrawingSurface value(Drawing value) {
        super.value(value);
        return this;
    }

    @Override
    Drawing checked(Drawing value) {
        return value; // a drawing checks itself
    }

    @Override
    Drawing read(JsonElement json) {
        return Drawing.read(json);
    }

    @Override
    Object write(Drawing value) {
        return value.plain();
    }

    @Override
    String picture() {
        String frame = png.length == 0 ? "" : Still.image("png", png, label(), width);
        return frame + Still.control(label(), value().kind().name().toLowerCase(Locale.ROOT));
    }
}
