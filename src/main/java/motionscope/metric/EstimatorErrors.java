package motionscope.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.World;

/**
 * Scores every estimator of this room on drawn scenes, where the truth is known, before anybody believes it: the table is
 * printed beside what the estimators measure.
 *
 * <p>The scenes are {@link World#scene}: textured backgrounds that pan, rest or zoom, with up to two shapes that cover each
 * other and leave the picture. What a model draws is softer than that, so these errors are the least to expect.
 */
public final class EstimatorErrors {
    private static final String PIXELS = "px";
    private static final String SPEED = "px/frame";
    private static final String WRONG = "wrong";
    private static final int GRID = 6; // pixels
    private static final int FLOW_EVERY = 5; // frames

    /** Estimator, quantity and unit, and the errors seen so far. */
    private final Map<List<String>, DoubleStream.Builder> errors = new LinkedHashMap<>();

    private EstimatorErrors() {}

    /**
     * Scores all estimators.
     *
     * @param scenes how many are drawn, at least 1; some two or three a second
     * @param seed of the first; scene i has seed + i
     * @return one row for each estimator that had something to measure
     */
    public static List<EstimatorError> measure(int scenes, long seed) {
        if (scenes < 1) {
            throw new MotionScopeException(
                    "Estimators are scored on at least one scene, but " + scenes + " were asked for.");
        }
        EstimatorErrors all = new EstimatorErrors();
        for (int i = 0; i < scenes; i++) {
            Scene scene = World.scene(seed + i);
            Clip clip = scene.render();
            all.tracks(scene, clip);
            all.flows(scene, clip);
            all.camera(scene, clip);
            all.shapes(scene, clip);
            all.content(scene, clip);
        }
        return all.errors.entrySet().stream()
                .map(entry -> EstimatorError.of(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        entry.getValue().build().toArray()))
                .toList();
    }

    private void add(String estimator, String quantity, String unit, double error) {
        errors.computeIfAbsent(List.of(estimator, quantity, unit), key -> DoubleStream.builder())
                .add(error);
    }

    private void tracks(Scene scene, Clip clip) {
        double[][] grid = LucasKanade.grid(World.SIZE, World.SIZE, GRID);
        boolean[] seen = TrueTracks.seen(scene, World.SIZE, grid);
        double[][] starts = pick(grid, IntStream.range(0, grid.length).filter(i -> seen[i]));
        if (starts.length == 0) {
            return;
        }
        String name = "Lucas-Kanade";
        LucasKanade.Followed followed = LucasKanade.USUAL.follow(clip, starts);
        add(name, "points lost", "share", 1 - followed.share());
        if (followed.kept().length == 0) {
            return;
        }
        Tracks found = followed.tracks();
        Tracks truth = TrueTracks.of(scene, World.SIZE, pick(starts, Arrays.stream(followed.kept())));
        for (double distance : TrackDistance.of(found, truth, World.SIZE).perTrack()) {
            add(name, "mean distance of a track", PIXELS, distance);
        }
        for (int t = 0; t < found.count(); t++) {
            for (int f = 0; f + 1 < found.frames(); f++) {
                Velocity miss = found.step(t, f).minus(truth.step(t, f));
                add(name, "step of a point", SPEED, miss.speed());
            }
        }
    }

    private static double[][] pick(double[][] points, IntStream indices) {
        return indices.mapToObj(i -> points[i]).toArray(double[][]::new);
    }

    private void flows(Scene scene, Clip clip) {
        boolean[] everywhere = new boolean[World.SIZE * World.SIZE];
        Arrays.fill(everywhere, true);
        List<FlowField> truth = IntStream.range(0, scene.frames() - 1)
                .mapToObj(f -> FlowField.of(scene.truth(), f))
                .toList();
        boolean moves = DynamicDegree.of(truth, "truth").dynamic();
        for (OpticalFlow flow : OpticalFlow.values()) {
            List<FlowField> found = flow.of(clip);
            for (int f = 0; f < found.size(); f += FLOW_EVERY) {
                double error = found.get(f).endPointError(truth.get(f), everywhere);
                add(flow + " flow", "end-point error", PIXELS, error);
            }
            boolean seems = DynamicDegree.of(found, flow.name()).dynamic();
            add(flow + " flow", "dynamic or not", WRONG, seems == moves ? 0 : 1);
        }
    }

    private void camera(Scene scene, Clip clip) {
        camera("camera motion", () -> CameraMotion.of(clip), scene);
        camera(
                "camera motion beside shapes",
                () -> CameraMotion.outside(clip, frame -> covered(scene.truth().owners(frame))),
                scene);
        List<GlobalShift> shifts = GlobalShift.of(clip);
        for (int f = 0; f < shifts.size(); f++) {
            add(
                    "phase correlation",
                    "shift of the background",
                    SPEED,
                    shifts.get(f).step().minus(middle(scene, f)).speed());
        }
    }

    private void camera(String name, Supplier<CameraMotion> measurement, Scene scene) {
        CameraMotion found;
        try {
            found = measurement.get();
        } catch (MotionScopeException e) { // too few points of the background: an answer too, but not this one
            add(name, "clips without an answer", WRONG, 1);
            return;
        }
        add(name, "clips without an answer", WRONG, 0);
        for (int f = 0; f < found.shifts().size(); f++) {
            Velocity miss = found.shifts().get(f).minus(middle(scene, f));
            add(name, "shift of the background", SPEED, miss.speed());
            double growth = scene.zoomAt(f + 1) / (double) scene.zoomAt(f) - 1;
            add(name, "zoom", "% a frame", 100 * Math.abs(found.zooms()[f] - growth));
        }
    }

    private static boolean[] covered(int[] owners) {
        boolean[] covered = new boolean[owners.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = owners[i] > 0;
        }
        return covered;
    }

    /** Motion of the background in the middle of the picture. */
    private static Velocity middle(Scene scene, int frame) {
        MotionPath path = scene.background();
        double growth = scene.zoomAt(frame + 1) / (double) scene.zoomAt(frame);
        return new Velocity(path.x(frame + 1) - path.x(frame) * growth, path.y(frame + 1) - path.y(frame) * growth);
    }

    private void shapes(Scene scene, Clip clip) {
        WorldPrompt prompt = WorldPrompt.of(scene.prompt());
        if (prompt.colours().stream().distinct().count() < prompt.things().size()) {
            return; // colour does not tell such shapes apart, and the segmentation says so
        }
        String name = "colour segmentation";
        ColourSegmentation found = ColourSegmentation.of(clip, prompt.background(), prompt.colours());
        for (int k = 0; k < prompt.things().size(); k++) {
            add(name, "shapes without an answer", WRONG, found.isMeasurable(k) ? 0 : 1);
            if (found.isMeasurable(k)) {
                Tracks truth = TrueTracks.ofObject(scene, k, World.SIZE);
                found.steps(k)
                        .forEach((frame, step) -> add(
                                name,
                                "step of a shape",
                                SPEED,
                                step.minus(truth.step(0, frame)).speed()));
                List<Velocity> moved = found.steps(k).keySet().stream()
                        .map(frame -> truth.step(0, frame))
                        .toList();
                add(
                        name,
                        "mean step of a shape",
                        SPEED,
                        found.velocity(k).minus(Velocity.mean(moved)).speed());
            }
        }
    }

    private void content(Scene scene, Clip clip) {
        WorldPrompt truth = WorldPrompt.of(scene.prompt());
        PromptAgreement found = PromptAgreement.of(clip, truth);
        String name = "prompt agreement";
        add(name, "colour of the background", WRONG, 1 - found.background());
        add(name, "pattern of the background", WRONG, 1 - found.texture());
        add(
                name,
                "number of shapes",
                WRONG,
                found.seen().things().size() == truth.things().size() ? 0 : 1);
        if (!truth.things().isEmpty()) {
            add(name, "colours of shapes", WRONG, 1 - found.colours());
            add(name, "colours and forms of shapes", WRONG, 1 - found.shapes());
        }
    }
}
