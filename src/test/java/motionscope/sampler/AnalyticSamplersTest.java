package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers on problems with a known answer, in the spirit of torchsde. */
class AnalyticSamplersTest {
    private static final GaussianData DATA = new GaussianData(0.7, 0.4);
    private static final float[] START = {-2, -1.1f, -0.3f, 0, 0.4f, 0.9f, 1.6f, 2.5f};
    private static final String[] BETAS = {
        "beta_start: 0.00085", "beta_end: 0.012", "beta_schedule: 'scaled_linear'", "timestep_spacing: 'trailing'"
    };

    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @EnumSource(PredictionType.class)
    void ddimConvergesToTheExactFlowWithOrderOne(PredictionType type) {
        double[] errors = new double[3];
        int[] counts = {25, 50, 100};
        for (int i = 0; i < counts.length; i++) {
            DdimPlan plan = ddim(type).plan(counts[i]);
            Tensor found = run(plan, start(), type);
            Tensor exact = DATA.flow(start(), plan.levelBefore(0), plan.levelAfter(counts[i] - 1));
            errors[i] = largestDifference(found, exact);
        }
        assertOrderOne(errors);
    }

    @Test
    void eulerConvergesToTheExactFlowWithOrderOne() {
        double[] errors = new double[3];
        int[] counts = {25, 50, 100};
        for (int i = 0; i < counts.length; i++) {
            EulerPlan plan =
                    new EulerSampler(config("EulerDiscreteScheduler", "use_karras_sigmas: true")).plan(counts[i]);
            float[] sigmas = plan.sigmas();
            // In x / sqrt(sigma^2 + 1) the latent is at the level with signal 1 / sqrt(sigma^2 + 1).
            int[] step = new int[1];
            Predictor best = (latent, t) -> DATA.predict(PredictionType.EPSILON, latent, levelAt(sigmas[step[0]++]));
            Tensor first = plan.start(start());
            Tensor found =
                    Sampling.run(plan, first, best, SamplingListener.NONE).latent();
            Tensor exact = DATA.flow(plan.scaleInput(first, 0), levelAt(sigmas[0]), NoiseLevel.CLEAN);
            errors[i] = largestDifference(found, exact);
        }
        assertOrderOne(errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DDIMScheduler", "EulerDiscreteScheduler"})
    void allPredictionTypesOfOneDenoiserGiveOneTrajectory(String className) {
        float[] expected = null;
        for (PredictionType type : PredictionType.values()) {
            Sampler sampler = Sampler.of(config(className, "prediction_type: '" + Options.key(type) + "'"));
            Plan plan = sampler.plan(20);
            Predictor best =
                    (latent, t) -> DATA.predict(type, latent, sampler.schedule().level((int) t));
            float[] found = Sampling.run(plan, plan.start(start()), best, SamplingListener.NONE)
                    .latent()
                    .floats();
            expected = expected == null ? found : expected;
            for (int i = 0; i < found.length; i++) {
                assertEquals(expected[i], found[i], 1e-4, type + " at " + i);
            }
        }
    }

    @Test
    void inversionThenDdimReturnsTheStartAndBetterWithMoreSteps() {
        double[] errors = new double[3];
        int[] counts = {25, 50, 100};
        SchedulerConfig config = config("DDIMScheduler", "set_alpha_to_one: false", "clip_sample: false");
        for (int i = 0; i < counts.length; i++) {
            DdimPlan down = new DdimSampler(config).plan(counts[i]);
            DdimPlan up = new DdimInverseSampler(config).plan(counts[i]);
            Tensor noise = run(up, start(), PredictionType.EPSILON);
            errors[i] = largestDifference(run(down, noise, PredictionType.EPSILON), start());
        }
        assertOrderOne(errors);
        assertTrue(errors[2] < 0.2, "error " + errors[2]); // the values span 4.5
    }

    @Test
    void inversionIsTheMirrorOfSampling() {
        SchedulerConfig config = config("DDIMScheduler", "clip_sample: false");
        DdimPlan down = new DdimSampler(config).plan(16);
        DdimPlan up = new DdimInverseSampler(config).plan(16);
        for (int i = 0; i < 16; i++) {
            assertEquals(down.timestep(i), up.timestep(15 - i));
            assertEquals(down.levelBefore(i), up.levelAfter(15 - i));
            assertEquals(down.levelAfter(i), up.levelBefore(15 - i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 25, 333})
    void oneClipAsAllTheDataIsReachedExactlyInAnyNumberOfSteps(int steps) {
        Tensor clip = Tensor.of(START, START.length);
        Tensor noise = Tensor.of(new float[] {1, -1, 0.5f, 2, -0.3f, 0.1f, -2, 0.7f}, START.length);
        Plan ddim = ddim(PredictionType.SAMPLE).plan(steps);
        Plan euler = new EulerSampler(config("EulerDiscreteScheduler", "prediction_type: 'sample'")).plan(steps);
        for (Plan plan : new Plan[] {ddim, euler}) {
            Tensor latent = plan.noised(clip, noise, 0);
            Tensor found = Sampling.run(plan, latent, (x, t) -> clip, SamplingListener.NONE)
                    .latent();
            assertEquals(0, largestDifference(found, clip), 1e-5);
        }
    }

    @Test
    void everyStepOfAKnownClipStaysOnTheLineBetweenClipAndNoise() {
        Tensor clip = Tensor.of(START, START.length);
        Tensor noise = Tensor.of(new float[] {1, -1, 0.5f, 2, -0.3f, 0.1f, -2, 0.7f}, START.length);
        DdimPlan plan = ddim(PredictionType.EPSILON).plan(20);
        Sampling.run(plan, plan.noised(clip, noise, 0), (x, t) -> noise, new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor clean) {
                Tensor expected = plan.levelAfter(step.index()).mix(clip, noise);
                assertEquals(0, largestDifference(latent, expected), 2e-5, step.toString());
                return true;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1})
    void etaReplacesNoiseButKeepsItsAmount(double eta) {
        // Clip, old and fresh noise are three axes, so their shares of the result can be read off.
        Tensor clip = Tensor.of(new float[] {1, 0, 0}, 3);
        Tensor old = Tensor.of(new float[] {0, 1, 0}, 3);
        Tensor fresh = Tensor.of(new float[] {0, 0, 1}, 3);
        DdimPlan plan = ddim(PredictionType.EPSILON).plan(10).withNoise(eta, step -> fresh);
        for (int step = 0; step < 9; step++) {
            float[] found = plan.step(step, plan.noised(clip, old, step), old)
                    .previous()
                    .floats();
            double a = plan.levelBefore(step).alpha();
            double next = plan.levelAfter(step).alpha();
            double sigma = eta * Math.sqrt((1 - next) / (1 - a)) * Math.sqrt(1 - a / next);
            assertEquals(Math.sqrt(next), found[0], 1e-5);
            assertEquals(1 - next, found[1] * found[1] + found[2] * found[2], 1e-5);
            assertEquals(sigma, found[2], 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DDIMScheduler", "DDIMInverseScheduler", "EulerDiscreteScheduler"})
    void aLinearModelGivesALinearLoop(String className) {
        Plan plan = Sampler.of(config(className)).plan(15);
        Predictor linear = (x, t) -> x.mul(0.1 + t / 5000);
        Tensor once = Sampling.run(plan, start(), linear, SamplingListener.NONE).latent();
        Tensor threefold = Sampling.run(plan, start().mul(3), linear, SamplingListener.NONE)
                .latent();
        double size = once.abs().max().item();
        assertEquals(0, largestDifference(once.mul(3), threefold), 1e-5 * 3 * size);
    }

    @Test
    void clipsOfABatchDoNotTouchEachOther() {
        Plan plan = new DdimSampler(config("DDIMScheduler", "thresholding: true", "sample_max_value: 3")).plan(12);
        Tensor first = Tensor.of(START, 1, 2, 4);
        Tensor second = first.mul(-1.7).add(0.2);
        Predictor model = (x, t) -> x.mul(0.3).add(0.1);
        Tensor both = Sampling.run(plan, Tensor.cat(0, first, second), model, SamplingListener.NONE)
                .latent();
        Tensor alone = Sampling.run(plan, second, model, SamplingListener.NONE).latent();
        assertEquals(0, largestDifference(both.narrow(0, 1, 1), alone), 1e-6);
    }

    private static Tensor run(DdimPlan plan, Tensor latent, PredictionType type) {
        int[] step = new int[1];
        Predictor best = (x, t) -> DATA.predict(type, x, plan.levelBefore(step[0]++));
        return Sampling.run(plan, latent, best, SamplingListener.NONE).latent();
    }

    private static DdimSampler ddim(PredictionType type) {
        return new DdimSampler(config("DDIMScheduler", "prediction_type: '" + Options.key(type) + "'"));
    }

    private static SchedulerConfig config(String className, String... more) {
        String[] all = Stream.of(BETAS, more).flatMap(Arrays::stream).toArray(String[]::new);
        SchedulerConfig config = Configs.config(className, all);
        return config.kind() == SamplerKind.EULER || config.limit().kind() == CleanLimit.Kind.THRESHOLD
                ? config
                : config.withLimit(CleanLimit.NONE);
    }

    private static NoiseLevel levelAt(double sigma) {
        return new NoiseLevel((float) (1 / (sigma * sigma + 1)));
    }

    private static Tensor start() {
        return Tensor.of(START, START.length);
    }

    private static double largestDifference(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item();
    }

    /** Twice the steps, half the error (a little more or less, as steps are not yet small). */
    private static void assertOrderOne(double[] errors) {
        for (int i = 1; i < errors.length; i++) {
            double gain = errors[i - 1] / errors[i];
            assertTrue(gain > 1.6 && gain < 2.6, "errors " + Arrays.toString(errors));
        }
    }
}
