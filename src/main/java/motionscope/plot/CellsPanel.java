package motionscope.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A table whose cells are coloured by value and hold the value as text. */
record CellsPanel(
        String rowTitle,
        List<String> rows,
        String columnTitle,
        List<String> columns,
        double[][] values,
        ScaleBar bar,
        int decimals)
        implements Panel {
    private static final double ROW = 32;
    private static final double TITLE = 26;

    private double column() {
        double widest = 0;
        for (double[] row : values) {
            for (double value : row) {
                widest = Math.max(widest, Fonts.width(text(value), Fonts.LABEL));
            }
        }
        return Math.max(56, Math.max(widest, Fonts.widest(columns, Fonts.TICK)) + 14);
    }

    private String text(double value) {
        return Axis.number(value, decimals);
    }

    @Override
    public double titleInset() {
        return (rowTitle.isEmpty() ? 0 : TITLE) + Fonts.widest(rows, Fonts.TICK) + 10;
    }

    @Override
    public double width() {
        return titleInset() + column() * columns.size() + 14 + bar.width();
    }

    @Override
    public double height() {
        return 6 + ROW * Math.max(rows.size(), 3) + 24 + (columnTitle.isEmpty() ? 0 : 22);
    }

    @Override
    public void paint(Pen pen, double x, double y) {
        double left = x + titleInset();
        double top = y + 6;
        double wide = column();
        double bottom = top + ROW * rows.size();
        for (int r = 0; r < rows.size(); r++) {
            double middle = top + ROW * r + ROW / 2;
            pen.text(
                    rows.get(r),
                    left - 8,
                    middle + 4.5,
                    Pen.Anchor.RIGHT,
                    Fonts.TICK,
                    pen.look().ink());
            for (int c = 0; c < columns.size(); c++) {
                Color colour = bar.scale().colour(values[r][c]);
                pen.fill(new Rectangle2D.Double(left + wide * c, middle - ROW / 2, wide - 1, ROW - 1), colour);
                double centre = left + wide * c + (wide - 1) / 2;
                pen.text(text(values[r][c]), centre, middle + 4.5, Pen.Anchor.MIDDLE, Fonts.LABEL, on(colour));
            }
        }
        for (int c = 0; c < columns.size(); c++) {
            double centre = left + wide * c + wide / 2;
            pen.text(
                    columns.get(c),
                    centre,
                    bottom + 17,
                    Pen.Anchor.MIDDLE,
                    Fonts.TICK,
                    pen.look().ink());
        }
        double centre = left + wide * columns.size() / 2;
        pen.text(
                columnTitle,
                centre,
                bottom + 39,
                Pen.Anchor.MIDDLE,
                Fonts.LABEL,
                pen.look().ink());
        pen.textUp(rowTitle, x + 12, (top + bottom) / 2, Fonts.LABEL, pen.look().ink());
        bar.paint(pen, left + wide * columns.size() + 14, top, ROW * Math.max(rows.size(), 3) - 1);
    }

    /** Black or white, whichever is easier to read on a colour (relative luminance of WCAG 2). */
    private static Color on(Color colour) {
        double luminance = 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
        return luminance > 0.18 ? new Color(0x1A1A1A) : Color.WHITE;
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Override
    public Numbers numbers() {
        var numbers = new Numbers();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                numbers.row(
                        rowTitle.isEmpty() ? "row" : rowTitle,
                        rows.get(r),
                        columnTitle.isEmpty() ? "column" : columnTitle,
                        columns.get(c),
                        bar.label(),
                        values[r][c]);
            }
        }
        return numbers;
    }
}
