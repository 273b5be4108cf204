package motionscope.plot;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The colour and marker of a series. Directions of motion have the same ones in every figure; other series take the
 * next free ones. Colours: Okabe and Ito (2008), which colour-blind people can tell apart.
 *
 * @param colour the series' colour on either paper
 * @param marker the shape of its points
 */
public record Style(Color colour, Marker marker) {
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color BLUE = new Color(0x0072B2);
    static final Color GREEN = new Color(0x009E73);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color GREY = new Color(0x8C8C8C);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color SKY = new Color(0x56B4E9);

    private static final Map<String, Style> DIRECTIONS = Map.of(
            "right", new Style(VERMILLION, Marker.TRIANGLE_RIGHT),
            "left", new Style(BLUE, Marker.TRIANGLE_LEFT),
            "up", new Style(GREEN, Marker.TRIANGLE_UP),
            "down", new Style(ORANGE, Marker.TRIANGLE_DOWN),
            "still", new Style(GREY, Marker.CIRCLE),
            "zoom in", new Style(PURPLE, Marker.PLUS),
            "zoom out", new Style(SKY, Marker.CROSS));

    private static final List<Style> OTHERS = List.of(
            new Style(BLUE, Marker.CIRCLE),
            new Style(ORANGE, Marker.SQUARE),
            new Style(GREEN, Marker.DIAMOND),
            new Style(VERMILLION, Marker.TRIANGLE_UP),
            new Style(PURPLE, Marker.TRIANGLE_DOWN),
            new Style(SKY, Marker.PLUS),
            new Style(GREY, Marker.CROSS));

    /** A label as it is printed: {@code ZOOM_IN} becomes "zoom in"; text that is no constant stays as it is. */
    static String name(Object label) {
        return label instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT).replace('_', ' ') : String.valueOf(label);
    }

    /** The style of each distinct label, in order of first appearance. */
    static Map<String, Style> of(List<String> labels) {
        var styles = new LinkedHashMap<String, Style>();
        int next = 0;
        for (String label : labels) {
            if (styles.containsKey(label)) {
                continue;
            }
            Style style = DIRECTIONS.get(label);
            styles.put(label, style != null ? style : OTHERS.get(next++ % OTHERS.size()));
        }
        return styles;
    }
}
