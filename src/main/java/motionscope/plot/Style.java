package motionscope.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
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
            "unguided", new Style(GREY, Marker.SQUARE), // not the colour of any way
            "zoom in", new Style(PURPLE, Marker.PLUS),
            "zoom out", new Style(SKY, Marker.CROSS),
            // never in one figure with the zooms, whose colours they have
            "right-left", new Style(PURPLE, Marker.DIAMOND),
            "right-left-right", new Style(SKY, Marker.SQUARE));

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

    /** The shape of a point. Shapes differ as well as colours, so a figure can be read without colour. */
    public enum Marker {
        TRIANGLE_RIGHT(triangle(0)),
        TRIANGLE_DOWN(triangle(1)),
        TRIANGLE_LEFT(triangle(2)),
        TRIANGLE_UP(triangle(3)),
        CIRCLE(new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8)),
        SQUARE(new Rectangle2D.Double(-0.85, -0.85, 1.7, 1.7)),
        DIAMOND(turned(new Rectangle2D.Double(-0.8, -0.8, 1.6, 1.6), Math.PI / 4)),
        PLUS(plus()),
        CROSS(turned(plus(), Math.PI / 4));

        private final Shape shape;

        Marker(Shape shape) {
            this.shape = shape;
        }

        /** The outline of this marker around (x, y), about as heavy to the eye for every marker. */
        Shape at(double x, double y, double size) {
            var place = AffineTransform.getTranslateInstance(x, y);
            place.scale(size / 2, size / 2);
            return place.createTransformedShape(shape);
        }

        /** For XChart, whose own plus and cross are hairlines: filled, with an edge of paper that keeps neighbours apart. */
        org.knowm.xchart.style.markers.Marker edged(Color paper) {
            return new org.knowm.xchart.style.markers.Marker() {
                @Override
                public void paint(Graphics2D g, double x, double y, int size) {
                    Shape shape = at(x, y, size);
                    g.fill(shape);
                    g.setColor(paper);
                    g.setStroke(Pen.stroke(0.7));
                    g.draw(shape);
                }
            };
        }

        private static Shape triangle(int quarterTurns) {
            var path = new Path2D.Double();
            path.moveTo(1.1, 0);
            path.lineTo(-0.8, 1.05);
            path.lineTo(-0.8, -1.05);
            path.closePath();
            return turned(path, quarterTurns * Math.PI / 2);
        }

        private static Shape plus() {
            var area = new Area(new Rectangle2D.Double(-1.1, -0.32, 2.2, 0.64));
            area.add(new Area(new Rectangle2D.Double(-0.32, -1.1, 0.64, 2.2)));
            return area;
        }

        private static Shape turned(Shape shape, double angle) {
            return AffineTransform.getRotateInstance(angle).createTransformedShape(shape);
        }
    }
}
