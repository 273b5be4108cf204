package motionscope.plot;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The source clip with its query point beside the target under maps: a column for each map, a row for each frame.
 *
 * @param columns the name above each column; the first is the source
 * @param rows the name of each row and its pictures, as many as columns
 * @param ringRow the row whose source frame holds the query point
 * @param x of the query point as a share of the width
 * @param y of the query point as a share of the height
 */
record SimilarityPanel(
        List<String> columns,
        List<FramesPanel.Row> rows,
        int ringRow,
        double x,
        double y,
        ScaleBar bar,
        Numbers numbers)
        implements Panel {
    private static final double WIDE = 150;
    private static final double GAP = 6;
    /** Sets the source apart from the targets. */
    private static final double APART = 12;

    private static final double LINE = 17;

    /** The name of a column in lines no wider than its pictures. */
    private List<String> head(int column) {
        return Fonts.wrap(columns.get(column), Fonts.LABEL, side());
    }

    private double headHeight() {
        int lines = IntStream.range(0, columns.size())
                .map(c -> head(c).size())
                .max()
                .orElse(1);
        return 5 + LINE * lines;
    }

    /** A single row is drawn larger than many. */
    private double side() {
        return rows.size() == 1 ? WIDE : 112;
    }

    private double tall() {
        BufferedImage image = rows.get(0).images().get(0);
        return side() * image.getHeight() / image.getWidth();
    }

    @Override
    public double titleInset() {
        List<String> names = rows.stream().map(FramesPanel.Row::name).toList();
        return Math.ceil(Fonts.widest(names, Fonts.TICK) + 10);
    }

    private double left(int column) {
        return titleInset() + column * (side() + GAP) + (column > 0 ? APART : 0);
    }

    private double framesHeight() {
        return rows.size() * (tall() + GAP) - GAP;
    }

    @Override
    public double width() {
        return left(columns.size()) - GAP + 14 + bar.width();
    }

    @Override
    public double height() {
        return headHeight() + Math.max(framesHeight(), Fonts.width(bar.label(), Fonts.LABEL));
    }

    @Override
    public void paint(Pen pen, double x0, double y0) {
        var look = pen.look();
        for (int c = 0; c < columns.size(); c++) {
            double middle = x0 + left(c) + side() / 2;
            double base = y0 + headHeight() - 9 - LINE * (head(c).size() - 1);
            for (String line : head(c)) {
                pen.text(line, middle, base, Pen.Anchor.MIDDLE, Fonts.LABEL, look.ink());
                base += LINE;
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            double top = y0 + headHeight() + r * (tall() + GAP);
            double base = top + tall() / 2 + 4.5;
            pen.text(rows.get(r).name(), x0 + titleInset() - 10, base, Pen.Anchor.RIGHT, Fonts.TICK, look.soft());
            for (int c = 0; c < columns.size(); c++) {
                double left = x0 + left(c);
                pen.image(rows.get(r).images().get(c), left, top, side(), tall());
                if (r == ringRow) {
                    ring(pen, left + x * side(), top + y * tall(), c == 0);
                }
            }
        }
        double height = Math.max(framesHeight(), Fonts.width(bar.label(), Fonts.LABEL));
        bar.paint(pen, x0 + left(columns.size()) - GAP + 14, y0 + headHeight(), height);
    }

    /** White on black, seen on any picture; a dot in the source, an empty ring at the same place of a target. */
    static void ring(Pen pen, double x, double y, boolean source) {
        double radius = source ? 7 : 5;
        var circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        pen.draw(circle, Color.BLACK, source ? 4 : 3);
        pen.draw(circle, Color.WHITE, source ? 2 : 1.4);
        if (source) {
            pen.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7), Color.BLACK);
            pen.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5), Color.WHITE);
        }
    }
}
