package motionscope.experiment.explore;

import static motionscope.experiment.explore.Tiny.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.experiment.DenoisingTrace;
import motionscope.experiment.FeatureTrace;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.ChannelCurves;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.testing.TinyModel;
import motionscope.video.world.Direction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenoisingRunTest {
    private static final int STEPS = 3;
    private static final int LATENT = TinyModel.CHANNELS * 4 * 8 * 8;

    @TempDir
    static Path folder;

    private static VideoModel model;

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation drawing() {
        return model.generate("red ring").seed(7).steps(STEPS).frames(4).size(16, 16);
    }

    @Test
    void latentsAndPredictionsAreThoseOfTheRun() {
        DenoisingRun run = DenoisingRun.of(drawing());
        GeneratedClip drawn = run.draw();
        Generation other = drawing();
        DenoisingTrace trace = new DenoisingTrace(model);
        other.listening(trace);
        GeneratedClip same = other.run();
        assertArrayEquals(same.latent(), drawn.latent());
        assertEquals(STEPS, run.steps().size());
        try (Scope scope = new Scope()) {
            // DDIM starts from the noise as it is, and the network sees it so
            assertArrayEquals(drawing().startingNoise().floats(), run.step(0).latent());
        }
        for (int i = 0; i < STEPS; i++) {
            assertEquals(trace.timesteps().get(i), run.step(i).timestep());
            assertArrayEquals(trace.clean().get(i).pixels(), run.clean(i).pixels(), 1e-6f);
            if (i > 0) {
                assertArrayEquals(trace.noisy().get(i - 1).pixels(), run.seen(i).pixels(), 1e-6f);
                assertTrue(run.step(i).noiseLevel() < run.step(i - 1).noiseLevel());
            }
        }
        assertTrue(run.step(0).noiseLevel() > 0.7 && run.step(0).noiseLevel() <= 1);
        assertSame(run.clean(1), run.clean(1), "decoded once");
    }

    @Test
    void featuresAndCurvesAreThoseOfATrace() {
        DenoisingRun run = DenoisingRun.of(drawing()).looking(Tap.UP0, 1, STEPS);
        run.draw();
        Generation other = drawing();
        FeatureTrace trace = other.tracing(Tap.UP0);
        other.run();
        assertEquals(List.of(1, 2), run.tracedSteps());
        for (int step : run.tracedSteps()) {
            assertEquals(trace.at(step, Tap.UP0), run.features(step).features());
            assertArrayEquals(ChannelCurves.of(trace.at(step, Tap.UP0), 3).values()[0], run.curve(step, 3), 1e-5);
        }
        List<Integer> steepest = run.steepest(2);
        assertEquals(8, steepest.stream().distinct().count());
        double first = ChannelCurves.of(trace.at(2, Tap.UP0), steepest.get(0)).slopes()[0];
        double second = ChannelCurves.of(trace.at(2, Tap.UP0), steepest.get(1)).slopes()[0];
        assertTrue(Math.abs(first) >= Math.abs(second));
        assertRefused("there are those of steps [1, 2]", () -> run.features(0));
        assertRefused("Channel 8", () -> run.curve(1, 8));
    }

    @Test
    void aGuidedRunShowsTheLatentAfterItsUpdates() {
        Guidance guidance = Guidance.paper()
                .toward(MotionReference.inverted(
                        model, Tiny.pans(1, Direction.RIGHT).clips().get(0), 2, 0, Tap.UP0, 1))
                .steps(0, 1);
        DenoisingRun run = DenoisingRun.of(drawing().guidedBy(guidance));
        GeneratedClip drawn = run.draw();
        assertTrue(drawn.guidance().isPresent());
        assertEquals(STEPS, run.steps().size());
        try (Scope scope = new Scope()) {
            float[] noise = drawing().startingNoise().floats();
            double moved = 0;
            for (int i = 0; i < noise.length; i++) {
                moved = Math.max(moved, Math.abs(noise[i] - run.step(0).latent()[i]));
            }
            assertTrue(moved > 1e-4, "guidance moves the latent before the network sees it");
        }
    }

    @Test
    void stopEndsItBetweenStepsAndKeepsWhatIsDone() {
        DenoisingRun run = DenoisingRun.of(drawing());
        List<Integer> told = new ArrayList<>();
        run.watching(step -> {
            told.add(step);
            if (step == 1) {
                run.stop();
            }
        });
        assertEquals(2, run.draw().provenance().completedSteps());
        assertEquals(List.of(0, 1), told);
        assertEquals(2, run.steps().size());
        assertEquals(4, run.clean(1).frames());
        assertRefused("Step 2 was asked for; those done are 0..1", () -> run.step(2));
    }

    @Test
    void closingForgets() {
        DenoisingRun run = DenoisingRun.of(drawing()).looking(Tap.UP1);
        run.draw();
        run.clean(0);
        long latents = 2L * Float.BYTES * STEPS * LATENT;
        long features = STEPS * 4L * (4 * 8 * (8 * 8 + 1));
        long decoded = 4L * 4 * 3 * 16 * 16;
        assertEquals(latents + features + decoded, run.bytes());
        run.close();
        assertEquals(0, run.bytes());
        assertRefused("none is kept", () -> run.seen(0));
    }

    @Test
    void moreThanTheCapIsRefusedAtTheFirstStep() {
        List<Integer> told = new ArrayList<>();
        long latents = 2L * Float.BYTES * STEPS * LATENT;
        DenoisingRun small = DenoisingRun.of(drawing(), latents - 1).watching(told::add);
        assertRefused("Latents of 3 steps need 0.07 MiB", small::draw);
        DenoisingRun looking =
                DenoisingRun.of(drawing(), latents + 10).looking(Tap.UP1).watching(told::add);
        assertRefused("features of up1 at 3 steps", looking::draw);
        assertEquals(List.of(), told);
    }

    @Test
    void wrongUseIsRefused() {
        assertRefused("Tap 'up9'", () -> DenoisingRun.of(drawing()).looking(new Tap("up9")));
        assertRefused("Steps 2..2", () -> DenoisingRun.of(drawing()).looking(Tap.UP1, 2, 2));
        assertRefused(
                "one tap", () -> DenoisingRun.of(drawing()).looking(Tap.UP1).looking(Tap.UP0));
        DenoisingRun run = DenoisingRun.of(drawing());
        assertRefused("none is kept", () -> run.step(0));
        run.draw();
        assertRefused("drawn already", run::draw);
        assertRefused("looks at no tap", () -> run.features(0));
        assertRefused("vocabulary", () -> DenoisingRun.of(model.generate("a red elephant"))
                .draw());
    }
}
