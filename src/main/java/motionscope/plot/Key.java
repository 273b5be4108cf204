package motionscope.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/**
 * One line of a legend.
 *
 * @param name what is shown
 * @param colour in which colour
 * @param sign as what
 * @param marker the shape if the sign is a marker, otherwise null
 */
record Key(String name, Color colour, Sign sign, Style.Marker marker) {
    static final double SIGN_WIDTH = 22;

    enum Sign {
        MARKER,
        LINE,
        HOLLOW,
        THIN,
        DASHES,
        BOX
    }

    static Key of(String name, Style style) {
        return new Key(name, style.colour(), Sign.MARKER, style.marker());
    }

    static Key of(String name, Color colour, Sign sign) {
        return new Key(name, colour, sign, null);
    }

    /** Draws the sign with its text to the right; y is the middle of the line. */
    void paint(Pen pen, double x, double y) {
        var look = pen.look();
        double middle = x + SIGN_WIDTH / 2;
        switch (sign) {
            case MARKER -> pen.fill(marker.at(middle, y, 11), colour);
            case LINE -> pen.line(x + 2, y, x + SIGN_WIDTH - 2, y, colour, 2.5);
            case HOLLOW -> {
                pen.line(x + 2, y, x + SIGN_WIDTH - 2, y, colour, 4.5);
                pen.line(x + 2, y, x + SIGN_WIDTH - 2, y, Color.WHITE, 2);
            }
            case THIN -> pen.line(x + 2, y, x + SIGN_WIDTH - 2, y, colour, 1.2);
            case DASHES -> pen.dashed(x + 2, y, x + SIGN_WIDTH - 1, y, colour, 1.2);
            case BOX -> pen.fill(new Rectangle2D.Double(middle - 6, y - 6, 12, 12), colour);
        }
        pen.text(name, x + SIGN_WIDTH + 6, y + 4.5, Pen.Anchor.LEFT, Fonts.TICK, look.ink());
    }

    double width() {
        return SIGN_WIDTH + 6 + Fonts.width(name, Fonts.TICK);
    }
}
