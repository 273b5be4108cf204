package motionscope.notebook.panel;

import java.awt.Color;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.plot.Scale;

/** Small pieces of HTML, and lists that several panels offer. */
final class Looks {
    private static final int STOPS = 9;

    private Looks() {}

    /** The taps of whole blocks, as the paper's. */
    static List<Tap> blocks(DiffusionModel model) {
        return model.taps().stream()
                .filter(tap -> tap.name().matches("(down|up)\\d+|mid"))
                .toList();
    }

    /** Timesteps to look at, of a thousand. */
    static List<Integer> timesteps() {
        return IntStream.range(0, 9).mapToObj(i -> 99 + 100 * i).toList();
    }

    /** A scale's colours with both ends and the middle. */
    static String bar(Scale scale, String label) {
        String colours = IntStream.range(0, STOPS)
                .mapToObj(i -> css(scale.map().at(i / (STOPS - 1.0))))
                .collect(Collectors.joining(","));
        return ("<div class=\"ms-bar\">%s<i style=\"background:linear-gradient(90deg,%s);display:inline-block;"
                        + "width:110px;height:10px;margin:0 6px\"></i>%s &nbsp;%s</div>")
                .formatted(number(scale.low()), colours, number(scale.high()), escape(label));
    }

    private static String css(Color colour) {
        return "rgb(%d,%d,%d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    /** Two or three digits that count, with a true minus sign. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.0f" : "%.2f", value);
        return text.replace('-', '\u2212');
    }

    static String note(String words) {
        return "<div class=\"ms-note\" style=\"font-size:90%;opacity:.85\">" + escape(words) + "</div>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A small looping clip with its caption. */
    static String clip(byte[] mp4, String caption) {
        return ("<figure style=\"margin:0 8px 4px 0;display:inline-block\"><video loop autoplay muted playsinline width=\"112\""
                        + " aria-label=\"%1$s\" src=\"data:video/mp4;base64,%2$s\"></video><figcaption>%1$s</figcaption></figure>")
                .formatted(escape(caption), Base64.getEncoder().encodeToString(mp4));
    }
}
