package motionscope.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** The few strokes that every figure is made of, on one paper. Units: points, y downwards. */
final class Pen {
    /** Which part of a text stands at the given x. */
    enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }

    private static final float[] DASHES = {5, 4};

    private final Graphics2D g;
    private final Look look;

    Pen(Graphics2D g, Look look) {
        this.g = g;
        this.look = look;
    }

    Look look() {
        return look;
    }

    /** Writes a text whose base line is at y. */
    void text(String text, double x, double y, Anchor anchor, Font font, Color colour) {
        double width = Fonts.width(text, font);
        double left =
                switch (anchor) {
                    case LEFT -> x;
                    case MIDDLE -> x - width / 2;
                    case RIGHT -> x - width;
                };
        g.setFont(font);
        g.setColor(colour);
        g.drawString(text, (float) left, (float) y);
    }

    /** Writes a text upwards, its middle at (x, y), x being its base line. */
    void textUp(String text, double x, double y, Font font, Color colour) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(-Math.PI / 2);
        text(text, 0, 0, Anchor.MIDDLE, font, colour);
        g.setTransform(before);
    }

    void line(double x1, double y1, double x2, double y2, Color colour, double width) {
        draw(new Line2D.Double(x1, y1, x2, y2), colour, width);
    }

    void dashed(double x1, double y1, double x2, double y2, Color colour, double width) {
        g.setStroke(dashes(width));
        g.setColor(colour);
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void draw(Shape shape, Color colour, double width) {
        g.setStroke(stroke(width));
        g.setColor(colour);
        g.draw(shape);
    }

    void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    /** Draws an image into a box; the caller has enlarged its pixels so that they stay sharp. */
    void image(BufferedImage image, double x, double y, double width, double height) {
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale(width / image.getWidth(), height / image.getHeight());
        g.drawImage(image, place, null);
    }

    /** What paints itself into a box that begins at the origin: a chart. */
    interface Painted {
        void paint(Graphics2D g, int width, int height);
    }

    /** Paints a chart into a box whose sides are whole points. */
    void chart(Painted chart, Rectangle2D box) {
        g.translate(box.getX(), box.getY());
        chart.paint(g, (int) box.getWidth(), (int) box.getHeight());
        g.translate(-box.getX(), -box.getY());
    }

    /** Round ends close the corners of lines that are drawn piece by piece. */
    static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashes(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);
    }

    static Color alpha(Color colour, double share) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * share));
    }
}
