package motionscope.plot;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape of a point. Shapes differ as well as colours, so a figure can be read without colour. */
public enum Marker {
    TRIANGLE_RIGHT,
    TRIANGLE_LEFT,
    TRIANGLE_UP,
    TRIANGLE_DOWN,
    CIRCLE,
    PLUS,
    CROSS,
    SQUARE,
    DIAMOND;

    /** The outline of this marker around (x, y), about as heavy to the eye for every marker. */
    Shape at(double x, double y, double size) {
        double r = size / 2;
        Shape shape =
                switch (this) {
                    case TRIANGLE_RIGHT -> triangle(0);
                    case TRIANGLE_DOWN -> triangle(1);
                    case TRIANGLE_LEFT -> triangle(2);
                    case TRIANGLE_UP -> triangle(3);
                    case CIRCLE -> new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8);
                    case SQUARE -> new Rectangle2D.Double(-0.85, -0.85, 1.7, 1.7);
                    case DIAMOND -> turned(new Rectangle2D.Double(-0.8, -0.8, 1.6, 1.6), Math.PI / 4);
                    case PLUS -> plus();
                    case CROSS -> turned(plus(), Math.PI / 4);
                };
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale(r, r);
        return place.createTransformedShape(shape);
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
