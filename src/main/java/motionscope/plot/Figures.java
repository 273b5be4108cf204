package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import motionscope.motion.Pca;
import motionscope.video.Clip;

/** Makes the figures of the lessons from plain numbers. Every input is checked; nothing is drawn from NaN. */
public final class Figures {
    private Figures() {}

    /**
     * Points coloured and marked by direction.
     *
     * @param scores (n, 2): one point for each sample
     * @param labels the direction (or any other label) of each sample
     * @throws motionscope.MotionScopeException if there are no points, other numbers of labels, or values not finite
     */
    public static Figure scatter(double[][] scores, List<?> labels) {
        return scatter(scores, labels, "PC1", "PC2");
    }

    /**
     * The same, the axes labelled with the components' shares of variance.
     *
     * @param shares share of the variance of the first and second component, 0 to 1
     */
    public static Figure scatter(double[][] scores, List<?> labels, double[] shares) {
        Check.that(
                shares.length >= 2, "A scatter of two components needs two shares of variance, not %d.", shares.length);
        Check.finite("The shares of variance", shares);
        return scatter(scores, labels, component(1, shares[0]), component(2, shares[1]));
    }

    /**
     * The plane of the first two components.
     *
     * @param labels the direction (or any other label) of each clip; every sample of a clip has its label
     */
    public static Figure scatter(Pca pca, List<?> labels) {
        int samples = labels.isEmpty() ? 1 : pca.scores().length / labels.size();
        List<?> each = labels.stream()
                .flatMap(label -> Collections.nCopies(samples, label).stream())
                .toList();
        return scatter(pca.plane(), each, new double[] {pca.share(0), pca.share(1)});
    }

    private static String component(int number, double share) {
        return String.format(Locale.ROOT, "PC%d (%.0f %% of variance)", number, 100 * share);
    }

    /** The same with any two axes. */
    public static Figure scatter(double[][] points, List<?> labels, String xLabel, String yLabel) {
        Check.table("The scatter", points);
        Check.that(points[0].length >= 2, "A scatter needs two values for each point; it got %d.", points[0].length);
        var names = Check.names("points", labels, points.length);
        double[] x = Arrays.stream(points).mapToDouble(p -> p[0]).toArray();
        double[] y = Arrays.stream(points).mapToDouble(p -> p[1]).toArray();
        var content = new Points(Check.copy(points), names, xLabel, yLabel);
        return Figure.of(new AxesPanel(Axis.fit(xLabel, 0.07, x), Axis.fit(yLabel, 0.07, y), null, content, 300, 280));
    }

    /**
     * A table of values as colours with the numbers in the cells, for example accuracy over taps and timesteps.
     *
     * @param rowTitle what the rows are: "tap"
     * @param rows the name of each row
     * @param columnTitle what the columns are: "timestep t"
     * @param columns the name of each column
     * @param values (rows, columns)
     * @param valueLabel what the values are, with the unit
     * @param scale from values to colours
     * @throws motionscope.MotionScopeException if the table is empty, ragged, of another size, or not finite
     */
    public static Figure heatmap(
            String rowTitle,
            List<?> rows,
            String columnTitle,
            List<?> columns,
            double[][] values,
            String valueLabel,
            Scale scale) {
        Check.table("The table", values);
        var rowNames = Check.names("rows", rows, values.length);
        var columnNames = Check.names("columns", columns, values[0].length);
        double range = scale.high() - scale.low();
        int decimals = range >= 100 ? 0 : range >= 10 ? 1 : 2;
        return Figure.of(new CellsPanel(
                rowTitle,
                rowNames,
                columnTitle,
                columnNames,
                Check.copy(values),
                new ScaleBar(scale, valueLabel),
                decimals));
    }

    /**
     * Maps over the frames of a clip: their colours at 55 % over the grey frames, with a scale bar. Of more than eight
     * frames eight are shown, the first, the last and evenly between.
     *
     * @param maps (frames, rows, columns): a map of any resolution for each frame
     * @param label what the values are
     * @throws motionscope.MotionScopeException if there are not as many maps as frames, or one is empty, ragged or not
     *     finite
     */
    public static Figure framesHeatmap(Clip clip, double[][][] maps, String label, Scale scale) {
        return ClipFigures.heatmap(clip, maps, label, scale, null);
    }

    /** The same with the query point as a ringed dot; its frame is always shown. */
    public static Figure framesHeatmap(Clip clip, double[][][] maps, String label, Scale scale, Query query) {
        return ClipFigures.heatmap(clip, maps, label, scale, query);
    }

    /** The frames of a clip side by side; of more than eight, eight from the first to the last. */
    public static Figure contactSheet(Clip clip) {
        return ClipFigures.contactSheet(List.of(clip), List.of(""));
    }

    /**
     * The frames of several clips, a row for each.
     *
     * @param labels a name for each clip, for example its prompt or direction
     * @throws motionscope.MotionScopeException if there are no clips, other numbers of labels, or clips of other lengths
     */
    public static Figure contactSheet(List<Clip> clips, List<?> labels) {
        return ClipFigures.contactSheet(clips, labels);
    }

    /** Figures side by side. Panels next to each other whose axes have the same label share their range. */
    public static Figure row(Figure... figures) {
        return grid(figures.length, figures);
    }

    /**
     * Figures in rows of so many columns, with one legend. Panels of axes with the same label (and so the same unit)
     * share their range, and write the label once. Paper and caption are the first figure's.
     */
    public static Figure grid(int columns, Figure... figures) {
        Check.that(figures.length > 0 && columns > 0, "A grid needs at least one figure and one column.");
        var cells = new ArrayList<Figure.Cell>();
        for (Figure figure : figures) {
            cells.addAll(figure.parts().cells());
        }
        var first = figures[0].parts();
        return new Figure(new Figure.Parts("", Sharing.share(cells, columns), columns, first.caption(), first.look()));
    }
}
