package motionscope.plot;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Frames in rows, the frame's number below each column, and a scale bar if they carry a map.
 *
 * @param rows a name (may be empty) and the pictures of each row
 * @param columns the text below each column
 * @param bar what the colours mean, or null
 * @param ring the query point, or null
 * @param numbers what is shown, as numbers
 */
record FramesPanel(List<Row> rows, List<String> columns, ScaleBar bar, Ring ring, Numbers numbers) implements Panel {
    private static final double SIDE = 96;
    private static final double GAP = 4;
    private static final double NAME = 150;
    private static final double LINE = 16;

    record Row(String name, List<BufferedImage> images) {}

    /** A point in a picture: which column, and where as a share of width and height. */
    record Ring(int column, double x, double y) {}

    /** Wide frames keep their shape; each is {@link #SIDE} points wide. */
    private double frameHeight(Row row) {
        var image = row.images().get(0);
        return SIDE * image.getHeight() / image.getWidth();
    }

    private double rowHeight(Row row) {
        return Math.max(frameHeight(row), LINE * name(row).size());
    }

    private List<String> name(Row row) {
        return Fonts.wrap(row.name(), Fonts.TICK, NAME);
    }

    @Override
    public double titleInset() {
        double widest = rows.stream()
                .mapToDouble(r -> Fonts.widest(name(r), Fonts.TICK))
                .max()
                .orElse(0);
        return widest == 0 ? 0 : widest + 10;
    }

    private double framesWidth() {
        return columns.size() * (SIDE + GAP) - GAP;
    }

    private double framesHeight() {
        return rows.stream().mapToDouble(r -> rowHeight(r) + GAP).sum() - GAP;
    }

    @Override
    public double width() {
        return titleInset() + framesWidth() + (bar == null ? 0 : 14 + bar.width());
    }

    /** A scale bar is never shorter than its name. */
    private double barHeight() {
        return Math.max(framesHeight(), Fonts.width(bar.label(), Fonts.LABEL));
    }

    @Override
    public double height() {
        return (bar == null ? framesHeight() : barHeight()) + 22;
    }

    @Override
    public void paint(Pen pen, double x, double y) {
        var look = pen.look();
        double top = y;
        for (Row row : rows) {
            double base = top + rowHeight(row) / 2 - LINE * name(row).size() / 2 + 12;
            for (String line : name(row)) {
                pen.text(line, x + titleInset() - 10, base, Pen.Anchor.RIGHT, Fonts.TICK, look.ink());
                base += LINE;
            }
            for (int i = 0; i < row.images().size(); i++) {
                double left = left(x, i);
                pen.image(row.images().get(i), left, top, SIDE, frameHeight(row));
                if (ring != null && ring.column() == i) {
                    paintRing(pen, left + ring.x() * SIDE, top + ring.y() * frameHeight(row));
                }
            }
            top += rowHeight(row) + GAP;
        }
        for (int i = 0; i < columns.size(); i++) {
            double middle = left(x, i) + SIDE / 2;
            pen.text(columns.get(i), middle, top + 12, Pen.Anchor.MIDDLE, Fonts.TICK, look.soft());
        }
        if (bar != null) {
            bar.paint(pen, x + titleInset() + framesWidth() + 14, y, barHeight());
        }
    }

    private double left(double x, int column) {
        return x + titleInset() + column * (SIDE + GAP);
    }

    /** White on black, so that it is seen on any picture. */
    private static void paintRing(Pen pen, double x, double y) {
        var circle = new Ellipse2D.Double(x - 7, y - 7, 14, 14);
        pen.draw(circle, Color.BLACK, 4);
        pen.draw(circle, Color.WHITE, 2);
        pen.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7), Color.BLACK);
        pen.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5), Color.WHITE);
    }
}
