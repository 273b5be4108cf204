package motionscope.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a {@link LayerStudy} found.
 *
 * @param rows one for each kind of motion, tap, timestep, frame, kind of features and seed
 */
public record LayerScores(Table rows) {
    static final String MOTION = "motion";
    static final String TAP = "tap";
    static final String T = "t";
    static final String FRAME = "frame";
    static final String FEATURES = "features";
    static final String SEED = "seed";

    /** Accuracy on the plane of the first two components: column of {@link #rows} and of {@link #table}. */
    public static final String CENTROID = "nearest centroid";

    /** Accuracy of ridge regression on all channels. */
    public static final String PROBE = "linear probe";

    static Table emptyRows() {
        return Table.create(
                "Layers and kinds of motion",
                StringColumn.create(MOTION),
                StringColumn.create(TAP),
                IntColumn.create(T),
                IntColumn.create(FRAME),
                StringColumn.create(FEATURES),
                LongColumn.create(SEED),
                DoubleColumn.create(CENTROID),
                DoubleColumn.create(PROBE));
    }

    static LayerScores none() {
        return new LayerScores(emptyRows());
    }

    /**
     * Reads a study that was kept.
     *
     * @throws MotionScopeException if the file is not there or damaged
     */
    public static LayerScores load(Path csv) {
        return new LayerScores(new StudyFile(csv).rows(emptyRows()));
    }

    /** How the numbers of a kept study were made, and how to make them again; for a lesson to say. */
    public static String origin(Path csv) {
        return new StudyFile(csv).origin()
                + "; to compute it again: LayerStudy.full().run(model, Path.of(\"new.csv\"))";
    }

    LayerScores copy() {
        return new LayerScores(rows.copy());
    }

    void add(
            MotionKind kind,
            Tap tap,
            int timestep,
            int frame,
            String features,
            long seed,
            LayerStudy.Accuracy accuracy) {
        rows.stringColumn(MOTION).append(kind.word());
        rows.stringColumn(TAP).append(tap.name());
        rows.intColumn(T).append(timestep);
        rows.intColumn(FRAME).append(frame);
        rows.stringColumn(FEATURES).append(features);
        rows.longColumn(SEED).append(seed);
        rows.doubleColumn(CENTROID).append(accuracy.nearestCentroid());
        rows.doubleColumn(PROBE).append(accuracy.linearProbe());
    }

    boolean has(MotionKind kind, Tap tap, int timestep, long seed) {
        return IntStream.range(0, rows.rowCount())
                .anyMatch(i -> rows.longColumn(SEED).getLong(i) == seed
                        && rows.intColumn(T).getInt(i) == timestep
                        && rows.stringColumn(TAP).get(i).equals(tap.name())
                        && rows.stringColumn(MOTION).get(i).equals(kind.word()));
    }

    /** One row for all seeds: the mean of both scores with its 95 % confidence interval. */
    public Table table() {
        return OverSeeds.summary(rows, List.of(MOTION, TAP, T, FRAME, FEATURES), List.of(CENTROID, PROBE));
    }

    /** The rows of one kind, timestep and frame of {@link #table}. */
    public Table table(MotionKind kind, int timestep, int frame) {
        Table all = table();
        return all.where(all.stringColumn(MOTION)
                .isEqualTo(kind.word())
                .and(all.intColumn(T).isEqualTo(timestep))
                .and(all.intColumn(FRAME).isEqualTo(frame)));
    }

    /**
     * One score at one timestep for reading: a row for each tap, a column for each kind of motion with CR and raw; in a cell
     * the mean and, of several seeds, its 95 % confidence interval.
     *
     * @param score {@link #CENTROID} or {@link #PROBE}
     * @throws MotionScopeException if the study lacks one of them
     */
    public Table byTap(int timestep, int frame, String score) {
        List<Tap> taps = taps();
        StringColumn names = StringColumn.create(TAP, taps.stream().map(Tap::name));
        Table table = Table.create(score + ", t = " + timestep + ", frame " + frame, names);
        for (MotionKind kind : kinds()) {
            for (String features : List.of(SeparationStudy.CR, SeparationStudy.RAW)) {
                table.addColumns(StringColumn.create(
                        kind.word() + ", " + features,
                        taps.stream().map(tap -> words(of(kind, tap, timestep, frame, features, score)))));
            }
        }
        return table;
    }

    private static String words(Interval interval) {
        return interval.low() == interval.high()
                ? String.format(Locale.ROOT, "%.2f", interval.mean())
                : String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", interval.mean(), interval.low(), interval.high());
    }

    /**
     * One score over all seeds, on frame 0.
     *
     * @param features {@link SeparationStudy#CR} or {@link SeparationStudy#RAW}
     * @param score {@link #CENTROID} or {@link #PROBE}
     * @throws MotionScopeException if the study did not look there
     */
    public Interval of(MotionKind kind, Tap tap, int timestep, String features, String score) {
        return of(kind, tap, timestep, 0, features, score);
    }

    /** The same on another frame: the middle one is there too. */
    public Interval of(MotionKind kind, Tap tap, int timestep, int frame, String features, String score) {
        List<Row> found = OverSeeds.groups(rows, List.of(MOTION, TAP, T, FRAME, FEATURES))
                .get(List.<Object>of(kind.word(), tap.name(), timestep, frame, features));
        if (found == null) {
            throw new MotionScopeException(kind.word() + " motion at " + tap + ", t = " + timestep + ", frame " + frame
                    + ", " + features + " was asked of a study that has "
                    + rows.stringColumn(MOTION).unique().asList()
                    + " at " + taps() + ", t = " + timesteps() + ", frames "
                    + rows.intColumn(FRAME).unique().asList() + "; run it there too.");
        }
        return OverSeeds.interval(found, score);
    }

    /** The taps that were looked at. */
    public List<Tap> taps() {
        return rows.stringColumn(TAP).asList().stream().distinct().map(Tap::new).toList();
    }

    /** The timesteps that were looked at. */
    public List<Integer> timesteps() {
        return rows.intColumn(T).asList().stream().distinct().sorted().toList();
    }

    /** The kinds of motion that were looked at. */
    public List<MotionKind> kinds() {
        return rows.stringColumn(MOTION).asList().stream()
                .distinct()
                .map(word -> MotionKind.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /**
     * The mean over seeds on frame 0, as {@code Figures.layers} takes it.
     *
     * @param features {@link SeparationStudy#CR} or {@link SeparationStudy#RAW}
     * @param score {@link #CENTROID} or {@link #PROBE}
     * @return (kinds, taps, timesteps)
     * @throws MotionScopeException if the study lacks one of them, because it was interrupted
     */
    public double[][][] means(String features, String score) {
        List<Tap> taps = taps();
        List<Integer> times = timesteps();
        return kinds().stream()
                .map(kind -> taps.stream()
                        .map(tap -> times.stream()
                                .mapToDouble(
                                        t -> of(kind, tap, t, features, score).mean())
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }
}
