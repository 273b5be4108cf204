package motionscope.experiment;

import static motionscope.experiment.SteeringTrials.FOUR;
import static motionscope.experiment.SteeringTrials.FRAMES;
import static motionscope.experiment.SteeringTrials.ONE;
import static motionscope.experiment.SteeringTrials.ONE_SEED;
import static motionscope.experiment.SteeringTrials.SIZE;
import static motionscope.experiment.SteeringTrials.SPEED;
import static motionscope.experiment.SteeringTrials.TWO;
import static motionscope.experiment.SteeringTrials.TWO_SEED;
import static motionscope.experiment.SteeringTrials.velocity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import motionscope.control.DragSchedule;
import motionscope.control.Guidance;
import motionscope.control.PointDrag;
import motionscope.control.Trajectory;
import motionscope.experiment.SteeringTrial.Asked;
import motionscope.metric.Velocity;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;

/**
 * One shape, two, one against the camera, one along a path.
 *
 * @param places where the shapes of an unguided clip of a prompt and seed are
 */
record ShapeTrials(MotionControls controls, BiFunction<String, Long, List<ShapePlace>> places) {
    List<SteeringTrial> oneShape() {
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

    List<SteeringTrial> twoShapes() {
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

    List<SteeringTrial> against() {
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
    List<SteeringTrial> drag() {
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
        MotionPath moving = MotionPath.toward(way, SPEED, FRAMES);
        double[][] pixels = IntStream.range(0, FRAMES)
                .mapToObj(f -> new double[] {SIZE / 2.0 + at.x() + moving.x(f), SIZE / 2.0 + at.y() + moving.y(f)})
                .toArray(double[][]::new);
        return Trajectory.ofPixels(pixels, SIZE, SIZE);
    }

    private static Asked shapes(Velocity ground, Direction... ways) {
        return new Asked(
                ground, 0, Stream.of(ways).map(SteeringTrials::velocity).toList());
    }

    private static Velocity still() {
        return new Velocity(0, 0);
    }
}
