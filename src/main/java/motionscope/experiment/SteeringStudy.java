package motionscope.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.control.SpeedCalibration;
import motionscope.video.Clip;
import motionscope.video.world.Direction;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Every way of steering on prompts and seeds that no setting was chosen on: draws {@link SteeringTrials}, measures each clip and
 * keeps one row for it. Hours on a processor, minutes on a GPU; it goes on where its file ends.
 *
 * <pre>{@code
 * SteeringStudy.of(model).kept(Path.of("steering.csv"));         // background job
 * var rows = SteeringStudy.load(Path.of("data/studies/steering.csv"));
 * }</pre>
 */
public final class SteeringStudy {
    private static final String NAME = "steering";

    private final VideoModel model;
    private final Map<String, List<ShapePlace>> places = new HashMap<>();
    private final SteeringTrials trials;
    private final Set<String> experiments;
    private int batch = 4;

    private SteeringStudy(VideoModel model, Set<String> experiments) {
        this.model = model;
        this.trials = new SteeringTrials(model, MotionControls.of(model), this::places);
        this.experiments = experiments;
    }

    /** All experiments. */
    public static SteeringStudy of(VideoModel model) {
        return new SteeringStudy(model, Set.of());
    }

    /** Only some experiments, by name: {@code camera}, {@code one shape}; {@code calibration} is done only when it is named. */
    public SteeringStudy only(String... names) {
        SteeringStudy some = new SteeringStudy(model, Set.of(names));
        some.batch = batch;
        return some;
    }

    /**
     * Clips drawn at once; a GPU has room for 40.
     *
     * @throws MotionScopeException if it is below 1
     */
    public SteeringStudy batch(int clips) {
        if (clips < 1) {
            throw new MotionScopeException("Batches of " + clips + " clips were asked for; use 1 or more.");
        }
        batch = clips;
        return this;
    }

    /**
     * The rows that were kept in a file; {@code data/README.md} says what their columns are.
     *
     * @throws MotionScopeException if the file cannot be read, or is damaged
     */
    public static Table load(Path csv) {
        return new StudyFile(csv).rows(SteeringMeasure.emptyRows());
    }

    /** How the rows of a file were made; as text one sentence for a reader. */
    public static StudyOrigin origin(Path csv) {
        return new StudyFile(csv).origin();
    }

    /** From rows of the experiment {@code calibration}: the mean speed along the asked way for references of each speed. */
    public static SpeedCalibration calibration(Table rows) {
        NavigableMap<Double, List<Double>> bySpeed = new TreeMap<>();
        for (Row row : rows) {
            if (row.getString("experiment").equals(SteeringTrials.CALIBRATION)) {
                Direction way = SteeringOutcome.ground(row);
                double along = row.getDouble("ground_x") * way.x() + row.getDouble("ground_y") * way.y();
                bySpeed.computeIfAbsent(SteeringTrials.referenceSpeed(row.getString("way")), v -> new ArrayList<>())
                        .add(along);
            }
        }
        double[] scales =
                bySpeed.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] speeds = bySpeed.values().stream()
                .mapToDouble(all ->
                        all.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .toArray();
        return new SpeedCalibration(scales, speeds);
    }

    /**
     * Draws and measures what the file does not have yet, and gives all its rows.
     *
     * @throws MotionScopeException if an experiment does not exist, or the file holds another study or another model's
     */
    public Table kept(Path csv) {
        return KeptStudy.of(NAME, csv, model, Map.of("speed", Double.toString(SteeringTrials.SPEED)))
                .go(SteeringMeasure.emptyRows(), this::run);
    }

    private Table run(Table before, KeptStudy.Keeping keep) {
        Set<String> done = new HashSet<>();
        for (int i = 0; i < before.rowCount(); i++) {
            done.add(key(before.row(i)));
        }
        Table rows = before.copy();
        List<List<SteeringTrial>> batches = batches(done);
        try (WorkDisplay.Shown shown = WorkDisplay.start("Steering", Math.max(1, batches.size()))) {
            for (int i = 0; i < batches.size(); i++) {
                List<SteeringTrial> some = batches.get(i);
                List<GeneratedClip> clips = draw(some);
                for (int k = 0; k < some.size(); k++) {
                    SteeringTrial trial = some.get(k);
                    SteeringMeasure.append(
                            rows, trial, trial.after().apply(clips.get(k).clip()));
                }
                keep.rows(rows);
                shown.to(i + 1, some.get(0).experiment() + ", " + some.get(0).way());
            }
        }
        return rows;
    }

    /** Clips of one way of one experiment go together: they share keys alike. */
    private List<List<SteeringTrial>> batches(Set<String> done) {
        Map<String, List<SteeringTrial>> groups = new LinkedHashMap<>();
        for (SteeringTrial trial : trials.of(experiments)) {
            if (!done.contains(key(trial))) {
                groups.computeIfAbsent(trial.experiment() + "/" + trial.way(), k -> new ArrayList<>())
                        .add(trial);
            }
        }
        List<List<SteeringTrial>> batches = new ArrayList<>();
        for (List<SteeringTrial> group : groups.values()) {
            for (int from = 0; from < group.size(); from += batch) {
                batches.add(group.subList(from, Math.min(group.size(), from + batch)));
            }
        }
        return batches;
    }

    private List<GeneratedClip> draw(List<SteeringTrial> some) {
        Generation run = model.generate(some.stream().map(SteeringTrial::prompt).toList())
                .seeds(some.stream().map(SteeringTrial::seed).toList());
        if (some.get(0).guidance() != null) {
            run.guidedBy(some.stream().map(trial -> trial.guidance().get()).toList());
        }
        return run.runAll();
    }

    private List<ShapePlace> places(String prompt, long seed) {
        return places.computeIfAbsent(prompt + " " + seed, k -> {
            Clip unguided = model.generate(prompt).seed(seed).run().clip();
            return ShapePlace.of(unguided, prompt);
        });
    }

    private static String key(SteeringTrial trial) {
        return String.join(
                "|",
                trial.experiment(),
                trial.way(),
                trial.prompt(),
                Long.toString(trial.seed()),
                trial.asked().words());
    }

    private static String key(Row row) {
        return String.join(
                "|",
                row.getString("experiment"),
                row.getString("way"),
                row.getString("prompt"),
                Integer.toString(row.getInt("seed")),
                row.getString("asked"));
    }
}
