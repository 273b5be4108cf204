package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.SpeedCalibration;
import motionscope.control.Trajectory;
import motionscope.experiment.SteeringTrial.Asked;
import motionscope.metric.CameraMotion;
import motionscope.metric.Velocity;
import motionscope.metric.WorldPrompt;
import motionscope.tensor.Placement;
import motionscope.video.Clip;
import motionscope.video.world.Choreography;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The steering study: what is tried, how a clip is measured, and the rows that are kept. */
class SteeringTest {
    private static final Path KEPT = Path.of("data/studies/steering.csv");
    private static final String PROMPT = "a red circle on a green stones background";
    private static final double NONE = SteeringMeasure.NONE;

    /** The bundled model, said to draw in two steps. */
    @TempDir
    static Path folder;

    private static VideoModel model;

    @BeforeAll
    static void load() throws IOException {
        Path bundled = Path.of("data/mini-model").toAbsolutePath();
        try (var files = Files.list(bundled)) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
            }
        }
        Path settings = folder.resolve("generation_config.json");
        String text = Files.readString(settings);
        Files.delete(settings);
        Files.writeString(settings, text.replace("\"steps\": 25", "\"steps\": 2"));
        model = VideoModel.load(folder, Placement.CPU);
    }

    @AfterAll
    static void close() throws IOException {
        model.close();
        try (var files = Files.list(folder)) { // links first, so that nobody follows them
            for (Path file : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(file);
            }
        }
    }

    private static SteeringTrials trials(List<String> looked) {
        return new SteeringTrials(model, MotionControls.of(model), (prompt, seed) -> {
            looked.add(prompt + seed);
            return List.of(new ShapePlace(5, 5, 10), new ShapePlace(-5, -5, 9));
        });
    }

    // ---- trials -----------------------------------------------------------------------------------------------------

    @Test
    void everyTrialIsOfItsOwnAndItsPromptAsksForNoMotion() {
        List<SteeringTrial> all = trials(new ArrayList<>()).all();
        Set<String> keys = new HashSet<>();
        for (SteeringTrial trial : all) {
            assertTrue(
                    keys.add(trial.experiment()
                            + trial.way()
                            + trial.prompt()
                            + trial.seed()
                            + trial.asked().words()),
                    trial.toString());
            assertEquals(
                    trial.experiment().equals("unguided") || trial.way().equals("moved pixels"),
                    trial.guidance() == null);
            WorldPrompt.of(trial.prompt()); // one of the model's world, of colours that can be told apart
        }
        assertFalse(all.stream().anyMatch(trial -> trial.experiment().equals("calibration")));
        assertEquals(
                16 + 80,
                trials(new ArrayList<>()).of(Set.of("unguided", "camera")).size());
    }

    @Test
    void unguidedClipsAreLookedAtOnlyForWhatNeedsThem() {
        List<String> looked = new ArrayList<>();
        SteeringTrials trials = trials(looked);
        trials.of(Set.of("camera", "zoom", "one shape", "two shapes", "against the camera", "calibration"));
        assertEquals(List.of(), looked);
        trials.of(Set.of("drag"));
        assertEquals(4, looked.stream().distinct().count());
        assertRefused("no experiment 'camra'; there are unguided, camera, speed", () -> trials.of(Set.of("camra")));
        assertRefused(
                "no experiment 'camra'",
                () -> SteeringStudy.of(model).only("camra").kept(folder.resolve("camra.csv")));
        assertFalse(Files.exists(folder.resolve("camra.csv")));
        assertRefused("Batches of 0", () -> SteeringStudy.of(model).batch(0));
    }

    @Test
    void guidanceIsMadeForWhatIsAsked() {
        for (String experiment :
                List.of("camera", "speed", "features", "share of channels", "strength", "consistency")) {
            Map<String, Guidance> ways = new TreeMap<>(); // one of each
            for (SteeringTrial trial : trials(new ArrayList<>()).of(Set.of(experiment))) {
                assertTrue(trial.asked().shapes().isEmpty() && trial.asked().zoom() == 0);
                if (trial.guidance() != null) {
                    ways.computeIfAbsent(trial.way(), w -> trial.guidance().get());
                }
            }
            for (Guidance guidance : ways.values()) {
                assertEquals(1, guidance.goals().size());
            }
            if (experiment.equals("features")) {
                assertEquals(GuidanceLoss.PLAIN_REGION_MEAN, ways.get("plain").loss());
                assertEquals(128, ways.get("+CR").goals().get(0).reference().channels().length);
            }
        }
        SteeringTrial slow = trials(new ArrayList<>()).of(Set.of("speed")).get(0);
        assertEquals("asked 0.5", slow.way());
        assertEquals(0.5, slow.asked().ground().speed(), 1e-9);
    }

    @Test
    void movedPixelsMoveAsAsked() {
        Clip still = Choreography.still(16).clips(1, 5).get(0);
        List<SteeringTrial> moved = trials(new ArrayList<>()).of(Set.of("features")).stream()
                .filter(trial -> trial.way().equals("moved pixels"))
                .toList();
        assertEquals(16, moved.size());
        for (SteeringTrial trial : moved) {
            Velocity found = CameraMotion.of(trial.after().apply(still)).shift();
            Velocity asked = trial.asked().ground();
            assertEquals(asked.x(), found.x(), 0.2, trial.toString());
            assertEquals(asked.y(), found.y(), 0.2, trial.toString());
        }
    }

    @Test
    void whatIsAskedIsSaidInWords() {
        Velocity right = new Velocity(1.2, 0);
        Velocity up = new Velocity(0, -1.2);
        assertEquals("nothing", new Asked(null, 0, List.of()).words());
        assertEquals("ground right", new Asked(right, 0, List.of()).words());
        assertEquals("zoom out", new Asked(null, -0.03, List.of()).words());
        assertEquals("ground still, shapes up right", new Asked(new Velocity(0, 0), 0, List.of(up, right)).words());
        assertNull(new Asked(right, 0, List.of()).path());
    }

    // ---- a clip -----------------------------------------------------------------------------------------------------

    private static Scene scene() {
        return Scene.of(Texture.STONES, Colour.GREEN)
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED).radius(10));
    }

    private static Row measured(Asked asked, Scene scene) {
        Table rows = SteeringMeasure.emptyRows();
        SteeringMeasure.append(rows, new SteeringTrial("test", "drawn", PROMPT, 7, asked, null), scene.render());
        assertEquals(1, rows.rowCount());
        return rows.row(0);
    }

    @Test
    void aPanIsMetByItsDirectionAndSpeed() {
        Velocity right = new Velocity(1.2, 0);
        Row met = measured(new Asked(right, 0, List.of()), scene().moving(Direction.RIGHT, 1));
        assertEquals(1, met.getInt("success"));
        assertEquals(1, met.getInt("ground_ok"));
        assertEquals(0.2, met.getDouble("speed_error"), 0.15);
        assertEquals(1, met.getDouble("ground_x"), 0.15);
        assertEquals(0, met.getDouble("ground_y"), 0.15);
        assertTrue(met.getDouble("fidelity") > 0.6, "fidelity " + met.getDouble("fidelity"));
        assertEquals(1, met.getDouble("agreement"));
        assertEquals("ground right", met.getString("asked"));
        for (Scene other : List.of(scene(), scene().moving(Direction.LEFT, 1), scene().moving(Direction.RIGHT, 0.15))) {
            Row missed = measured(new Asked(right, 0, List.of()), other);
            assertEquals(0, missed.getInt("success"));
            assertEquals(0, missed.getInt("ground_ok"));
            assertEquals(1, missed.getInt("shapes_ok"), "nothing was asked of shapes");
        }
    }

    @Test
    void stillIsMetByStandingStill() {
        Asked still = new Asked(new Velocity(0, 0), 0, List.of());
        assertEquals(1, measured(still, scene()).getInt("success"));
        assertEquals(NONE, measured(still, scene()).getDouble("fidelity"), "a fidelity to no motion says nothing");
        assertEquals(0, measured(still, scene().moving(Direction.UP, 1)).getInt("success"));
    }

    @Test
    void aZoomIsMetByItsSign() {
        Asked in = new Asked(null, 0.03, List.of());
        Row met = measured(in, scene().zooming(0.03));
        assertEquals(1, met.getInt("success"));
        assertEquals(0.03, met.getDouble("zoom"), 0.01);
        assertEquals(0, met.getDouble("speed_error"), 0.01);
        assertEquals(0, measured(in, scene().zooming(-0.03)).getInt("success"));
        assertEquals(0, measured(in, scene()).getInt("success"));
    }

    @Test
    void aShapeIsMeasuredApartFromItsGround() {
        Velocity up = new Velocity(0, -1.2);
        Asked asked = new Asked(new Velocity(0, 0), 0, List.of(up));
        Scene moving = scene().with(List.of(scene().objects().get(0).moving(MotionPath.toward(Direction.UP, 1.2, 16))));
        Row met = measured(asked, moving);
        assertEquals(1, met.getInt("success"));
        assertEquals(0, met.getDouble("speed_error"), 0.1);
        assertEquals(NONE, met.getDouble("distance"));
        Row dragged = measured(asked, moving.moving(Direction.UP, 1.2)); // all moves
        assertEquals(0, dragged.getInt("ground_ok"));
        assertEquals(1, dragged.getInt("shapes_ok"));
        assertEquals(0, dragged.getInt("success"));
        Row gone = measured(asked, scene().with(List.of()));
        assertEquals(0, gone.getInt("shapes_ok"));
        assertEquals(NONE, gone.getDouble("speed_error"));
        assertEquals("?", gone.getString("shapes"));
    }

    @Test
    void aDragIsMeasuredByItsDistanceToThePath() {
        double[][] pixels = new double[16][];
        for (int f = 0; f < 16; f++) {
            pixels[f] = new double[] {32 + 1.2 * (f - 7.5), 32 + 6}; // six pixels below the shape
        }
        Asked asked = new Asked(null, 0, List.of(new Velocity(1.2, 0)), Trajectory.ofPixels(pixels, 64, 64));
        Scene moving =
                scene().with(List.of(scene().objects().get(0).moving(MotionPath.toward(Direction.RIGHT, 1.2, 16))));
        assertEquals(6, measured(asked, moving).getDouble("distance"), 0.3);
        assertEquals(NONE, measured(asked, scene().with(List.of())).getDouble("distance"));
    }

    @Test
    void whatDoesNotApplyIsMinusNine() {
        Row row = measured(new Asked(null, 0, List.of()), scene());
        assertEquals(1, row.getInt("success"), "nothing was asked");
        for (String column : List.of("speed_error", "distance", "fidelity")) {
            assertEquals(-9, row.getDouble(column), column);
        }
        // one colour all over: no background to follow
        Scene flat = Scene.of(Texture.STONES, Colour.GREEN)
                .with(SceneObject.of(Shape.SQUARE, Colour.RED).radius(60));
        Row covered = measured(new Asked(new Velocity(1.2, 0), 0, List.of()), flat);
        assertEquals(0, covered.getInt("success"));
        for (String column : List.of("speed_error", "ground_x", "ground_y", "zoom")) {
            assertEquals(-9, covered.getDouble(column), column);
        }
    }

    // ---- the study --------------------------------------------------------------------------------------------------

    @Test
    void theKeptTableIsOfThisModelAndItsFiguresAreInRange() {
        Table rows = SteeringStudy.load(KEPT);
        assertEquals(SteeringMeasure.emptyRows().columnNames(), rows.columnNames());
        StudyOrigin origin = SteeringStudy.origin(KEPT);
        assertTrue(
                origin.toString()
                        .matches("study 'steering' of mini-model \\(weights ecb352e9\\) by MotionScope .* in \\d+ s"),
                origin.toString());
        assertEquals(model.weightsHash(), origin.weights());
        Set<String> known = new HashSet<>();
        trials(new ArrayList<>()).all().forEach(t -> known.add(t.experiment() + "/" + t.way()));
        for (Row row : rows) {
            assertTrue(
                    known.contains(row.getString("experiment") + "/" + row.getString("way")),
                    row.getString("experiment") + "/" + row.getString("way"));
            for (String flag : List.of("success", "ground_ok", "shapes_ok")) {
                assertTrue(row.getInt(flag) == 0 || row.getInt(flag) == 1);
            }
            assertEquals(row.getInt("ground_ok") * row.getInt("shapes_ok"), row.getInt("success"));
            for (String figure : List.of("speed_error", "distance", "contrast", "agreement")) {
                double value = row.getDouble(figure);
                assertTrue(value >= 0 || value == NONE, figure + " is " + value);
            }
            double fidelity = row.getDouble("fidelity"); // a mean of cosines
            assertTrue(Math.abs(fidelity) <= 1 || fidelity == NONE, "fidelity is " + fidelity);
        }
    }

    @Test
    void theKeptCalibrationIsReadFromItsRows() {
        SpeedCalibration read = SteeringStudy.calibration(SteeringStudy.load(Path.of("data/studies/calibration.csv")));
        SpeedCalibration kept = new KeptProfile(model).calibration().orElseThrow();
        assertEquals(Arrays.toString(kept.scales()), Arrays.toString(read.scales()));
        for (int i = 0; i < kept.speeds().length; i++) {
            assertEquals(kept.speeds()[i], read.speeds()[i], 1e-6);
        }
        assertRefused("at least 2", () -> SteeringStudy.calibration(SteeringMeasure.emptyRows()));
    }

    /** All rows of an experiment but one guided and one plain clip are there; those two are drawn, in two steps. */
    @Test
    void aStudyGoesOnWhereItsFileEnds() {
        Path csv = folder.resolve("short.csv");
        Table before = SteeringMeasure.emptyRows();
        int left = 0;
        String guided = "";
        for (SteeringTrial trial : trials(new ArrayList<>()).of(Set.of("unguided", "camera"))) {
            boolean first = trial.experiment().equals("camera") ? !guided.equals(trial.experiment()) : left == 0;
            if (first) {
                guided = trial.experiment();
                left++;
                continue;
            }
            Row row = before.appendRow();
            for (String column : before.columnNames()) {
                switch (before.column(column).type().name()) {
                    case "STRING" -> row.setString(column, "none");
                    case "INTEGER" -> row.setInt(column, 1);
                    default -> row.setDouble(column, 0.5);
                }
            }
            row.setString("experiment", trial.experiment());
            row.setString("way", trial.way());
            row.setString("prompt", trial.prompt());
            row.setInt("seed", (int) trial.seed());
            row.setString("asked", trial.asked().words());
        }
        assertEquals(2, left);
        new StudyFile(csv).save(before, StudyOrigin.of("steering", model, Map.of("speed", "1.2"), 5));
        SteeringStudy study = SteeringStudy.of(model).batch(2).only("unguided", "camera");
        Table rows = study.kept(csv);
        assertEquals(before.rowCount() + 2, rows.rowCount());
        assertEquals(
                List.of("unguided", "camera"),
                rows.last(2).stringColumn("experiment").asList());
        assertEquals(rows.printAll(), SteeringStudy.load(csv).printAll());
        assertEquals(rows.printAll(), study.kept(csv).printAll(), "nothing is drawn twice");
        assertTrue(SteeringStudy.origin(csv).seconds() > 5);
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
