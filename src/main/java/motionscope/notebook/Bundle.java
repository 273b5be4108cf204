package motionscope.notebook;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One output of a cell: the same thing in several MIME types, of which a front end shows the richest it can. Every
 * bundle has a text, for terminals and for people who cannot see the picture.
 *
 * @param data MIME type to content; bytes as base64 text, as Jupyter's messages want it
 * @param metadata MIME type to hints, for example the width of a picture
 */
record Bundle(Map<String, Object> data, Map<String, Object> metadata) {
    static final String TEXT = "text/plain";
    static final String HTML = "text/html";

    static Bundle text(String text) {
        return new Bundle(Map.of(TEXT, text), Map.of());
    }

    Bundle with(String mime, Object content) {
        var more = new LinkedHashMap<>(data);
        more.put(mime, content);
        return new Bundle(more, metadata);
    }

    Bundle with(String mime, byte[] content) {
        return with(mime, Base64.getEncoder().encodeToString(content));
    }

    /** The width in pixels at which a front end shows a picture; without it a picture of twice the size looms. */
    Bundle sized(String mime, int width) {
        return new Bundle(data, Map.of(mime, Map.of("width", width)));
    }

    String text() {
        return String.valueOf(data.get(TEXT));
    }
}
