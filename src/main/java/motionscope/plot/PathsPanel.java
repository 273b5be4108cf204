package motionscope.plot;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways of points over one frame: hollow where they were asked to go, solid where they were found.
 *
 * @param image the frame, enlarged, in pale colours
 * @param columns of pixels in the clip's frame, in which the ways are measured
 * @param rows of pixels likewise
 * @param asked from a name to (points, 2), x and y
 * @param found the same
 */
record PathsPanel(
        BufferedImage image, int columns, int rows, Map<String, double[][]> asked, Map<String, double[][]> found)
        implements Panel {
    private static final double SIDE = 250;
    private static final double EDGE = 7; // of white around a way, so that it is seen on any picture
    private static final double BROAD = 4.5;
    private static final double INSIDE = 2; // the white inside of a hollow way
    private static final double SLIM = 3;
    private static final double HEAD = 15;

    private double tall() {
        return SIDE * rows / columns;
    }

    @Override
    public double width() {
        return SIDE;
    }

    @Override
    public double height() {
        return tall();
    }

    private Map<String, Style> styles() {
        List<String> names = new ArrayList<>(asked.keySet());
        names.addAll(found.keySet());
        return Style.of(names);
    }

    @Override
    public void paint(Pen pen, double x, double y) {
        pen.image(image, x, y, SIDE, tall());
        Map<String, Style> styles = styles();
        asked.forEach((name, way) -> hollow(pen, on(way, x, y), styles.get(name).colour()));
        found.forEach((name, way) -> solid(pen, on(way, x, y), styles.get(name).colour()));
    }

    /** The points in the figure. */
    private double[][] on(double[][] way, double x, double y) {
        double[][] at = new double[way.length][];
        for (int i = 0; i < at.length; i++) {
            at[i] = new double[] {x + way[i][0] * SIDE / columns, y + way[i][1] * tall() / rows};
        }
        return at;
    }

    private static void hollow(Pen pen, double[][] at, Color colour) {
        Shape line = line(at);
        Shape head = head(at);
        pen.draw(line, Color.WHITE, EDGE);
        pen.draw(head, Color.WHITE, EDGE - INSIDE);
        pen.draw(line, colour, BROAD);
        pen.draw(line, Color.WHITE, INSIDE);
        pen.fill(head, Color.WHITE);
        pen.draw(head, colour, INSIDE);
    }

    private static void solid(Pen pen, double[][] at, Color colour) {
        Shape line = line(at);
        Shape head = head(at);
        var start = new Ellipse2D.Double(at[0][0] - 4.5, at[0][1] - 4.5, 9, 9);
        for (Shape shape : List.of(line, head, start)) {
            pen.draw(shape, Color.WHITE, EDGE);
        }
        pen.draw(line, colour, SLIM);
        pen.fill(head, colour);
        pen.fill(start, colour);
    }

    private static Shape line(double[][] at) {
        var line = new Path2D.Double();
        line.moveTo(at[0][0], at[0][1]);
        for (int i = 1; i < at.length; i++) {
            line.lineTo(at[i][0], at[i][1]);
        }
        return line;
    }

    /** An arrow's head at the last point, the way it came over the last few: single steps may tremble. */
    private static Shape head(double[][] at) {
        double[] end = at[at.length - 1];
        double[] before = at[Math.max(0, at.length - 5)];
        double angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
        var head = new Path2D.Double();
        head.moveTo(end[0] + HEAD / 2 * Math.cos(angle), end[1] + HEAD / 2 * Math.sin(angle));
        for (int side = -1; side <= 1; side += 2) {
            double back = angle + Math.PI + side * Math.toRadians(32);
            head.lineTo(
                    end[0] + HEAD / 2 * Math.cos(angle) + HEAD * Math.cos(back),
                    end[1] + HEAD / 2 * Math.sin(angle) + HEAD * Math.sin(back));
        }
        head.closePath();
        return head;
    }

    @Override
    public List<Key> keys() {
        Map<String, Key> keys = new LinkedHashMap<>();
        Map<String, Style> styles = styles();
        asked.keySet()
                .forEach(name -> keys.put(
                        name + "/asked",
                        Key.of(name + ", asked", styles.get(name).colour(), Key.Sign.HOLLOW)));
        found.keySet()
                .forEach(name -> keys.put(
                        name + "/found",
                        Key.of(name + ", found", styles.get(name).colour(), Key.Sign.LINE)));
        return List.copyOf(keys.values());
    }

    @Override
    public Numbers numbers() {
        var numbers = new Numbers();
        asked.forEach((name, way) -> add(numbers, name, "asked", way));
        found.forEach((name, way) -> add(numbers, name, "found", way));
        return numbers;
    }

    private static void add(Numbers numbers, String name, String kind, double[][] way) {
        for (int i = 0; i < way.length; i++) {
            numbers.row("name", name, "way", kind, "point", i, "x (px)", way[i][0], "y (px)", way[i][1]);
        }
    }
}
