package motionscope.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The box between the axes of a panel, which XChart fills. Here XChart is told the ranges of the axes and nothing else:
 * all that it would write or draw around its series is switched off.
 *
 * @param right the axis to the right, or null
 */
record Plot(Pen pen, Rectangle2D box, Axis x, Axis y, Axis right) {
    private static final Color CLEAR = new Color(0, true);
    private static final int MARKER_SIZE = 11;

    /** What stands between the axes of a panel. */
    interface Content {
        void paint(Plot plot);

        List<Key> keys();

        Numbers numbers();
    }

    /** A chart without series over the ranges of the axes; its series of group 1 belong to the axis to the right. */
    XYChart chart() {
        var chart = new XYChart(1, 1);
        var styler = bare(chart.getStyler());
        styler.setXAxisMin(x.low()).setXAxisMax(x.high()).setYAxisMin(y.low()).setYAxisMax(y.high());
        if (right != null) {
            styler.setYAxisMin(1, right.low()).setYAxisMax(1, right.high());
        }
        return chart;
    }

    /** Leaves of a chart only its content, which then fills the whole of it. */
    static <S extends AxesChartStyler> S bare(S styler) {
        styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(0);
        styler.setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR);
        styler.setPlotBorderVisible(false).setPlotContentSize(1);
        styler.setAxisTicksVisible(false).setAxisTitlesVisible(false).setPlotMargin(0);
        styler.setPlotGridLinesVisible(false);
        // XChart looks for ticks that nobody sees, near 1e15 without end; texts that are all the same stop it
        styler.setXAxisTickLabelsFormattingFunction(v -> "").setYAxisTickLabelsFormattingFunction(v -> "");
        return styler;
    }

    /** Grid lines at our ticks. XChart's own stand at ticks of its own, whose values it does not tell. */
    void grid() {
        var chart = chart();
        var stroke = Pen.stroke(1);
        y.ticks().forEach(tick -> level(chart, tick.value(), pen.look().rule(), stroke));
        if (x.names().isEmpty()) {
            x.ticks().forEach(tick -> upright(chart, tick.value(), pen.look().rule(), stroke));
        }
        pen.chart(chart::paint, box);
    }

    /** Adds a line across the whole plot. */
    void level(XYChart chart, double at, Color colour, BasicStroke stroke) {
        line(chart, new double[] {x.low(), x.high()}, new double[] {at, at}, colour, stroke);
    }

    /** Adds a line from the bottom to the top of the plot. */
    void upright(XYChart chart, double at, Color colour, BasicStroke stroke) {
        line(chart, new double[] {at, at}, new double[] {y.low(), y.high()}, colour, stroke);
    }

    static XYSeries line(XYChart chart, double[] x, double[] y, Color colour, BasicStroke stroke) {
        var series = add(chart, x, y, XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE).setLineStyle(stroke).setLineColor(colour);
        return series;
    }

    /** Adds a filled polygon. */
    static void area(XYChart chart, double[] x, double[] y, Color colour) {
        var series = add(chart, x, y, XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setFillColor(colour);
    }

    void points(XYChart chart, double[] x, double[] y, Style style) {
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        add(chart, x, y, XYSeriesRenderStyle.Scatter)
                .setMarker(style.marker().edged(pen.look().paper()))
                .setMarkerColor(Pen.alpha(style.colour(), 0.85));
    }

    /** XChart wants a name for each series; nobody sees it. */
    private static XYSeries add(XYChart chart, double[] x, double[] y, XYSeriesRenderStyle style) {
        String name = String.valueOf(chart.getSeriesCollection().size());
        return chart.addSeries(name, x, y).setXYSeriesRenderStyle(style);
    }
}
