package motionscope.notebook.widget;

import com.google.gson.JsonElement;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import motionscope.video.ClipWriter;

/** A picture in which one points at a place: click or drag, or move it with the arrow keys. */
public final class PointPicker extends Control<PointPicker.Place> {
    /** A place in shares of the picture, (0, 0) the upper left corner. */
    public record Place(double x, double y) {
        /** The pixel of a picture of this many pixels to a side. */
        public static int pixel(double share, int side) {
            return Math.min(side - 1, (int) (share * side));
        }
    }

    private static final Place MIDDLE = new Place(0.5, 0.5);

    private byte[] png = {};
    private int width;
    private String alt = "";

    public PointPicker(String label) {
        super(WidgetKind.drawn(), label, "point", MIDDLE);
        script("point-picker.js");
        keep("label", label);
        keep("frame", png);
        keep("size", List.of(0, 0));
        keep("step", 1.0 / 16);
    }

    /**
     * Shows a picture instead of what was there; the place stays.
     *
     * @param shownWidth in pixels of the page
     * @param cells to a side: how far an arrow key goes
     * @param words for people who cannot see it
     */
    public void show(BufferedImage image, int shownWidth, int cells, String words) {
        png = ClipWriter.png(image);
        width = shownWidth;
        alt = words;
        set(Map.of(
                "size",
                List.of(shownWidth, shownWidth * image.getHeight() / image.getWidth()),
                "step",
                1.0 / cells,
                "label",
                words,
                "frame",
                png));
    }

    @Override
    public PointPicker value(Place value) {
        super.value(value);
        return this;
    }

    @Override
    Place checked(Place value) {
        if (!(value.x() >= 0 && value.x() <= 1 && value.y() >= 0 && value.y() <= 1)) {
            throw wrong(value, "shares of the picture, 0..1");
        }
        return value;
    }

    @Override
    Place read(JsonElement json) {
        return new Place(
                json.getAsJsonArray().get(0).getAsDouble(),
                json.getAsJsonArray().get(1).getAsDouble());
    }

    @Override
    Object write(Place value) {
        return List.of(value.x(), value.y());
    }

    @Override
    String picture() {
        return png.length == 0 ? "" : Still.image("png", png, alt, width);
    }
}
