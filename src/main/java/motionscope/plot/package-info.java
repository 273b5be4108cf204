/**
 * The figures of the lessons: scatter, lines with bands, bars, tables as heat maps, maps over frames, contact sheets.
 *
 * <p>{@link motionscope.plot.Figures} makes them, {@link motionscope.plot.Figure} is what comes out: PNG at twice the
 * size, SVG whose text is text, a caption, and the numbers behind the picture.
 *
 * <p>XChart draws what stands between the axes, told only the ranges of the axes: points, mean lines, bands, turns,
 * levels and grid lines (XYChart), bars with error bars (CategoryChart), cells (HeatMapChart). Drawn here with Java2D is
 * what XChart 4.0.3 lacks or does otherwise:
 *
 * <ul>
 *   <li>all text. XChart fills the outlines of letters instead of drawing text (AxisTickLabels, AxisTitle, ChartTitle,
 *       Legend_, and showValue of PlotContent_HeatMap, all by TextLayout.getOutline), so its SVG would hold no text
 *   <li>axis lines and ticks with their values, which stand beside that text. XChart tells nobody where its own ticks
 *       are, so grid lines are XChart series at our ticks
 *   <li>ranges shared by the panels of a grid, one legend for all of them, captions; an XChart chart is a single panel
 *   <li>the outlines of markers, through XChart's Marker: it has no triangles to the left and right
 *   <li>frames of clips with maps over them, and scale bars
 * </ul>
 */
package motionscope.plot;
