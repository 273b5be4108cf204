package motionscope.notebook.widget;

import java.util.Base64;

/** Pieces of HTML for outputs and still pictures of widgets: no scripts, styles inside, readable on light and dark pages. */
public final class Still {
    private Still() {}

    /** Text made safe for HTML, in elements and in attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String control(String label, String value) {
        return "<div style=\"margin:2px 0\"><span style=\"opacity:.7\">%s</span> <b>%s</b></div>"
                .formatted(escape(label), escape(value));
    }

    static String button(String label) {
        return "<span style=\"border:1px solid currentColor;border-radius:3px;padding:2px 8px;margin:2px;opacity:.7\">%s</span>"
                .formatted(escape(label));
    }

    static String image(String format, byte[] bytes, String alt, int width) {
        return "<img src=\"data:image/%s;base64,%s\" alt=\"%s\" width=\"%d\" style=\"max-width:100%%\">"
                .formatted(format, Base64.getEncoder().encodeToString(bytes), escape(alt), width);
    }

    /**
     * A looping video.
     *
     * @param words for people who cannot see it
     * @param width in pixels of the page
     */
    public static String video(byte[] mp4, String words, int width) {
        return ("<video controls loop autoplay muted playsinline aria-label=\"%s\" style=\"max-width:100%%;display:block\""
                        + " width=\"%d\" src=\"data:video/mp4;base64,%s\"></video>")
                .formatted(escape(words), width, Base64.getEncoder().encodeToString(mp4));
    }
}
