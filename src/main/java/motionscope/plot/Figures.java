package motionscope.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                decimals,
                true,
                true,
                true));
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

    /**
     * Where points were asked to go (hollow) and where they were found (solid, from its dot), over one frame.
     *
     * @param frame which frame of the clip
     * @param asked from a name to (points, 2): x and y in pixels of the clip, 0 is the outer edge; may be empty
     * @param found the same; what has the same name has the same colour
     * @throws motionscope.MotionScopeException if there is no way, one is empty, or a value is not finite
     */
    public static Figure paths(Clip clip, int frame, Map<String, double[][]> asked, Map<String, double[][]> found) {
        return ClipFigures.paths(clip, frame, asked, found);
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

    /**
     * The absolute weight of each channel in a principal component, the motion channels in colour (paper, figure 3a).
     *
     * @param name what the weights are: "|weight in PC1|"
     * @param weights (channels), signed
     * @param chosen indices of the motion channels; none is fine
     * @param order from left to right
     * @throws motionscope.MotionScopeException if a weight is not finite, or a chosen channel does not exist
     */
    public static Figure channelWeights(String name, double[] weights, int[] chosen, ChannelOrder order) {
        return Weights.figure(name, weights, chosen, order);
    }

    /** The same for the first two components of a PCA side by side, the largest weight first. */
    public static Figure channelWeights(Pca pca, int[] chosen) {
        Check.that(pca.components().length >= 2, "Weights of PC1 and PC2 need a PCA of at least two components.");
        return row(
                channelWeights("|weight|", pca.components()[0], chosen, ChannelOrder.BY_WEIGHT)
                        .titled(component(1, pca.share(0))),
                channelWeights("|weight|", pca.components()[1], chosen, ChannelOrder.BY_WEIGHT)
                        .titled(component(2, pca.share(1))));
    }

    /**
     * Curves over frames in a panel for each kind of motion: mean, band of one standard deviation over clips, the true
     * course as a thin grey line and dashed lines where it turns (paper, figures 3b-d and 13).
     *
     * @param valueLabel what the values are
     * @param values (clips, frames)
     * @param labels the motion of each clip; a panel for each, in order of first appearance
     * @param truthLabel what the true courses are, with the unit
     * @param truth (clips, frames), for example the displacement since frame 0 in pixels; null draws none
     * @throws motionscope.MotionScopeException if the sizes differ or a value is not finite
     */
    public static Figure channelCurves(
            String valueLabel, double[][] values, List<?> labels, String truthLabel, double[][] truth) {
        return SmallMultiples.curves(valueLabel, values, labels, truthLabel, truth);
    }

    /**
     * Where a target clip is like one point of a source clip: the source with its ringed point, beside it the target under
     * each map (paper, figures 1, 4 and 6). The point's frame is among the shown ones.
     *
     * @param query the point of the source
     * @param maps from the name of a column ("plain", "+ CR", "+ CR + channels") to (frames, rows, columns) of the target, in
     *     the map's order
     * @param frames which frames are shown, a row for each
     * @param scale {@link Scale#cosine} for cosines as they are, {@link Scale#share} for maps stretched from 0 to 1
     * @param label what the values are
     * @throws motionscope.MotionScopeException if the point or a frame lies outside, sizes differ, or a value is not finite
     */
    public static Figure similarity(
            Clip source,
            Query query,
            Clip target,
            Map<String, double[][][]> maps,
            int[] frames,
            Scale scale,
            String label) {
        return SimilarityFigure.of(source, query, target, maps, frames, scale, label);
    }

    /**
     * Scores of every tap, kind of motion and timestep: raw features above, CR below, a table for each kind.
     *
     * @param raw (kinds, taps, timesteps)
     * @param removed the same with content correlation removal
     * @param valueLabel what the values are
     * @throws motionscope.MotionScopeException if a table is of another size or a value is not finite
     */
    public static Figure layers(
            List<?> taps,
            List<?> kinds,
            List<?> timesteps,
            double[][][] raw,
            double[][][] removed,
            String valueLabel,
            Scale scale) {
        return LayerTables.figure(taps, kinds, timesteps, raw, removed, valueLabel, scale);
    }

    /**
     * Scores against the timestep, a curve for each method, with a band of one standard deviation over samples (paper,
     * figure 6: DIFT matches looks, MOFT matches motion).
     *
     * @param valueLabel what the scores are
     * @param timesteps (timesteps)
     * @param scores from a method's name to (samples, timesteps), in the map's order; samples are seeds or scenes
     * @param chance the score of guessing
     * @throws motionscope.MotionScopeException if the sizes differ or a value is not finite
     */
    public static Figure scoresOverTime(
            String valueLabel, double[] timesteps, Map<String, double[][]> scores, double chance) {
        var curves = Curves.over("timestep t (0: clean, 999: noise)", valueLabel)
                .at(timesteps)
                .level("chance", chance);
        scores.forEach(curves::add);
        return curves.figure();
    }

    /**
     * How many channels sets of channels have in common.
     *
     * @param sets from a name to channel indices, in the map's order
     * @throws motionscope.MotionScopeException if there is no set or one is empty
     */
    public static Figure overlap(Map<String, int[]> sets) {
        return Overlap.figure(sets);
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
