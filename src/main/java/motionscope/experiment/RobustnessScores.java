package motionscope.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.motion.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a {@link RobustnessStudy} found.
 *
 * @param rows one for each variation and seed
 */
public record RobustnessScores(Table rows) {
    private static final String VARIED = "varied";
    private static final String SETTING = "setting";
    private static final String SEED = "seed";

    /** Accuracy on the plane of the variation's own components, centres from its own even scenes. */
    public static final String OWN = "own plane";

    /** Accuracy of ridge regression on all channels. */
    public static final String PROBE = "linear probe";

    /** Accuracy on the plane of the plain clips, centres from the plain clips. */
    public static final String PLAIN = "plane of plain clips";

    static Table emptyRows() {
        return Table.create(
                "Robustness",
                StringColumn.create(VARIED),
                StringColumn.create(SETTING),
                LongColumn.create(SEED),
                DoubleColumn.create(OWN),
                DoubleColumn.create(PROBE),
                DoubleColumn.create(PLAIN));
    }

    static RobustnessScores none() {
        return new RobustnessScores(emptyRows());
    }

    /**
     * Reads a study that was kept.
     *
     * @throws MotionScopeException if the file is not there or damaged
     */
    public static RobustnessScores load(Path csv) {
        return new RobustnessScores(new StudyFile(csv).rows(emptyRows()));
    }

    /** How the numbers of a kept study were made, and how to make them again; for a lesson to say. */
    public static String origin(Path csv) {
        return new StudyFile(csv).origin()
                + "; to compute it again: RobustnessStudy.full().run(model, Path.of(\"new.csv\"))";
    }

    RobustnessScores copy() {
        return new RobustnessScores(rows.copy());
    }

    void add(Variation variation, long seed, double own, double probe, double plain) {
        rows.stringColumn(VARIED).append(variation.what());
        rows.stringColumn(SETTING).append(variation.setting());
        rows.longColumn(SEED).append(seed);
        rows.doubleColumn(OWN).append(own);
        rows.doubleColumn(PROBE).append(probe);
        rows.doubleColumn(PLAIN).append(plain);
    }

    boolean has(Variation variation, long seed) {
        return IntStream.range(0, rows.rowCount())
                .anyMatch(i -> rows.longColumn(SEED).getLong(i) == seed
                        && rows.stringColumn(VARIED).get(i).equals(variation.what())
                        && rows.stringColumn(SETTING).get(i).equals(variation.setting()));
    }

    /** One row for all seeds of a variation: the mean of each score with its 95 % confidence interval. */
    public Table table() {
        return OverSeeds.summary(rows, List.of(VARIED, SETTING), List.of(OWN, PROBE, PLAIN));
    }

    /** The same for reading: a cell has the mean and, of several seeds, its interval. */
    public Table forReading() {
        Table table = Table.create(
                rows.name(),
                StringColumn.create(VARIED),
                StringColumn.create(SETTING),
                StringColumn.create(OWN),
                StringColumn.create(PLAIN),
                StringColumn.create(PROBE));
        OverSeeds.groups(rows, List.of(VARIED, SETTING)).forEach((key, group) -> {
            table.stringColumn(VARIED).append((String) key.get(0));
            table.stringColumn(SETTING).append((String) key.get(1));
            for (String score : List.of(OWN, PLAIN, PROBE)) {
                table.stringColumn(score).append(OverSeeds.words(OverSeeds.interval(group, score)));
            }
        });
        return table;
    }

    /**
     * One score of one variation over all seeds.
     *
     * @param score {@link #OWN}, {@link #PROBE} or {@link #PLAIN}
     * @throws MotionScopeException if the study did not try the variation
     */
    public Interval of(Variation variation, String score) {
        List<Row> found = OverSeeds.groups(rows, List.of(VARIED, SETTING))
                .get(List.<Object>of(variation.what(), variation.setting()));
        if (found == null) {
            throw new MotionScopeException("The variation '" + variation.what() + ": " + variation.setting()
                    + "' was asked of a study that has not tried it; run it with this one too.");
        }
        return OverSeeds.interval(found, score);
    }
}
