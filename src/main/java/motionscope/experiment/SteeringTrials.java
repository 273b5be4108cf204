package motionscope.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.experiment.SteeringTrial.Asked;
import motionscope.metric.Velocity;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import motionscope.video.world.World;

/** What the steering study tries on the bundled model: prompts and seeds that no setting was chosen on, every way. */
public final class SteeringTrials {
    /** Speed that is asked for where nothing else is said, in pixels per frame. */
    public static final double SPEED = 1.2;

    /** Growth that is asked for, 3 % a frame. */
    public static final double ZOOM = 0.03;

    static final String CALIBRATION = "calibration";
    private static final String REFERENCE_AT = "reference at ";
    static final long ONE_SEED = 9100;
    static final long TWO_SEED = 9200;
    private static final long CALIBRATION_SEED = 9300;
    static final int SIZE = World.SIZE;
    static final int FRAMES = World.FRAMES;
    static final List<Direction> FOUR = List.of(Direction.RIGHT, Direction.LEFT, Direction.UP, Direction.DOWN);

    /** One shape each. */
    public static final List<String> ONE = List.of(
            "a green circle on a red clouds background",
            "a white square on a blue spots background",
            "a yellow triangle on a purple marble background",
            "a red diamond on a cyan tiles background",
            "a orange ring on a green stones background",
            "a blue cross on a white streaks background",
            "a purple circle on a orange spots background",
            "a cyan square on a yellow clouds background");

    /** Two shapes each. */
    public static final List<String> TWO = List.of(
            "a green circle and a white square on a red clouds background",
            "a yellow triangle and a cyan ring on a purple marble background",
            "a red diamond and a blue circle on a cyan tiles background",
            "a orange square and a purple cross on a green stones background",
            "a blue circle and a red triangle on a white streaks background",
            "a white ring and a green diamond on a orange spots background",
            "a purple square and a blue cross on a yellow clouds background",
            "a cyan triangle and a yellow circle on a blue stones background");

    private final MotionControls controls;
    private final SourceClips sources;
    private final ShapeTrials shapes;
    private final AblationTrials ablations;

    /** @param places where the shapes of an unguided clip of a prompt and seed are */
    public SteeringTrials(
            VideoModel model, MotionControls controls, BiFunction<String, Long, List<ShapePlace>> places) {
        this.controls = controls;
        this.sources = new SourceClips(model);
        this.shapes = new ShapeTrials(controls, places);
        this.ablations = new AblationTrials(controls, sources);
    }

    /** All experiments, the most important first, without the calibration. */
    public List<SteeringTrial> all() {
        return of(Set.of());
    }

    /**
     * Only some experiments, by name; with no name all but the calibration. What a drag needs of unguided clips is drawn only
     * where it is one of them.
     *
     * @throws MotionScopeException if there is no such experiment
     */
    public List<SteeringTrial> of(Set<String> names) {
        Map<String, Supplier<List<SteeringTrial>>> known = experiments();
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw new MotionScopeException(
                        "There is no experiment '" + name + "'; there are " + String.join(", ", known.keySet()) + ".");
            }
        }
        return known.entrySet().stream()
                .filter(one -> names.isEmpty() ? !one.getKey().equals(CALIBRATION) : names.contains(one.getKey()))
                .flatMap(one -> one.getValue().get().stream())
                .toList();
    }

    private Map<String, Supplier<List<SteeringTrial>>> experiments() {
        Map<String, Supplier<List<SteeringTrial>>> all = new LinkedHashMap<>();
        all.put("unguided", this::unguided);
        all.put("camera", this::camera);
        all.put("speed", this::speeds);
        all.put("one shape", shapes::oneShape);
        all.put("zoom", this::zoom);
        all.put("two shapes", shapes::twoShapes);
        all.put("against the camera", shapes::against);
        all.put("drag", shapes::drag);
        all.put("features", ablations::features);
        all.put("share of channels", ablations::shares);
        all.put("strength", ablations::strength);
        all.put("consistency", ablations::consistency);
        all.put(CALIBRATION, this::calibration);
        return all;
    }

    /** How fast clips become for references of several speeds: from it a calibration is read. */
    public List<SteeringTrial> calibration() {
        List<SteeringTrial> all = new ArrayList<>();
        for (double speed : new double[] {0.2, 0.4, 0.8, 1.2, 1.8, 2.4}) {
            each(all, CALIBRATION, REFERENCE_AT + speed, ONE.subList(0, 3), CALIBRATION_SEED, FOUR, way -> {
                MotionPath path = MotionPath.toward(way, speed, FRAMES);
                return () -> Guidance.adaptive().toward(controls.uncalibrated(path));
            });
        }
        return all;
    }

    /** The reference's speed in the name of a way of the calibration. */
    static double referenceSpeed(String way) {
        return Double.parseDouble(way.substring(REFERENCE_AT.length()));
    }

    private List<SteeringTrial> unguided() {
        List<SteeringTrial> all = new ArrayList<>();
        Asked nothing = new Asked(null, 0, List.of());
        for (int i = 0; i < ONE.size(); i++) {
            all.add(new SteeringTrial("unguided", "unguided", ONE.get(i), ONE_SEED + i, nothing, null));
        }
        for (int i = 0; i < TWO.size(); i++) {
            all.add(new SteeringTrial("unguided", "unguided", TWO.get(i), TWO_SEED + i, nothing, null));
        }
        return all;
    }

    private List<SteeringTrial> camera() {
        List<SteeringTrial> all = new ArrayList<>();
        List<Direction> five = List.of(Direction.values());
        int[] channels = controls.profile().channels().indices();
        each(all, "camera", "synthetic", ONE, ONE_SEED, five, way -> () -> controls.camera(way, SPEED));
        each(all, "camera", "from a clip", ONE, ONE_SEED, five, way -> () -> sources.guidance(way, channels));
        return all;
    }

    private List<SteeringTrial> speeds() {
        List<SteeringTrial> all = new ArrayList<>();
        for (double speed : new double[] {0.5, 0.8, 1.4}) {
            String name = "asked " + speed;
            for (SteeringTrial one : each(
                    new ArrayList<>(),
                    "speed",
                    name,
                    ONE.subList(0, 3),
                    ONE_SEED,
                    FOUR,
                    way -> () -> controls.camera(way, speed))) {
                Velocity unit = one.asked().ground();
                Velocity asked = new Velocity(unit.x() / SPEED * speed, unit.y() / SPEED * speed);
                all.add(new SteeringTrial(
                        "speed", name, one.prompt(), one.seed(), new Asked(asked, 0, List.of()), one.guidance()));
            }
        }
        return all;
    }

    private List<SteeringTrial> zoom() {
        List<SteeringTrial> all = new ArrayList<>();
        for (double zoom : new double[] {ZOOM, -ZOOM}) {
            for (int i = 0; i < ONE.size(); i++) {
                all.add(new SteeringTrial(
                        "zoom",
                        "projection",
                        ONE.get(i),
                        ONE_SEED + i,
                        new Asked(null, zoom, List.of()),
                        () -> controls.zoom(zoom)));
            }
        }
        return all;
    }

    static List<SteeringTrial> each(
            List<SteeringTrial> all,
            String experiment,
            String name,
            List<String> prompts,
            long seed,
            List<Direction> ways,
            Function<Direction, Supplier<Guidance>> guidance) {
        for (Direction way : ways) {
            for (int i = 0; i < prompts.size(); i++) {
                Asked asked = new Asked(velocity(way), 0, List.of());
                all.add(new SteeringTrial(experiment, name, prompts.get(i), seed + i, asked, guidance.apply(way)));
            }
        }
        return all;
    }

    static Velocity velocity(Direction way) {
        return new Velocity(way.x() * SPEED, way.y() * SPEED);
    }
}
