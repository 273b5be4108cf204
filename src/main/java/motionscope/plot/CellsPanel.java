package motionscope.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.Styler;

/**
 * A table whose cells are coloured by value and hold the value as text.
 *
 * @param rowText whether the names of the rows are written; a panel beside another one with the same rows does not
 * @param columnText the same for the names of the columns
 * @param barShown whether the scale bar stands to the right
 */
record CellsPanel(
        String rowTitle,
        List<String> rows,
        String columnTitle,
        List<String> columns,
        double[][] values,
        ScaleBar bar,
        int decimals,
        boolean rowText,
        boolean columnText,
        boolean barShown)
        implements Panel {
    private static final double ROW = 32;
    private static final double TITLE = 26;

    CellsPanel texts(boolean showRows, boolean showColumns, boolean showBar) {
        return new CellsPanel(
                rowTitle, rows, columnTitle, columns, values, bar, decimals, showRows, showColumns, showBar);
    }

    boolean sameRows(CellsPanel other) {
        return rowTitle.equals(other.rowTitle) && rows.equals(other.rows);
    }

    boolean sameColumns(CellsPanel other) {
        return columnTitle.equals(other.columnTitle) && columns.equals(other.columns);
    }

    private double column() {
        double widest = 0;
        for (double[] row : values) {
            for (double value : row) {
                widest = Math.max(widest, Fonts.width(text(value), Fonts.LABEL));
            }
        }
        return Math.ceil(Math.max(56, Math.max(widest, Fonts.widest(columns, Fonts.TICK)) + 14));
    }

    /** Height of a row: in few rows, as much as the label along the scale bar needs. */
    private double row() {
        double needed = Fonts.width(bar.label(), Fonts.LABEL) + 8;
        return Math.max(ROW, Math.ceil(needed / Math.max(rows.size(), 3)));
    }

    private String text(double value) {
        return Axis.number(value, decimals);
    }

    @Override
    public double titleInset() {
        return !rowText ? 2 : Math.ceil((rowTitle.isEmpty() ? 0 : TITLE) + Fonts.widest(rows, Fonts.TICK) + 10);
    }

    @Override
    public double width() {
        return titleInset() + column() * columns.size() + (barShown ? 14 + bar.width() : 0);
    }

    @Override
    public double height() {
        double names = columnText ? 24 + (columnTitle.isEmpty() ? 0 : 22) : 0;
        return 6 + row() * Math.max(rows.size(), 3) + names;
    }

    @Override
    public void paint(Pen pen, double x, double y) {
        var look = pen.look();
        double left = x + titleInset();
        double top = y + 6;
        double wide = column();
        double tall = row();
        double bottom = top + tall * rows.size();
        var box = new Rectangle2D.Double(left, top, wide * columns.size(), bottom - top);
        pen.chart(cells()::paint, box);
        for (int r = 0; r < rows.size(); r++) {
            double base = top + tall * r + tall / 2 + 4.5;
            if (rowText) {
                pen.text(rows.get(r), left - 8, base, Pen.Anchor.RIGHT, Fonts.TICK, look.ink());
            }
            for (int c = 0; c < columns.size(); c++) {
                Color ink = on(bar.scale().colour(values[r][c]));
                pen.text(text(values[r][c]), left + wide * (c + 0.5), base, Pen.Anchor.MIDDLE, Fonts.LABEL, ink);
            }
        }
        if (columnText) {
            for (int c = 0; c < columns.size(); c++) {
                double centre = left + wide * c + wide / 2;
                pen.text(columns.get(c), centre, bottom + 17, Pen.Anchor.MIDDLE, Fonts.TICK, look.ink());
            }
            double centre = left + wide * columns.size() / 2;
            pen.text(columnTitle, centre, bottom + 39, Pen.Anchor.MIDDLE, Fonts.LABEL, look.ink());
        }
        if (rowText) {
            pen.textUp(rowTitle, x + 12, (top + bottom) / 2, Fonts.LABEL, look.ink());
        }
        if (barShown) {
            bar.paint(pen, left + wide * columns.size() + 14, top, tall * Math.max(rows.size(), 3) - 1);
        }
    }

    private HeatMapChart cells() {
        var chart = new HeatMapChart(1, 1, Styler.ChartTheme.XChart); // without a theme its fonts are null
        Plot.bare(chart.getStyler())
                .setRangeColors(bar.scale().map().points())
                .setMin(bar.scale().low())
                .setMax(bar.scale().high());
        var cells = new ArrayList<Number[]>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                cells.add(new Number[] {c, rows.size() - 1 - r, values[r][c]}); // XChart counts rows upwards
            }
        }
        chart.addSeries(bar.label(), columns, rows, cells);
        return chart;
    }

    /**
     * Black or white, whichever is easier to read on a colour (relative luminance of WCAG 2). Over viridis the contrast is
     * at least 3.8; with XChart's FontColorDetector it falls to 3.4.
     */
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
