package motionscope.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.control.DragSchedule;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.KeySharing;
import motionscope.control.MotionReference;
import motionscope.control.PointDrag;
import motionscope.control.Trajectory;
import motionscope.experiment.SteeringTrial.Asked;
import motionscope.metric.Velocity;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.video.Clip;
import motionscope.video.ClipChanges;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import motionscope.video.world.World;

/** What the steering study tries on the bundled model: prompts and seeds that nothing was chosen on, every way of steering. */
public final class SteeringTrials {
    /** Speed that is asked for where nothing else is said, in pixels per frame. */
    public static final double SPEED = 1.2;

    /** Growth that is asked for, 3 % a frame. */
    public static final double ZOOM = 0.03;

    static final String CALIBRATION = "calibration";
    private static final String REFERENCE_AT = "reference at ";
    private static final long ONE_SEED = 9100;
    private static final long TWO_SEED = 9200;
    private static final long CALIBRATION_SEED = 9300;
    private static final long SOURCE_SEED = 991;
    private static final int SIZE = World.SIZE;
    private static final int FRAMES = World.FRAMES;
    private static final List<Direction> FOUR = List.of(Direction.RIGHT, Direction.LEFT, Direction.UP, Direction.DOWN);

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

    private final VideoModel model;
    private final MotionControls controls;
    private final BiFunction<String, Long, List<ShapePlace>> places;
    private final Map<Direction, Clip> sources = new LinkedHashMap<>();

    /** @param places where the shapes of an unguided clip of a prompt and seed are */
    public SteeringTrials(
            VideoModel model, MotionControls controls, BiFunction<String, Long, List<ShapePlace>> places) {
        this.model = model;
        this.controls = controls;
        this.places = places;
        for (Direction way : Direction.values()) { // one clip of a scene that no statistics have seen
            sources.put(
                    way,
                    World.pans(1, new Direction[] {way}, SOURCE_SEED).clips().get(0));
        }
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
        all.put("one shape", this::oneShape);
        all.put("zoom", this::zoom);
        all.put("two shapes", this::twoShapes);
        all.put("against the camera", this::against);
        all.put("drag", this::drag);
        all.put("features", this::features);
        all.put("share of channels", this::shares);
        all.put("strength", this::strength);
        all.put("consistency", this::consistency);
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

    /** The direction in words such as {@code ground right}. */
    static Direction groundOf(String asked) {
        return Stream.of(Direction.values())
                .filter(way -> asked.equals("ground " + way.word()))
                .findFirst()
                .orElseThrow();
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
        each(all, "camera", "synthetic", ONE, ONE_SEED, five, way -> () -> controls.camera(way, SPEED));
        each(all, "camera", "from a clip", ONE, ONE_SEED, five, way -> () -> fromClip(way, channels(), 1));
        return all;
    }

    /** The motion of one clip of another scene. */
    private Guidance fromClip(Direction way, int[] channels, double times) {
        return Guidance.adaptive()
                .toward(MotionReference.of(model, sources.get(way), Tap.UP1, channels)
                        .times(times));
    }

    private int[] channels() {
        return controls.profile().channels().indices();
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

    private List<SteeringTrial> oneShape() {
        List<SteeringTrial> all = new ArrayList<>();
        for (Direction way : FOUR) {
            for (int i = 0; i < ONE.size(); i++) {
                String prompt = ONE.get(i);
                long seed = ONE_SEED + i;
                all.add(new SteeringTrial(
                        "one shape",
                        "projection",
                        prompt,
                        seed,
                        shapes(still(), way),
                        () -> controls.like(alone(prompt, seed, way))));
            }
        }
        return all;
    }

    private Choreography alone(String prompt, long seed, Direction way) {
        return placed(Choreography.still(FRAMES), places.apply(prompt, seed).get(0), way);
    }

    private static Choreography placed(Choreography before, ShapePlace place, Direction way) {
        ShapePlace at = place.roomFor(way, SPEED, FRAMES, SIZE);
        return before.with(at.x(), at.y(), at.radius(), MotionPath.toward(way, SPEED, FRAMES));
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

    private List<SteeringTrial> twoShapes() {
        List<SteeringTrial> all = new ArrayList<>();
        for (Direction way : List.of(Direction.RIGHT, Direction.UP)) {
            Direction back = way == Direction.RIGHT ? Direction.LEFT : Direction.DOWN;
            for (int i = 0; i < TWO.size(); i++) {
                String prompt = TWO.get(i);
                long seed = TWO_SEED + i;
                Supplier<Guidance> guidance = () -> {
                    List<ShapePlace> there = places.apply(prompt, seed);
                    List<ShapePlace> apart = ShapePlace.passing(there.get(0), there.get(1), way, SIZE);
                    Choreography first = placed(Choreography.still(FRAMES), apart.get(0), way);
                    return controls.like(placed(first, apart.get(1), back));
                };
                all.add(new SteeringTrial(
                        "two shapes", "projection", prompt, seed, shapes(still(), way, back), guidance));
            }
        }
        return all;
    }

    private List<SteeringTrial> against() {
        List<SteeringTrial> all = new ArrayList<>();
        for (Direction way : FOUR) {
            Velocity back = new Velocity(-way.x() * SPEED, -way.y() * SPEED);
            for (int i = 0; i < ONE.size() / 2; i++) {
                String prompt = ONE.get(i);
                long seed = ONE_SEED + i;
                Supplier<Guidance> guidance = () -> {
                    Choreography ground = Choreography.camera(MotionPath.velocity(back.x(), back.y(), FRAMES));
                    return controls.like(
                            placed(ground, places.apply(prompt, seed).get(0), way));
                };
                all.add(new SteeringTrial(
                        "against the camera", "projection", prompt, seed, shapes(back, way), guidance));
            }
        }
        return all;
    }

    /** The paper's table 2: what motion features add to plain ones. */
    private List<SteeringTrial> drag() {
        Map<String, BiFunction<Trajectory, Double, Guidance>> ways = new LinkedHashMap<>();
        ways.put("DIFT alone", (path, radius) -> Guidance.adaptive()
                .adaptive(0.05)
                .dragging(PointDrag.along(path).schedule(DragSchedule.plainFeaturesOnly())));
        ways.put("MOFT and DIFT", controls::drag);
        ways.put("MOFT and DIFT, the paper's steps", (path, radius) -> controls.drag(path, radius)
                .dragging(PointDrag.along(path)));
        ways.put("MOFT alone", (path, radius) -> controls.like(controls.following(path, radius)));
        List<SteeringTrial> all = new ArrayList<>();
        ways.forEach((name, guidance) -> {
            for (Direction way : FOUR) {
                for (int i = 0; i < ONE.size() / 2; i++) {
                    String prompt = ONE.get(i);
                    long seed = ONE_SEED + i;
                    Asked asked = new Asked(null, 0, List.of(velocity(way)), path(prompt, seed, way));
                    all.add(new SteeringTrial(
                            "drag",
                            name,
                            prompt,
                            seed,
                            asked,
                            () -> guidance.apply(
                                    path(prompt, seed, way),
                                    places.apply(prompt, seed).get(0).radius())));
                }
            }
        });
        return all;
    }

    private Trajectory path(String prompt, long seed, Direction way) {
        ShapePlace at = places.apply(prompt, seed).get(0).roomFor(way, SPEED, FRAMES, SIZE);
        double[][] pixels = IntStream.range(0, FRAMES)
                .mapToObj(f -> {
                    double gone = SPEED * (f - (FRAMES - 1) / 2.0);
                    return new double[] {SIZE / 2.0 + at.x() + way.x() * gone, SIZE / 2.0 + at.y() + way.y() * gone};
                })
                .toArray(double[][]::new);
        return Trajectory.ofPixels(pixels, SIZE, SIZE);
    }

    private List<SteeringTrial> features() {
        List<SteeringTrial> all = new ArrayList<>();
        List<String> some = ONE.subList(0, 4);
        int[] every = every();
        each(
                all,
                "features",
                "plain",
                some,
                ONE_SEED,
                FOUR,
                way -> () -> Guidance.adaptive()
                        .loss(GuidanceLoss.PLAIN_REGION_MEAN)
                        .toward(MotionReference.plain(model, sources.get(way), 0, Tap.UP1, every)));
        each(all, "features", "+CR", some, ONE_SEED, FOUR, way -> () -> fromClip(way, every, 1));
        each(all, "features", "+CR +channels", some, ONE_SEED, FOUR, way -> () -> fromClip(way, channels(), 1));
        all.addAll(pixels(some));
        return all;
    }

    /** What needs no network: the frames of the unguided clip are moved as wholes. */
    private static List<SteeringTrial> pixels(List<String> prompts) {
        List<SteeringTrial> all = new ArrayList<>();
        for (Direction way : FOUR) {
            double[] right = IntStream.range(0, FRAMES)
                    .mapToDouble(f -> way.x() * SPEED * (f - (FRAMES - 1) / 2.0))
                    .toArray();
            double[] down = IntStream.range(0, FRAMES)
                    .mapToDouble(f -> way.y() * SPEED * (f - (FRAMES - 1) / 2.0))
                    .toArray();
            for (int i = 0; i < prompts.size(); i++) {
                Asked asked = new Asked(velocity(way), 0, List.of());
                all.add(new SteeringTrial(
                        "features",
                        "moved pixels",
                        prompts.get(i),
                        ONE_SEED + i,
                        asked,
                        null,
                        clip -> ClipChanges.shift(clip, right, down)));
            }
        }
        return all;
    }

    private int[] every() {
        return IntStream.range(0, controls.profile().channels().total()).toArray();
    }

    private List<SteeringTrial> shares() {
        List<SteeringTrial> all = new ArrayList<>();
        MotionChannels strongest = controls.profile().channels();
        for (int k : new int[] {2, 4, 8, strongest.count()}) {
            int[] some = strongest.top(k).indices();
            each(
                    all,
                    "share of channels",
                    Integer.toString(k),
                    ONE.subList(0, 2),
                    ONE_SEED,
                    FOUR,
                    way -> () -> fromClip(way, some, 1));
        }
        each(
                all,
                "share of channels",
                "128",
                ONE.subList(0, 2),
                ONE_SEED,
                FOUR,
                way -> () -> fromClip(way, every(), 1));
        return all;
    }

    private List<SteeringTrial> strength() {
        List<SteeringTrial> all = new ArrayList<>();
        List<Direction> two = List.of(Direction.RIGHT, Direction.UP);
        for (double weight : new double[] {3, 10, 30, 100}) {
            for (int steps : new int[] {6, 12, 18}) {
                String name = "weight " + (int) weight + ", steps 0.." + (steps - 1);
                each(
                        all,
                        "strength",
                        name,
                        ONE.subList(0, 2),
                        ONE_SEED,
                        two,
                        way -> () -> fromClip(way, channels(), 1)
                                .stepSize(1)
                                .weight(weight)
                                .steps(0, steps));
            }
        }
        return all;
    }

    /** The paper's figure 12: what keeping keys and values, and a clipped gradient, change. */
    private List<SteeringTrial> consistency() {
        List<SteeringTrial> all = new ArrayList<>();
        Map<String, Function<Guidance, Guidance>> ways = new LinkedHashMap<>();
        ways.put("nothing shared", g -> g);
        ways.put("keys and values in the gradient", g -> g.sharing(KeySharing.GRADIENT));
        ways.put("keys and values at guided steps", g -> g.sharing(KeySharing.GUIDED_STEPS));
        ways.put("the same, first 8 frames", g -> g.sharing(KeySharing.GUIDED_STEPS)
                .clipToFrames(8));
        ways.forEach((name, change) -> each(
                all,
                "consistency",
                name,
                ONE.subList(0, 2),
                ONE_SEED,
                FOUR,
                way -> () ->
                        change.apply(fromClip(way, channels(), 1).stepSize(1).weight(10))));
        return all;
    }

    private static List<SteeringTrial> each(
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

    private static Asked shapes(Velocity ground, Direction... ways) {
        return new Asked(
                ground, 0, Stream.of(ways).map(SteeringTrials::velocity).toList());
    }

    private static Velocity still() {
        return new Velocity(0, 0);
    }

    private static Velocity velocity(Direction way) {
        return new Velocity(way.x() * SPEED, way.y() * SPEED);
    }
}
