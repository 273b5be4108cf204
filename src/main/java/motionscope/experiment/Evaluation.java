package motionscope.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.experiment.guide.AskedMotions;
import motionscope.metric.CameraMotion;
import motionscope.metric.Contrast;
import motionscope.metric.DynamicDegree;
import motionscope.metric.EstimatorError;
import motionscope.metric.Flicker;
import motionscope.metric.LucasKanade;
import motionscope.metric.MotionFidelity;
import motionscope.metric.OpticalFlow;
import motionscope.metric.PromptAgreement;
import motionscope.metric.SceneMotion;
import motionscope.metric.TrackletCorrelation;
import motionscope.metric.Tracks;
import motionscope.metric.Velocity;
import motionscope.metric.WorldPrompt;
import motionscope.video.Clip;
import motionscope.video.ClipFolder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Measures clips whose motion is not known, as a table with one row for each. What a clip does not allow to measure is left
 * empty, and the column {@code notes} says why.
 *
 * <p>Scores by CLIP are not among them: no CLIP model comes with this library.
 */
public final class Evaluation {
    /** Reasons why something is missing; empty where nothing is. */
    public static final String NOTES = "notes";

    private static final int POINTS = 10; // a side of the grid that is followed
    private static final OpticalFlow FLOW = OpticalFlow.DIS;

    private final Optional<Tracks> reference;
    private final Table table = Table.create(
            "Clips",
            StringColumn.create("clip"),
            IntColumn.create("frames"),
            StringColumn.create("size"),
            DoubleColumn.create("asked camera x (px/frame)"),
            DoubleColumn.create("camera x (px/frame)"),
            DoubleColumn.create("asked camera y (px/frame)"),
            DoubleColumn.create("camera y (px/frame)"),
            DoubleColumn.create("asked zoom (% a frame)"),
            DoubleColumn.create("zoom (% a frame)"),
            DoubleColumn.create("points followed (share)"),
            DoubleColumn.create("speed of points (px/frame)"),
            DoubleColumn.create("speed of fastest 5 % (px/frame)"),
            StringColumn.create("dynamic by " + FLOW),
            DoubleColumn.create("motion fidelity"),
            DoubleColumn.create("flicker score"),
            DoubleColumn.create("contrast"),
            DoubleColumn.create("prompt agreement"),
            StringColumn.create("seen"),
            DoubleColumn.create("asked shape 1 x (px/frame)"),
            DoubleColumn.create("shape 1 x (px/frame)"),
            DoubleColumn.create("asked shape 1 y (px/frame)"),
            DoubleColumn.create("shape 1 y (px/frame)"),
            DoubleColumn.create("asked shape 2 x (px/frame)"),
            DoubleColumn.create("shape 2 x (px/frame)"),
            DoubleColumn.create("asked shape 2 y (px/frame)"),
            DoubleColumn.create("shape 2 y (px/frame)"),
            DoubleColumn.create("distance to drag (px)"),
            StringColumn.create("asked motion met"),
            StringColumn.create(NOTES));

    private Evaluation(Optional<Clip> reference) {
        this.reference = reference.map(Evaluation::follow);
    }

    /**
     * Measures every clip of a folder. A clip that cannot be read has a row with a note, so that one damaged file does not
     * hide the others.
     *
     * @param reference clip whose motion the others should have, if any
     * @throws MotionScopeException if no point of the reference can be followed
     */
    public static Table of(ClipFolder folder, Optional<Clip> reference) {
        Evaluation evaluation = new Evaluation(reference);
        for (Path file : folder.clips()) {
            evaluation.add(file);
        }
        return evaluation.table;
    }

    /** Errors of the estimators as a table. */
    public static Table errors(List<EstimatorError> errors) {
        return Table.create(
                "Errors of the estimators on drawn scenes, where the truth is known",
                StringColumn.create("estimator", errors.stream().map(EstimatorError::estimator)),
                StringColumn.create("of", errors.stream().map(EstimatorError::quantity)),
                StringColumn.create("unit", errors.stream().map(EstimatorError::unit)),
                DoubleColumn.create("mean error", errors.stream().mapToDouble(EstimatorError::mean)),
                DoubleColumn.create("95 % have at most", errors.stream().mapToDouble(EstimatorError::most)),
                IntColumn.create("samples", errors.stream().mapToInt(EstimatorError::samples)));
    }

    private static Tracks follow(Clip clip) {
        return followed(clip).tracks();
    }

    private static LucasKanade.Followed followed(Clip clip) {
        int step = Math.max(1, Math.min(clip.width(), clip.height()) / POINTS);
        return LucasKanade.usualFor(clip).follow(clip, step);
    }

    private void add(Path file) {
        List<String> notes = new ArrayList<>();
        table.stringColumn("clip").append(file.getFileName().toString());
        attempt(notes, () -> measure(file, notes));
        table.stringColumn(NOTES).append(String.join("; ", notes));
        int rows = table.stringColumn("clip").size();
        table.columns().stream().filter(column -> column.size() < rows).forEach(column -> column.appendMissing());
    }

    private void measure(Path file, List<String> notes) {
        EvaluatedFile read = EvaluatedFile.read(file);
        Clip clip = read.clip();
        table.intColumn("frames").append(clip.frames());
        table.stringColumn("size").append(clip.width() + "x" + clip.height());
        number("contrast", Contrast.of(clip).deviation());
        attempt(notes, () -> number("flicker score", Flicker.of(clip).score()));
        attempt(notes, () -> dynamics(clip));
        attempt(notes, () -> tracks(clip));
        read.prompt().ifPresent(prompt -> attempt(notes, () -> agreement(clip, prompt)));
        attempt(notes, () -> {
            SceneMotion seen = motion(clip, read.prompt(), notes);
            read.asked().ifPresent(asked -> beside(clip, read.prompt(), asked, seen, notes));
        });
    }

    private static void attempt(List<String> notes, Runnable measurement) {
        try {
            measurement.run();
        } catch (MotionScopeException e) {
            if (!notes.contains(e.getMessage())) {
                notes.add(e.getMessage());
            }
        }
    }

    private void dynamics(Clip clip) {
        DynamicDegree degree = DynamicDegree.of(clip, FLOW);
        number("speed of fastest 5 % (px/frame)", degree.meanSpeed());
        table.stringColumn("dynamic by " + FLOW).append(degree.dynamic() ? "yes" : "no");
    }

    private void tracks(Clip clip) {
        LucasKanade.Followed followed = followed(clip);
        number("points followed (share)", followed.share());
        Tracks tracks = followed.tracks();
        number("speed of points (px/frame)", tracks.meanSpeed());
        reference.ifPresent(wanted -> number(
                "motion fidelity",
                MotionFidelity.of(wanted, tracks, TrackletCorrelation.MEASURED).mean()));
    }

    private void agreement(Clip clip, WorldPrompt prompt) {
        PromptAgreement agreement = PromptAgreement.of(clip, prompt);
        number("prompt agreement", agreement.score());
        table.stringColumn("seen").append(agreement.seen().toString());
    }

    /** The camera alone, or beside the shapes that a prompt names. */
    private SceneMotion motion(Clip clip, Optional<WorldPrompt> prompt, List<String> notes) {
        if (prompt.isEmpty() || prompt.get().things().isEmpty()) {
            CameraMotion alone = CameraMotion.of(clip);
            camera(alone);
            return new SceneMotion(alone, List.of());
        }
        SceneMotion motion = SceneMotion.of(clip, prompt.get());
        camera(motion.camera());
        for (int k = 0; k < Math.min(2, motion.shapes().size()); k++) {
            String name = "shape " + (k + 1);
            Optional<Velocity> shape = motion.shapes().get(k);
            shape.ifPresent(velocity -> velocity(name, velocity));
            if (shape.isEmpty()) {
                notes.add("the whole " + prompt.get().things().get(k) + " is not seen in two neighbouring frames");
            }
        }
        return motion;
    }

    /** What the clip was steered towards, beside what it shows. */
    private void beside(
            Clip clip, Optional<WorldPrompt> prompt, AskedMotions asked, SceneMotion seen, List<String> notes) {
        List<ShapePlace> places = seen.shapes().isEmpty() ? List.of() : ShapePlace.of(clip, prompt.orElseThrow());
        AskedBesideSeen both = AskedBesideSeen.of(asked, seen, places);
        asked.camera().ifPresent(velocity -> velocity("asked camera", velocity));
        if (asked.zoom() != 0) {
            number("asked zoom (% a frame)", 100 * asked.zoom());
        }
        both.byShape().forEach((k, thing) -> {
            if (k < 2) {
                velocity("asked shape " + (k + 1), thing.velocity());
            }
        });
        if (both.byShape().size() < asked.things().size()) {
            notes.add(asked.things().size() + " shapes were asked to move, but the prompt names " + places.size());
        }
        both.met().ifPresent(met -> table.stringColumn("asked motion met").append(met ? "yes" : "no"));
        prompt.flatMap(world -> both.dragDistance(clip, world))
                .ifPresent(distance -> number("distance to drag (px)", distance));
    }

    private void camera(CameraMotion camera) {
        velocity("camera", camera.shift());
        number("zoom (% a frame)", 100 * camera.zoom());
    }

    private void velocity(String name, Velocity velocity) {
        number(name + " x (px/frame)", velocity.x());
        number(name + " y (px/frame)", velocity.y());
    }

    private void number(String column, double value) {
        table.doubleColumn(column).append(value);
    }
}
