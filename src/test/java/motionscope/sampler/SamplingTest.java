package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
    private static final Plan PLAN = new DdimSampler(Configs.config("DDIMScheduler", "clip_sample: false")).plan(10);
    private static final Predictor MODEL = (x, t) -> x.mul(0.2).add(0.1);

    /** Stops after a step; remembers what it was told. */
    private static final class Recorder implements SamplingListener {
        private final List<String> told = new ArrayList<>();
        private final int last;

        Recorder(int last) {
            this.last = last;
        }

        @Override
        public Tensor beforePrediction(SamplingStep step, Tensor latent) {
            told.add("before " + step);
            return latent;
        }

        @Override
        public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
            told.add("after " + step);
            return step.index() != last;
        }
    }

    @Test
    void theListenerIsToldOfEveryStepInOrder() {
        Recorder recorder = new Recorder(-1);
        try (Scope scope = new Scope()) {
            SamplingResult result = Sampling.run(PLAN, latent(), MODEL, recorder);
            assertEquals(10, result.steps());
            assertFalse(result.cancelled());
        }
        assertEquals(20, recorder.told.size());
        assertEquals("before step 1 of 10 (timestep 900)", recorder.told.get(0));
        assertEquals("after step 10 of 10 (timestep 0)", recorder.told.get(19));
    }

    @Test
    void aCancelledLoopKeepsWhatIsDone() {
        try (Scope scope = new Scope()) {
            SamplingResult stopped = Sampling.run(PLAN, latent(), MODEL, new Recorder(3));
            assertTrue(stopped.cancelled());
            assertEquals(4, stopped.steps());
            SamplingResult four = Sampling.run(PLAN, 0, 4, latent(), MODEL, SamplingListener.NONE);
            assertFalse(four.cancelled());
            assertArrayEquals(four.latent().floats(), stopped.latent().floats());
        }
    }

    @Test
    void aLoopCanBeCutInTwo() {
        try (Scope scope = new Scope()) {
            Tensor half = Sampling.run(PLAN, 0, 6, latent(), MODEL, SamplingListener.NONE)
                    .latent();
            Tensor joined = Sampling.run(PLAN, 6, 10, half, MODEL, SamplingListener.NONE)
                    .latent();
            Tensor whole =
                    Sampling.run(PLAN, latent(), MODEL, SamplingListener.NONE).latent();
            assertArrayEquals(whole.floats(), joined.floats());
        }
    }

    @Test
    void aListenerCanReplaceTheLatentBeforeThePrediction() {
        try (Scope scope = new Scope()) {
            SamplingListener shift = new SamplingListener() {
                @Override
                public Tensor beforePrediction(SamplingStep step, Tensor latent) {
                    return step.index() == 2 ? latent.add(0.5) : latent;
                }
            };
            Tensor guided = Sampling.run(PLAN, latent(), MODEL, shift).latent();
            Tensor two = Sampling.run(PLAN, 0, 2, latent(), MODEL, SamplingListener.NONE)
                    .latent();
            Tensor expected = Sampling.run(PLAN, 2, 10, two.add(0.5), MODEL, SamplingListener.NONE)
                    .latent();
            assertArrayEquals(expected.floats(), guided.floats());
        }
    }

    @Test
    void listenersCanBeJoined() {
        Recorder first = new Recorder(5);
        Recorder second = new Recorder(-1);
        try (Scope scope = new Scope()) {
            assertEquals(
                    6, Sampling.run(PLAN, latent(), MODEL, first.and(second)).steps());
        }
        assertEquals(first.told, second.told);
    }

    @Test
    void memoryStaysFlatOverSteps() {
        List<Long> live = new ArrayList<>();
        SamplingListener counter = new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                live.add(Scope.liveTensors());
                return true;
            }
        };
        Plan plan = new DdimSampler(Configs.config("DDIMScheduler", "clip_sample: false")).plan(100);
        long before = Scope.liveTensors();
        try (Scope scope = new Scope()) {
            Sampling.run(plan, latent(), MODEL, counter);
            assertEquals(before + 2, Scope.liveTensors()); // the start and the result
        }
        assertEquals(before, Scope.liveTensors());
        assertEquals(100, live.size());
        assertEquals(1, live.subList(1, 100).stream().distinct().count(), live.toString());
    }

    @Test
    void nothingStaysBehindWhenAStepFails() {
        long before = Scope.liveTensors();
        try (Scope scope = new Scope()) {
            Predictor failing = (x, t) -> {
                if (t < 400) {
                    throw new IllegalStateException("the model failed");
                }
                return x.mul(0.1);
            };
            assertThrows(
                    IllegalStateException.class, () -> Sampling.run(PLAN, latent(), failing, SamplingListener.NONE));
        }
        assertEquals(before, Scope.liveTensors());
    }

    @Test
    void aPredictorMayReturnATensorItOwns() {
        try (Scope scope = new Scope()) {
            Tensor constant = Tensor.full(0.3, 2, 3);
            Plan plan = new DdimSampler(
                            Configs.config("DDIMScheduler", "prediction_type: 'sample'", "clip_sample: false"))
                    .plan(5);
            Sampling.run(plan, latent(), (x, t) -> constant, SamplingListener.NONE);
            assertEquals(0.3f, constant.floats()[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity"})
    void aLatentThatIsNotFiniteIsNamedWithItsStep(double bad) {
        try (Scope scope = new Scope()) {
            Predictor broken = (x, t) -> t == 700 ? x.mul(bad) : x.mul(0.1);
            MotionScopeException error = assertThrows(
                    MotionScopeException.class, () -> Sampling.run(PLAN, latent(), broken, SamplingListener.NONE));
            assertTrue(error.getMessage().contains("step 3 of 10 (timestep 700)"), error.getMessage());
            assertTrue(error.getMessage().contains("prediction was not finite"), error.getMessage());
        }
    }

    @Test
    void guidanceThatBreaksTheLatentIsNamed() {
        try (Scope scope = new Scope()) {
            SamplingListener broken = new SamplingListener() {
                @Override
                public Tensor beforePrediction(SamplingStep step, Tensor latent) {
                    return latent.mul(Double.NaN);
                }
            };
            MotionScopeException error =
                    assertThrows(MotionScopeException.class, () -> Sampling.run(PLAN, latent(), MODEL, broken));
            assertTrue(error.getMessage().contains("listener gave was not finite"), error.getMessage());
        }
    }

    @Test
    void aStartThatIsNotFiniteIsRefused() {
        try (Scope scope = new Scope()) {
            Tensor bad = latent().mul(Double.NaN);
            MotionScopeException error = assertThrows(
                    MotionScopeException.class, () -> Sampling.run(PLAN, bad, MODEL, SamplingListener.NONE));
            assertTrue(error.getMessage().contains("step 1 of 10"), error.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "7, 3", "0, 11"})
    void stepsThatThePlanDoesNotHaveAreRefused(int from, int to) {
        try (Scope scope = new Scope()) {
            MotionScopeException error = assertThrows(
                    MotionScopeException.class,
                    () -> Sampling.run(PLAN, from, to, latent(), MODEL, SamplingListener.NONE));
            assertTrue(error.getMessage().contains(from + ".." + to), error.getMessage());
        }
    }

    @Test
    void shapesThatDoNotFitAreRefusedInsteadOfBroadcast() {
        try (Scope scope = new Scope()) {
            Predictor wide = (x, t) -> Tensor.cat(0, x, x);
            MotionScopeException error = assertThrows(
                    MotionScopeException.class, () -> Sampling.run(PLAN, latent(), wide, SamplingListener.NONE));
            assertTrue(error.getMessage().contains("[4, 3]"), error.getMessage());
            Tensor row = Tensor.full(1, 1, 3);
            assertThrows(MotionScopeException.class, () -> PLAN.step(0, latent(), row));
            assertThrows(MotionScopeException.class, () -> PLAN.noised(latent(), row, 0));
        }
    }

    private static Tensor latent() {
        return Tensor.of(new float[] {0.5f, -1, 2, 0, -0.25f, 1}, 2, 3);
    }
}
