package motionscope.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The letters of a figure and how wide they are, measured the same way whatever is drawn on. */
final class Fonts {
    /** What an SVG viewer may use; all have about the widths measured here. */
    static final String SVG_FAMILIES = "Liberation Sans, Arial, Helvetica, sans-serif";

    private static final String FAMILY = Stream.of("Liberation Sans", "Arial", "Helvetica")
            .filter(name -> new Font(name, Font.PLAIN, 12).getFamily().equals(name))
            .findFirst()
            .orElse(Font.SANS_SERIF);

    static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
    static final Font LABEL = new Font(FAMILY, Font.PLAIN, 14);
    static final Font TICK = new Font(FAMILY, Font.PLAIN, 13);
    static final Font CAPTION = new Font(FAMILY, Font.PLAIN, 12);

    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private Fonts() {}

    static double width(String text, Font font) {
        return font.getStringBounds(text, METRICS).getWidth();
    }

    static double widest(List<String> texts, Font font) {
        return texts.stream().mapToDouble(t -> width(t, font)).max().orElse(0);
    }

    /** Breaks a text between words into lines no wider than a limit; a longer word stands alone on its line. */
    static List<String> wrap(String text, Font font, double limit) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, font) > limit) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}
