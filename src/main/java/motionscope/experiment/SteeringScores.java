package motionscope.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import motionscope.MotionScopeException;
import motionscope.motion.Interval;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * What a {@link SteeringStudy} found: some or all of its clips, and their scores with 95 % confidence intervals.
 *
 * <pre>{@code
 * var all = SteeringScores.load(Path.of("data/studies/steering.csv"));
 * var channels = all.of("features", "+CR +channels");
 * channels.interval(SteeringScores.SUCCESS);
 * channels.gain(all.of("features", "plain"), SteeringScores.FIDELITY);
 * }</pre>
 *
 * @param rows one for each clip
 */
public record SteeringScores(Table rows) {
    /** Whether the clip does all that was asked: 1 or 0. */
    public static final String SUCCESS = "success";

    /** Motion fidelity (equation 5) to points that all move as asked, 0 to 1. */
    public static final String FIDELITY = "fidelity";

    /** How far the speed along the asked way is from the asked one, in pixels per frame. */
    public static final String SPEED_ERROR = "speed_error";

    /** Standard deviation of the clip's values. */
    public static final String CONTRAST = "contrast";

    /** Share of the prompt that the clip shows. */
    public static final String AGREEMENT = "agreement";

    /** Mean distance of a dragged shape to its path, in pixels. */
    public static final String DISTANCE = "distance";

    private static final String UNGUIDED = "unguided";
    private static final String NOTHING = "nothing";

    /**
     * Reads a study that was kept.
     *
     * @throws MotionScopeException if the file is not there or damaged
     */
    public static SteeringScores load(Path csv) {
        return new SteeringScores(SteeringStudy.load(csv));
    }

    /** How the numbers of a kept study were made, and how to make them again; for a lesson to say. */
    public static String origin(Path csv) {
        return SteeringStudy.origin(csv) + "; to compute it again: SteeringStudy.of(model).kept(Path.of(\"new.csv\"))";
    }

    /** Clips of an experiment. */
    public SteeringScores of(String experiment) {
        return some(row -> row.getString("experiment").equals(experiment), "experiment '" + experiment + "'");
    }

    /** Clips of one way of an experiment. */
    public SteeringScores of(String experiment, String way) {
        return of(experiment)
                .some(row -> row.getString("way").equals(way), "way '" + way + "' of '" + experiment + "'");
    }

    /** Clips of which something was asked in these words, for example {@code ground right}. */
    public SteeringScores asked(String words) {
        return some(row -> row.getString("asked").equals(words), "clip that was asked for '" + words + "'");
    }

    /** Clips with the prompt, seed and motion of one of the others, so that both can be compared. */
    public SteeringScores alike(SteeringScores others) {
        Set<String> keys = new HashSet<>();
        others.rows.forEach(row -> keys.add(key(row, row.getString("asked"))));
        return some(row -> keys.contains(key(row, row.getString("asked"))), "clip like the others");
    }

    /** Clips of these prompts and seeds that were drawn without guidance. */
    public SteeringScores unguided(SteeringScores all) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(key(row, NOTHING)));
        return all.of(UNGUIDED).some(row -> keys.contains(key(row, NOTHING)), "unguided clip of the same prompts");
    }

    private SteeringScores some(Predicate<Row> wanted, String what) {
        Selection selection = Selection.with();
        for (Row row : rows) {
            if (wanted.test(row)) {
                selection.add(row.getRowNumber());
            }
        }
        if (selection.isEmpty()) {
            throw new MotionScopeException(
                    "The steering study has no " + what + " among these " + rows.rowCount() + " clips; it has "
                            + rows.stringColumn("experiment").unique().asList() + ".");
        }
        return new SteeringScores(rows.where(selection));
    }

    /** The ways of an experiment, in the order in which they were tried; none if it was not. */
    public List<String> ways(String experiment) {
        List<String> ways = new ArrayList<>();
        for (Row row : rows) {
            if (row.getString("experiment").equals(experiment) && !ways.contains(row.getString("way"))) {
                ways.add(row.getString("way"));
            }
        }
        return ways;
    }

    /** How many clips. */
    public int clips() {
        return rows.rowCount();
    }

    /**
     * The mean of a score over the clips to which it applies.
     *
     * @throws MotionScopeException if it applies to none
     */
    public Interval interval(String score) {
        double[] values = values(score);
        if (values.length == 0) {
            throw new MotionScopeException("The score '" + score + "' applies to none of these " + clips() + " clips.");
        }
        if (score.equals(SUCCESS)) {
            return Interval.ofShare((int) Math.round(Arrays.stream(values).sum()), values.length);
        }
        return ended(score, Interval.of(values));
    }

    /** What is a share ends at 1. */
    private static Interval ended(String score, Interval i) {
        boolean share = score.equals(FIDELITY) || score.equals(AGREEMENT);
        return share ? new Interval(i.mean(), Math.max(0, i.low()), Math.min(1, i.high())) : i;
    }

    private double[] values(String score) {
        return Arrays.stream(rows.numberColumn(score).asDoubleArray())
                .filter(v -> v != SteeringMeasure.NONE)
                .toArray();
    }

    /**
     * How much more these clips have than others with the same prompt, seed and motion (or without guidance), pair by pair.
     *
     * @throws MotionScopeException if there is no pair to which the score applies
     */
    public Interval gain(SteeringScores over, String score) {
        Map<String, Double> others = new HashMap<>();
        for (Row row : over.rows) {
            others.put(key(row, row.getString("asked")), row.getNumber(score));
        }
        List<Double> gains = new ArrayList<>();
        for (Row row : rows) {
            Double other = others.getOrDefault(key(row, row.getString("asked")), others.get(key(row, NOTHING)));
            double own = row.getNumber(score);
            if (other != null && other != SteeringMeasure.NONE && own != SteeringMeasure.NONE) {
                gains.add(own - other);
            }
        }
        if (gains.isEmpty()) {
            throw new MotionScopeException("No two clips agree in prompt, seed and motion and have the score '" + score
                    + "', so nothing can be compared.");
        }
        return Interval.of(gains.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same in words: {@code +8.89 (+1.60 to +16.18): more}; {@code less}, or {@code no difference shown} where 0 is inside. */
    public String comparedWith(SteeringScores others, String score) {
        Interval gain = gain(others, score);
        double times = times(score);
        String verdict = gain.low() > 0 ? "more" : gain.high() < 0 ? "less" : "no difference shown";
        return String.format(
                Locale.ROOT,
                "%+.2f (%+.2f to %+.2f): %s",
                times * gain.mean(),
                times * gain.low(),
                times * gain.high(),
                verdict);
    }

    /** Motion fidelity is read in hundredths. */
    private static double times(String score) {
        return score.equals(FIDELITY) ? 100 : 1;
    }

    private static String key(Row row, String asked) {
        return row.getString("prompt") + "|" + row.getInt("seed") + "|" + asked;
    }

    /**
     * For reading: a row for each way of these clips, in each cell the mean and its interval; a cell is empty where a score
     * does not apply. Motion fidelity is given in hundredths, as in the paper's tables.
     */
    public Table forReading(String... scores) {
        Table table = Table.create("Steering", StringColumn.create("way"), IntColumn.create("clips"));
        for (String score : scores) {
            table.addColumns(StringColumn.create(title(score)));
        }
        OverSeeds.groups(rows, List.of("experiment", "way")).forEach((key, group) -> {
            SteeringScores some = of((String) key.get(0), (String) key.get(1));
            table.stringColumn("way").append((String) key.get(1));
            table.intColumn("clips").append(some.clips());
            for (String score : scores) {
                table.stringColumn(title(score)).append(some.words(score));
            }
        });
        return table;
    }

    private static String title(String score) {
        return switch (score) {
            case FIDELITY -> "fidelity x 100";
            case SPEED_ERROR -> "speed error (px/frame)";
            case DISTANCE -> "distance (px)";
            default -> score;
        };
    }

    /** The mean of a score and its interval; empty where it does not apply. */
    public String words(String score) {
        if (values(score).length == 0) {
            return "";
        }
        Interval i = interval(score);
        boolean tenths = score.equals(FIDELITY) || score.equals(DISTANCE);
        double times = times(score);
        return String.format(
                Locale.ROOT,
                tenths ? "%.1f (%.1f-%.1f)" : "%.2f (%.2f-%.2f)",
                times * i.mean(),
                times * i.low(),
                times * i.high());
    }

    /** Both together. */
    public SteeringScores and(SteeringScores more) {
        return new SteeringScores(rows.copy().append(more.rows));
    }
}
