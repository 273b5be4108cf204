package motionscope.experiment.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.control.Guidance;
import motionscope.control.GuidedSteps;
import motionscope.control.Trajectory;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.VideoModel;
import motionscope.experiment.studio.DraftLength.Length;
import motionscope.metric.Velocity;
import motionscope.tensor.Torch;
import motionscope.testing.Leaks;
import motionscope.video.Clip;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn for settings, and what is not drawn again, with a tiny model. */
class ModelEngineTest {
    @TempDir
    static Path folder;

    private static VideoModel model;
    private static int threads;

    private final ModelEngine engine = new ModelEngine(model);
    private final StudioSettings plain = StudioSettings.of(model, "red ring").seed(3);
    private final StudioSettings left = plain.asked(new Asked.Camera(180, 1));

    @BeforeAll
    static void load() {
        threads = Torch.threads();
        Torch.setThreads(1);
        model = StudioModel.load(folder.resolve("model"));
    }

    @AfterAll
    static void close() {
        model.close();
        Torch.setThreads(threads);
    }

    /** Keeps the stages; throws when a step is reached. */
    private static final class Stages implements Watch {
        private final List<String> stages = new ArrayList<>();
        private final List<Double> losses = new ArrayList<>();
        private final List<Clip> predicted = new ArrayList<>();
        private final List<Integer> predictedAt = new ArrayList<>();
        private int stopAt = Integer.MAX_VALUE;
        private int stopAtUpdate = Integer.MAX_VALUE;
        private int updates;
        private int handed;

        @Override
        public void started(String stage, int steps) {
            stages.add(stage);
        }

        @Override
        public void updated() {
            if (++updates == stopAtUpdate) {
                throw new Superseded();
            }
        }

        @Override
        public void step(int done, double timestep, double loss) {
            losses.add(loss);
            if (done == stopAt) {
                throw new Superseded();
            }
        }

        @Override
        public void predicted(Clip clip, int done) {
            predicted.add(clip);
            predictedAt.add(done);
        }

        @Override
        public void guided(GeneratedClip clip) {
            handed++;
        }
    }

    private List<String> stages(StudioSettings settings, boolean draft) {
        Stages stages = new Stages();
        engine.draw(settings, draft, stages);
        return stages.stages;
    }

    @Test
    void theUnguidedClipIsDrawnOnce() {
        assertEquals(List.of("guided draft", "unguided draft"), stages(left, true));
        assertEquals(List.of("guided clip", "unguided clip"), stages(left, false));
        StudioSettings moved = left.weight(20.0).updates(1).asked(new Asked.Camera(90, 1));
        assertEquals(List.of("guided draft"), stages(moved, true));
        assertEquals(List.of("guided clip"), stages(moved, false));
        assertEquals(List.of("guided clip", "unguided clip"), stages(left.seed(4), false));
        assertEquals(List.of(), stages(plain, false), "the unguided clip is there");
        assertEquals(List.of(), stages(left.weight(0.0), false));
    }

    @Test
    void aDraftIsAsLongAsThereIsTimeFor() {
        DraftLength length = new DraftLength(16);
        Length half = new Length(3, 8);
        assertEquals(half, length.next());
        length.took(true, half, 9);
        assertEquals(half, length.next());
        length.took(true, half, 1.92); // 0.08 s for each step of a frame
        length.took(true, half, 20); // beside other work
        length.took(false, new Length(25, 16), 0.1);
        assertEquals(new Length(5, 8), length.next(), "more steps before more frames would be too long");
        length.took(true, half, 1.2); // 0.05 s
        assertEquals(new Length(4, 16), length.next());
        length.took(true, half, 0.1);
        assertEquals(new Length(8, 16), length.next());
        assertEquals(new Length(3, 4), new DraftLength(4).next(), "too few to be halved");
        assertEquals(new Length(3, 12), new DraftLength(24).next());
    }

    @Test
    void aDraftTakesNoMoreStepsThanItsClip() {
        StudioSettings few = left.steps(2);
        assertEquals(2, engine.draftSteps(few));
        StudioResult result = engine.draw(few, true, Watch.NONE);
        assertEquals(2, result.steps());
        assertEquals(2, result.guided().provenance().steps());
    }

    @Test
    void aClipIsSeenWhileItIsDrawn() {
        Stages stages = new Stages();
        StudioResult result = engine.draw(left, false, stages);
        assertEquals(List.of(7, 7), stages.predictedAt, "before the last of the few steps of both clips");
        Clip seen = stages.predicted.get(0);
        Clip whole = result.guided().clip();
        assertEquals(whole.frames(), seen.frames());
        assertEquals(whole.width(), seen.width());
        assertNotEquals(whole, seen, "a prediction is not the clip yet");
        Stages drafts = new Stages();
        engine.draw(left.weight(3.0), true, drafts);
        assertEquals(List.of(2), drafts.predictedAt, "of the guided draft; the unguided clip is there");
        Stages longer = new Stages();
        engine.draw(plain.seed(5).steps(13), false, longer);
        assertEquals(List.of(8, 12), longer.predictedAt, "every fourth, but not the first ones");
    }

    @Test
    void aDraftOfALineShowsItsBeginning() {
        Asked.Drawn line = new Asked.Drawn(List.of(List.of(0.2, 0.5), List.of(0.8, 0.5)));
        Trajectory whole = line.first(16, 16);
        Trajectory half = line.first(8, 16);
        assertEquals(8, half.frames());
        assertArrayEquals(whole.points()[7], half.points()[7]);
        assertEquals(new Velocity(0.04 * 64, 0), rounded(Asked.Drawn.mean(half, 64, 64)));
        assertEquals(rounded(Asked.Drawn.mean(whole, 64, 64)), rounded(Asked.Drawn.mean(half, 64, 64)));
    }

    private static Velocity rounded(Velocity v) {
        return new Velocity(Math.rint(v.x() * 1e9) / 1e9, Math.rint(v.y() * 1e9) / 1e9);
    }

    @Test
    void aDraftIsGuidedAsMuchInFewerUpdates() {
        Guidance whole = Guidance.adaptive().adaptive(0.004); // 12 of 25 steps
        Guidance draft = DraftGuidance.of(whole, 25, 3);
        assertEquals(new GuidedSteps(0, 2, 3), draft.steps());
        assertEquals(0.024, draft.stepSize().value(), 1e-9);
        assertEquals(
                0.05, DraftGuidance.of(Guidance.adaptive(), 25, 3).stepSize().value());
        assertSame(whole, DraftGuidance.of(whole, 3, 3));
        Guidance published = Guidance.paper();
        assertSame(published, DraftGuidance.of(published, 25, 3));
        Guidance late = DraftGuidance.of(whole.steps(24, 25, 25), 25, 3);
        assertEquals(new GuidedSteps(2, 3, 3), late.steps());
    }

    @Test
    void theClipsAreThoseOfTheModel() {
        StudioResult result = engine.draw(left, false, Watch.NONE);
        assertArrayEquals(
                model.generate("red ring").seed(3).run().latent(),
                result.unguided().latent());
        assertEquals(new Velocity(-1, 0), result.askedGround().orElseThrow());
        assertTrue(result.losses().length > 0);
        assertEquals(List.of(), result.notes());
        StudioResult nothing = engine.draw(plain, false, Watch.NONE);
        assertSame(nothing.unguided(), nothing.guided());
        assertEquals(0, nothing.losses().length);
    }

    @Test
    void theLossIsToldWithTheSteps() {
        Stages stages = new Stages();
        engine.draw(left, false, stages);
        assertEquals(16, stages.losses.size());
        assertTrue(stages.losses.get(0) > 0);
        assertTrue(Double.isNaN(stages.losses.get(15)), "of the unguided clip");
        assertEquals(1, stages.handed);
    }

    @Test
    void whatIsSupersededLeavesNothingBehind() {
        engine.draw(left, false, Watch.NONE); // references and the like
        Leaks.assertNone(() -> {
            for (int stop = 1; stop < 4; stop++) {
                Stages stages = new Stages();
                stages.stopAt = stop;
                assertThrows(Superseded.class, () -> engine.draw(left, true, stages));
            }
            Stages within = new Stages();
            within.stopAtUpdate = 2;
            assertThrows(Superseded.class, () -> engine.draw(left, true, within));
            assertEquals(List.of(), within.losses, "it ends within the first step");
        });
    }

    @Test
    void aStudioDrawsAndSaves() throws Exception {
        Heard heard = new Heard();
        try (Studio studio = new Studio(model, heard)) {
            studio.change(left);
            assertTrue(heard.nextDrawn().draft());
            StudioResult result = heard.nextDrawn();
            Path file = studio.save(folder.resolve("saved"));
            assertTrue(file.getFileName().toString().startsWith("red-ring-camera-left"), file.toString());
            assertTrue(Files.size(file) > 100);
            assertTrue(Files.readString(Path.of(file + ".json")).contains("\"seed\": 3"));
            assertEquals(
                    2,
                    List.of(file, studio.save(folder.resolve("saved"))).stream()
                            .distinct()
                            .count());
            assertArrayEquals(
                    result.guided().latent(), studio.now(left, false).guided().latent());
            assertTrue(studio.code(left).contains("controls.camera(-1.0, 0.0)"));
        }
    }

    @Test
    void motionIsSeenInAnyClip() {
        Clip pan = World.pans(1, new Direction[] {Direction.RIGHT}, 991).clips().get(0);
        SeenMotion seen = SeenMotion.of(pan, "whatever", null);
        assertTrue(seen.ground().orElseThrow().goes(Direction.RIGHT));
        assertTrue(seen.shape().isEmpty());
        Clip shape = Choreography.still(16)
                .with(0, 0, 12, MotionPath.toward(Direction.UP, 0.8, 16))
                .clips(1, 3)
                .get(0);
        SeenMotion inBox = SeenMotion.of(shape, "whatever", new Place.Box(0.35, 0.45, 0.65, 0.75));
        assertTrue(inBox.ground().orElseThrow().goes(Direction.STILL), inBox.toString());
        assertTrue(inBox.shape().orElseThrow().goes(Direction.UP), inBox.toString());
        Clip flat = Clip.of(new float[4 * 3 * 16 * 16], 4, 16, 16, 8);
        assertTrue(SeenMotion.of(flat, "whatever", new Place.Box(0, 0, 1, 1))
                .ground()
                .isEmpty());
    }
}
