package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own preset: steps as large as the loss needs. */
class AdaptiveGuidanceTest {
    private SmallRun small;
    private Scope scope;

    @BeforeEach
    void open() {
        small = new SmallRun();
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
        small.close();
    }

    private static Guidance adaptive() {
        return Guidance.adaptive().toward(SmallRun.reference(SmallRun.FRAMES)).steps(0, 2);
    }

    private GuidanceTrace trace(Guidance guidance) {
        return small.sampler(guidance)
                .run(SmallRun.noise(1), SamplingListener.NONE)
                .traces()
                .get(0);
    }

    private static double norm(Tensor x) {
        return Math.sqrt(x.square().sum().item());
    }

    @Test
    void anUpdateIsPolyaksStepWhereThatIsSmallEnough() {
        double latent = norm(SmallRun.noise(1));
        GuidanceUpdate free =
                trace(adaptive().adaptive(1e6).updates(1)).updates().get(0);
        // eta = L / |g|^2, so the change is L / |g|
        assertEquals(1, free.change() * latent * free.clippedNorm() / free.loss(), 1e-4);
        GuidanceUpdate capped =
                trace(adaptive().adaptive(1e-4).updates(1)).updates().get(0);
        assertEquals(free.loss(), capped.loss(), 1e-6 * free.loss());
        assertEquals(1e-4, capped.change(), 1e-8);
        assertTrue(free.change() > capped.change());
    }

    @Test
    void theCapIsAShareOfWhatMayChange() {
        Guidance half = Guidance.adaptive()
                .toward(SmallRun.reference(SmallRun.FRAMES), Region.box(0, 0, 0.5, 1))
                .clipToRegions(true)
                .steps(0, 1)
                .adaptive(1e-4);
        for (GuidanceUpdate update : trace(half).updates()) {
            assertEquals(1e-4 * Math.sqrt(0.5), update.change(), 1e-8);
        }
    }

    @Test
    void theLossFallsAndItsWeightDoesNotMatter() {
        double[] losses = trace(adaptive().steps(0, 1).updates(6)).losses();
        assertTrue(losses[5] < losses[0], losses[0] + " to " + losses[5]);
        float[] light = small.guided(adaptive());
        float[] heavy = small.guided(adaptive().weight(1000));
        Close.assertClose("latent", light, heavy, 1e-2, 1e-3);
    }

    /** One frame has no motion: M is zero there, whatever is seen, and so is its gradient. */
    @Test
    void nothingIsMovedWithoutALossOrWithoutAGradient() {
        float[] plain = oneFrame(Guidance.none());
        for (float asked : new float[] {0, 1}) { // loss 0; a loss that nothing can lower
            MotionReference reference = MotionReference.of(MotionTarget.vector(1, 1, new float[] {asked}), Tap.UP1, 3);
            for (GuidanceLoss loss : List.of(GuidanceLoss.REGION_MEAN, GuidanceLoss.PROJECTION)) {
                Guidance guidance =
                        Guidance.adaptive().toward(reference).loss(loss).steps(0, 2);
                assertArrayEquals(plain, oneFrame(guidance), loss + " of " + asked);
                assertArrayEquals(plain, oneFrame(guidance.relative()), loss + " of " + asked);
            }
        }
    }

    private float[] oneFrame(Guidance guidance) {
        try (Scope inner = new Scope()) {
            Tensor noise = new Draws(5).floats(1, 4, 1, SmallRun.SIDE, SmallRun.SIDE);
            GuidedResult result = small.sampler(guidance).run(noise, SamplingListener.NONE);
            assertEquals(List.of(), result.traces().get(0).divergence().stream().toList());
            return result.latent().floats();
        }
    }

    @Test
    void aHugeWeightIsNoHarmAndAHugeStepIsToldAndTakenBack() {
        Close.assertClose(
                "latent", small.guided(adaptive()), small.guided(adaptive().weight(1e20)), 1e-2, 1e-3);
        float[] plain = small.plain(1);
        for (Guidance wild : List.of(
                adaptive().weight(1e38).loss(GuidanceLoss.PROJECTION),
                adaptive().relative(1e3),
                adaptive().stepSize(1e30))) {
            GuidedResult result = small.sampler(wild).run(SmallRun.noise(1), SamplingListener.NONE);
            String said = result.traces().get(0).divergence().orElseThrow();
            assertTrue(said.contains("diverged at step 1 of 5") && said.contains("update 1"), said);
            assertEquals(1, said.lines().count());
            Close.assertClose("unguided", plain, result.latent().floats(), 1e-3, 1e-4);
        }
    }

    @Test
    void thePresetIsItsSettings() {
        Guidance ours = Guidance.adaptive();
        assertEquals(Preset.ADAPTIVE, ours.preset());
        assertEquals(ours, Preset.ADAPTIVE.guidance());
        assertEquals(GuidanceLoss.REGION_MEAN, ours.loss());
        assertEquals(StepSize.adaptive(StepSize.DEFAULT_SHARE), ours.stepSize());
        assertEquals(2, ours.updates());
        assertEquals(new GradientClip(false, GradientClip.ALL_FRAMES), ours.clip());
        assertEquals(KeySharing.NONE, ours.sharing());
        Guidance two = adaptive().toward(SmallRun.reference(3));
        assertEquals(1, two.weightOf(two.goals().get(0)));
        Map<String, Object> about = ours.adaptive(0.05).steps(3, 18, 25).about();
        assertEquals("ADAPTIVE", about.get("step_size_kind"));
        assertEquals(0.05, about.get("step_size"));
        assertEquals(3, about.get("first_guided_step"));
        assertEquals(18, about.get("end_of_guided_steps"));
        assertEquals(25, about.get("meant_for_steps"));
    }

    @Test
    void stepsOfARunStretchWithAnotherOne() {
        Guidance some = Guidance.adaptive().toward(SmallRun.reference(4)).steps(5, 15, 25);
        for (int count : new int[] {1, 2, 5, 10, 25, 50, 1000}) {
            GuidedSteps run = some.steps().forRun(count);
            assertTrue(run.from() < run.to() && run.to() <= count, run + " of " + count);
            assertEquals(count / 5.0, run.from(), 0.5);
            assertEquals(Math.max(1, 0.6 * count), run.to(), 0.5);
            assertTrue(some.guides(run.from(), count) && !some.guides(run.to(), count));
        }
        GuidedSteps late = Guidance.adaptive().steps(20, 25, 25).steps();
        for (int count = 1; count < 30; count++) {
            GuidedSteps run = late.forRun(count);
            assertTrue(run.contains(count - 1), "the last of " + count + " steps is guided, not " + run);
        }
        assertRefused("of 10", () -> Guidance.adaptive().steps(5, 15, 10));
        assertRefused("of -1", () -> Guidance.adaptive().steps(5, 15, -1));
        assertRefused("before the last", () -> Guidance.adaptive().steps(15, 5, 25));
    }

    @Test
    void whatIsNoStepSizeIsRefused() {
        for (double bad : new double[] {Double.NaN, -0.1, Double.POSITIVE_INFINITY}) {
            assertRefused("step size is " + bad, () -> Guidance.adaptive().adaptive(bad));
            assertRefused("step size is " + bad, () -> StepSize.relative(bad));
            assertRefused("weight is " + bad, () -> MotionGoal.of(SmallRun.reference(4))
                    .weight(bad));
        }
        assertArrayEquals(small.plain(1), small.guided(adaptive().adaptive(0)));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
