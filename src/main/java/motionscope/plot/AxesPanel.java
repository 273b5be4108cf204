package motionscope.plot;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A box with an axis below, one to the left and perhaps one to the right.
 *
 * @param x the axis below
 * @param y the axis to the left
 * @param right the axis to the right, or null
 * @param content what stands in the box
 * @param boxWidth width of the box in points
 * @param boxHeight height of the box in points
 * @param xText whether the axis below shows its texts; a panel above another one that shares it does not
 * @param yText the same for the axis to the left
 * @param rightText the same for the axis to the right
 */
record AxesPanel(
        Axis x,
        Axis y,
        Axis right,
        Plot.Content content,
        int boxWidth,
        int boxHeight,
        boolean xText,
        boolean yText,
        boolean rightText)
        implements Panel {
    private static final double TICK = 5;
    private static final double GAP = 5;
    private static final double LINE = 16;

    AxesPanel(Axis x, Axis y, Axis right, Plot.Content content, int boxWidth, int boxHeight) {
        this(x, y, right, content, boxWidth, boxHeight, true, true, true);
    }

    AxesPanel axes(Axis newX, Axis newY, Axis newRight) {
        return new AxesPanel(newX, newY, newRight, content, boxWidth, boxHeight, xText, yText, rightText);
    }

    AxesPanel texts(boolean showX, boolean showY, boolean showRight) {
        return new AxesPanel(x, y, right, content, boxWidth, boxHeight, showX, showY, showRight);
    }

    @Override
    public double width() {
        return titleInset() + boxWidth + (right == null || !rightText ? 8 : besideBox(right));
    }

    @Override
    public double height() {
        return 6
                + boxHeight
                + (xText ? TICK + GAP + LINE * tickLines() + (x.label().isEmpty() ? 0 : 22) : 6);
    }

    @Override
    public double titleInset() {
        return yText ? besideBox(y) : 8;
    }

    private static double besideBox(Axis axis) {
        List<String> texts = axis.ticks().stream().map(Axis.Tick::text).toList();
        return Math.ceil(
                TICK + GAP + Fonts.widest(texts, Fonts.TICK) + (axis.label().isEmpty() ? 4 : 26));
    }

    private double slot() {
        return boxWidth / Math.max(1, x.names().size()) - 6;
    }

    private int tickLines() {
        return x.names().stream()
                .mapToInt(n -> Fonts.wrap(n, Fonts.TICK, slot()).size())
                .max()
                .orElse(1);
    }

    /** Where a value of the axes stands, in points from the panel's corner. */
    double[] place(double xValue, double yValue) {
        return new double[] {titleInset() + x.share(xValue) * boxWidth, 6 + (1 - y.share(yValue)) * boxHeight};
    }

    @Override
    public void paint(Pen pen, double left, double top) {
        var box = new Rectangle2D.Double(left + titleInset(), top + 6, boxWidth, boxHeight);
        var plot = new Plot(pen, box, x, y, right);
        plot.grid();
        content.paint(plot);
        below(pen, box);
        beside(pen, box);
    }

    private void below(Pen pen, Rectangle2D box) {
        var look = pen.look();
        pen.line(box.getX(), box.getMaxY(), box.getMaxX(), box.getMaxY(), look.ink(), 1.2);
        double free = Double.NEGATIVE_INFINITY; // where the next text can begin; very long numbers are left out
        for (var tick : x.ticks()) {
            double at = box.getX() + x.share(tick.value()) * boxWidth;
            pen.line(at, box.getMaxY(), at, box.getMaxY() + TICK, look.ink(), 1.2);
            double base = box.getMaxY() + TICK + GAP + 10;
            double half = Fonts.width(tick.text(), Fonts.TICK) / 2;
            if (xText && x.names().isEmpty() && at - half >= free) {
                pen.text(tick.text(), at, base, Pen.Anchor.MIDDLE, Fonts.TICK, look.soft());
                free = at + half + GAP;
            } else if (xText && !x.names().isEmpty()) {
                for (String line : Fonts.wrap(tick.text(), Fonts.TICK, slot())) {
                    pen.text(line, at, base, Pen.Anchor.MIDDLE, Fonts.TICK, look.soft());
                    base += LINE;
                }
            }
        }
        if (xText) {
            double base = box.getMaxY() + TICK + GAP + LINE * tickLines() + 16;
            pen.text(x.label(), box.getCenterX(), base, Pen.Anchor.MIDDLE, Fonts.LABEL, look.ink());
        }
    }

    private void beside(Pen pen, Rectangle2D box) {
        var look = pen.look();
        Font font = Fonts.TICK;
        pen.line(box.getX(), box.getY(), box.getX(), box.getMaxY(), look.ink(), 1.2);
        for (var tick : y.ticks()) {
            double at = box.getMaxY() - y.share(tick.value()) * boxHeight;
            pen.line(box.getX() - TICK, at, box.getX(), at, look.ink(), 1.2);
            if (yText) {
                pen.text(tick.text(), box.getX() - TICK - GAP, at + 4.5, Pen.Anchor.RIGHT, font, look.soft());
            }
        }
        if (yText) {
            pen.textUp(y.label(), box.getX() - titleInset() + 14, box.getCenterY(), Fonts.LABEL, look.ink());
        }
        if (right != null) {
            pen.line(box.getMaxX(), box.getY(), box.getMaxX(), box.getMaxY(), Style.GREY, 1.2);
            for (var tick : right.ticks()) {
                double at = box.getMaxY() - right.share(tick.value()) * boxHeight;
                pen.line(box.getMaxX(), at, box.getMaxX() + TICK, at, Style.GREY, 1.2);
                if (rightText) {
                    pen.text(tick.text(), box.getMaxX() + TICK + GAP, at + 4.5, Pen.Anchor.LEFT, font, look.soft());
                }
            }
            if (rightText) {
                double base = box.getMaxX() + besideBox(right) - 6;
                pen.textUp(right.label(), base, box.getCenterY(), Fonts.LABEL, look.soft());
            }
        }
    }

    @Override
    public List<Key> keys() {
        return content.keys();
    }

    @Override
    public Numbers numbers() {
        return content.numbers();
    }
}
