package motionscope.notebook.widget;

import java.util.Map;
import motionscope.plot.Figure;

/** A picture in the page. */
public final class Picture extends Widget {
    private String alt = "";
    private int width;

    public Picture() {
        super(WidgetKind.control("Image"));
        keep("format", "png");
        keep("description", ""); // a picture has none, but the page asks for its length where there is a tooltip
        keep("value", new byte[0]);
        visible(false);
    }

    /**
     * Shows a PNG file.
     *
     * @param width in pixels of the page
     * @param words for people who cannot see it
     */
    public void png(byte[] png, int width, String words) {
        this.width = width;
        alt = words;
        set(Map.of("value", png, "width", "" + width));
        tooltip(words);
        visible(true);
    }

    /** Shows a figure at its size, sharp on fine screens. */
    public void figure(Figure figure) {
        png(figure.png(), figure.width(), (figure.title() + ". " + figure.caption()).strip());
    }

    @Override
    String picture() {
        return Still.image("png", (byte[]) get("value"), alt, width);
    }
}
