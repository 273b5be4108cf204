package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.GuidanceTrace;
import motionscope.control.MotionGoal;
import motionscope.control.MotionProfile;
import motionscope.control.Preset;
import motionscope.control.SpeedCalibration;
import motionscope.control.Trajectory;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Placement;
import motionscope.tensor.Tensor;
import motionscope.testing.TinyModel;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Motion in pixels per frame, with a model of some hundred kilobytes and with what is kept of the bundled one. */
class MotionControlsTest {
    private static final int FRAMES = 4;

    @TempDir
    static Path folder;

    private static VideoModel model;
    private static MotionProfile profile;
    private static MotionControls controls;

    @BeforeAll
    static void load() throws IOException {
        TinyModel.write(folder);
        Files.writeString(folder.resolve("generation_config.json"), "{\"steps\": 4, \"frames\": " + FRAMES + "}");
        model = VideoModel.load(folder, Placement.CPU);
        profile = MotionControls.measure(model);
        controls = new MotionControls(model, profile, null);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static float[] asked(Guidance guidance) {
        return guidance.goals().get(0).reference().at(399).values();
    }

    private static float[] along(MotionPath path) {
        return profile.reference(path).at(399).values();
    }

    @Test
    void theProfileIsThatOfTheGuidedStepsOfTheModel() {
        assertEquals(Tap.UP1, profile.tap());
        assertEquals(8, profile.channels().total());
        assertEquals(2, profile.byTimestep().size(), "16 of 25 steps are 2 of 4");
        assertEquals(1.2, profile.speed(), 1e-9);
    }

    @Test
    void theCameraIsAskedToGoAsFastAsItIsTold() {
        Guidance right = controls.camera(Direction.RIGHT, 1.1);
        assertEquals(Preset.ADAPTIVE, right.preset());
        assertEquals(1, right.goals().size());
        assertEquals(GuidanceLoss.REGION_MEAN, right.loss());
        assertArrayEquals(along(MotionPath.toward(Direction.RIGHT, 1.1, FRAMES)), asked(right));
        assertArrayEquals(along(MotionPath.velocity(0.5, -0.7, FRAMES)), asked(controls.camera(0.5, -0.7)));
        MotionPath turn = MotionPath.turning(1.1, FRAMES, Direction.UP, Direction.LEFT);
        assertArrayEquals(along(turn), asked(controls.camera(turn)));
        assertArrayEquals(
                asked(controls.camera(turn)),
                controls.uncalibrated(turn).at(399).values());
        for (Direction way : Direction.values()) {
            assertEquals(way == Direction.STILL, isZero(asked(controls.camera(way, 1))), way.word());
        }
    }

    private static boolean isZero(float[] values) {
        for (float v : values) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void stillNeedsNoSpeedAndBelowZeroIsTheOtherWay() {
        assertTrue(isZero(asked(controls.camera(Direction.STILL, 7))));
        assertTrue(isZero(asked(controls.camera(Direction.LEFT, 0))));
        assertTrue(isZero(controls.uncalibrated(MotionPath.still(FRAMES)).at(5).values()));
        float[] left = asked(controls.camera(Direction.LEFT, 0.8));
        assertArrayEquals(left, asked(controls.camera(Direction.RIGHT, -0.8)), 1e-6f);
    }

    @Test
    void aCalibrationSaysHowFastTheReferenceIsForASpeed() {
        MotionControls slow =
                controls.calibrated(new SpeedCalibration(new double[] {0.4, 1.2}, new double[] {0.2, 0.6}));
        assertArrayEquals(
                along(MotionPath.toward(Direction.UP, 1, FRAMES)), asked(slow.camera(Direction.UP, 0.5)), 1e-5f);
        // a path keeps its form: it is its fastest step that is asked for
        MotionPath turn = MotionPath.turning(0.3, FRAMES, Direction.UP, Direction.LEFT);
        assertArrayEquals(along(turn.times(2)), asked(slow.camera(turn)), 1e-5f);
        assertArrayEquals(along(turn), slow.uncalibrated(turn).at(399).values());
        assertTrue(isZero(asked(slow.camera(Direction.STILL, 0))), "still is none of the calibration's");
        assertRefused("0.20..0.60", () -> slow.camera(Direction.UP, 0.61));
        assertRefused("0.20..0.60", () -> slow.camera(Direction.UP, 0.1));
        assertRefused("speed of 1000.00", () -> slow.camera(1000, 0));
    }

    @Test
    void whatIsNoMotionIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e9}) {
            assertRefused("100000 pixels", () -> controls.camera(Direction.RIGHT, bad));
            assertRefused("100000 pixels", () -> controls.camera(0, bad));
            assertRefused("zoom", () -> controls.zoom(bad));
        }
        assertRefused("3 frames, but the clips to steer have 4", () -> controls.like(Choreography.still(3)));
        Trajectory path = Trajectory.through(3, new Trajectory.Stop(0, 0.2, 0.2), new Trajectory.Stop(2, 0.7, 0.2));
        assertRefused("3 frames, but the clips to steer have 4", () -> controls.drag(path, 2));
        assertRefused("radius", () -> controls.drag(path, 0));
        assertRefused("Tap 'up2' does not exist", () -> controls.zoom(0.03)); // of this model
    }

    @Test
    void shorterClipsMayBeSteered() {
        MotionControls few = controls.frames(3);
        assertArrayEquals(along(MotionPath.velocity(0.5, -0.7, 3)), asked(few.camera(0.5, -0.7)));
        Trajectory path = Trajectory.through(3, new Trajectory.Stop(0, 0.2, 0.2), new Trajectory.Stop(2, 0.7, 0.2));
        for (Guidance guidance : List.of(few.drag(path, 2), few.quick().camera(Direction.UP, 1))) {
            var clip = model.generate("red").frames(3).guidedBy(guidance).run();
            assertTrue(clip.guidance().orElseThrow().losses().length > 0);
            assertEquals(3, clip.clip().frames());
        }
        assertRefused("4 frames, but the clips to steer have 3", () -> few.like(Choreography.still(FRAMES)));
        assertRefused("1 frames", () -> controls.frames(1));
    }

    @Test
    void shapesAreProjectedAtTwoTapsAndTheGroundIsKept() {
        Choreography up = Choreography.still(FRAMES).with(0, 0, 2, MotionPath.toward(Direction.UP, 1, FRAMES));
        Guidance still = controls.like(up);
        assertEquals(
                List.of(Tap.UP0, Tap.UP1, Tap.UP1),
                still.goals().stream().map(goal -> goal.reference().tap()).toList());
        MotionGoal ground = still.goals().get(2);
        assertEquals(GuidanceLoss.PROJECTION, still.loss());
        assertEquals(GuidanceLoss.REGION_MEAN, ground.loss());
        assertEquals(1 / profile.energy(), ground.weight(), 1e-9);
        assertTrue(isZero(ground.reference().at(399).values()));
        // where the ground moves it is asked to move so, and less strictly
        MotionPath right = MotionPath.toward(Direction.RIGHT, 1, FRAMES);
        Choreography against = new Choreography(right, 0, up.actors());
        MotionGoal moving = controls.like(against).goals().get(2);
        assertArrayEquals(along(right), moving.reference().at(399).values());
        assertTrue(moving.weight() < ground.weight());
        assertEquals(8, still.goals().get(0).reference().about().get("clips"));
        assertEquals(
                still.goals().get(0).reference().about(),
                controls.like(up).goals().get(0).reference().about(),
                "the same clips each time");
    }

    @Test
    void aDraggedShapeFollowsItsPathInPicturesOfAnySize() {
        Trajectory path =
                Trajectory.through(FRAMES, new Trajectory.Stop(0, 0.25, 0.5), new Trajectory.Stop(3, 0.75, 1));
        Guidance drag = controls.drag(path, 2);
        assertEquals(List.of(path), drag.drag().paths());
        assertEquals(3, drag.goals().size());
        assertShapeAt(controls, path, 8); // of this model
    }

    /** From a quarter of the width to three quarters, down to the lower edge. */
    private static void assertShapeAt(MotionControls some, Trajectory path, int size) {
        Choreography.Actor shape = some.following(path, 2).actors().get(0);
        int last = path.frames() - 1;
        assertEquals(-size / 4.0, shape.x() + shape.path().x(0), 1e-5);
        assertEquals(size / 4.0, shape.x() + shape.path().x(last), 1e-5);
        assertEquals(size / 2.0, shape.y() + shape.path().y(last), 1e-5);
    }

    @Test
    void clipsAreDrawnUnderEach() {
        Trajectory path =
                Trajectory.through(FRAMES, new Trajectory.Stop(0, 0.3, 0.5), new Trajectory.Stop(3, 0.6, 0.5));
        float[] plain = model.generate("red ring").seed(3).run().latent();
        for (Guidance guidance : List.of(
                controls.camera(Direction.RIGHT, 1),
                controls.like(Choreography.still(FRAMES).with(0, 0, 2, MotionPath.toward(Direction.UP, 1, FRAMES))),
                controls.drag(path, 2))) {
            GeneratedClip clip =
                    model.generate("red ring").seed(3).guidedBy(guidance).run();
            GuidanceTrace trace = clip.guidance().orElseThrow();
            assertTrue(trace.divergence().isEmpty(), trace.toString());
            assertEquals(List.of(), trace.notes());
            assertTrue(trace.losses().length > 0);
            assertFalse(Arrays.equals(plain, clip.latent()));
        }
        GuidanceTrace longer = model.generate("red ring")
                .frames(3)
                .guidedBy(controls.camera(Direction.RIGHT, 1))
                .run()
                .guidance()
                .orElseThrow();
        assertTrue(
                longer.notes().get(0).contains("4 frames, the clip 3"),
                longer.notes().toString());
    }

    @Test
    void aStoppedClipIsFinishedAsIfNothingHadHappened() {
        Guidance guidance =
                controls.like(Choreography.still(FRAMES).with(0, 0, 2, MotionPath.toward(Direction.UP, 1, FRAMES)));
        float[] whole =
                model.generate("red ring").seed(3).guidedBy(guidance).run().latent();
        for (int last = 0; last < 3; last++) {
            int stop = last;
            Generation stopped = model.generate("red ring")
                    .seed(3)
                    .guidedBy(guidance)
                    .listening(new SamplingListener() {
                        @Override
                        public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                            return step.index() < stop;
                        }
                    });
            assertEquals(stop + 1, stopped.run().provenance().completedSteps());
            GeneratedClip rest = model.generate("red ring")
                    .seed(3)
                    .guidedBy(guidance)
                    .resume(stopped.checkpoint().orElseThrow())
                    .run();
            assertArrayEquals(whole, rest.latent());
        }
    }

    @Test
    void whatIsSavedInTheModelsFolderIsFoundAgain(@TempDir Path own) throws IOException {
        TinyModel.write(own);
        Files.writeString(own.resolve("generation_config.json"), "{\"steps\": 4, \"frames\": " + FRAMES + "}");
        SpeedCalibration calibration = new SpeedCalibration(new double[] {0.4, 1.2}, new double[] {0.2, 0.6});
        try (VideoModel again = VideoModel.load(own, Placement.CPU)) {
            controls.calibrated(calibration).save(own);
            MotionControls found = MotionControls.of(again);
            assertArrayEquals(
                    along(MotionPath.toward(Direction.UP, 1, FRAMES)), asked(found.camera(Direction.UP, 0.5)), 2e-3f);
            assertRefused("0.20..0.60", () -> found.camera(Direction.UP, 2));
        }
    }

    @Test
    void theBundledModelIsMeasured() {
        try (VideoModel bundled = VideoModel.load(Path.of("data/mini-model"), Placement.CPU)) {
            MotionControls kept = MotionControls.of(bundled); // no pass of the network: a passing test takes no minutes
            assertEquals(16, kept.profile().byTimestep().size());
            assertEquals(1.2, kept.profile().speed(), 1e-9);
            assertEquals(Tap.UP1, kept.profile().tap());
            assertEquals(
                    16,
                    kept.camera(Direction.RIGHT, 1.2)
                            .goals()
                            .get(0)
                            .reference()
                            .at(600)
                            .frames());
            assertShapeAt(
                    kept,
                    Trajectory.through(16, new Trajectory.Stop(0, 0.25, 0.5), new Trajectory.Stop(15, 0.75, 1)),
                    64);
            assertRefused("speed of 9.00", () -> kept.camera(Direction.RIGHT, 9));
        }
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
