package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Noise schedules, timesteps and sigmas for any count. */
class SchedulesTest {
    @ParameterizedTest
    @EnumSource(Betas.Curve.class)
    void noiseOnlyGrows(Betas.Curve curve) {
        for (boolean zero : new boolean[] {false, true}) {
            float[] alphas = NoiseSchedule.of(new Betas(curve, 1000, 8.5e-4, 0.012, List.of(), zero))
                    .alphas();
            for (int t = 1; t < alphas.length; t++) {
                assertTrue(alphas[t] < alphas[t - 1] && alphas[t] >= 0, "t = " + t);
            }
            assertEquals(zero, alphas[999] == 0);
        }
    }

    @Test
    void zeroTerminalSnrKeepsTheFirstLevel() {
        Betas plain = new Betas(Betas.Curve.LINEAR, 1000, 8.5e-4, 0.012, List.of(), false);
        Betas rescaled = new Betas(Betas.Curve.LINEAR, 1000, 8.5e-4, 0.012, List.of(), true);
        assertEquals(
                NoiseSchedule.of(plain).level(0).alpha(),
                NoiseSchedule.of(rescaled).level(0).alpha(),
                1e-7);
    }

    @Test
    void zeroTerminalSnrNeedsNoiseToRescale() {
        for (Betas flat : List.of(
                new Betas(Betas.Curve.LINEAR, 1, 0.1, 0.1, List.of(), true),
                new Betas(Betas.Curve.LINEAR, 3, 0, 0, List.of(), true))) {
            assertThrows(MotionScopeException.class, () -> NoiseSchedule.of(flat));
        }
    }

    @Test
    void epsilonAtPureNoiseIsRefusedBeforeItDividesByZero() {
        DdimSampler sampler = new DdimSampler(
                Configs.config("DDIMScheduler", "rescale_betas_zero_snr: true", "timestep_spacing: 'trailing'"));
        MotionScopeException error = assertThrows(MotionScopeException.class, () -> sampler.plan(10));
        assertTrue(error.getMessage().contains("999"), error.getMessage());
    }

    @Test
    void aTimestepOutsideOfTheScheduleIsRefused() {
        NoiseSchedule schedule = new DdimSampler(Configs.config("DDIMScheduler")).schedule();
        assertThrows(MotionScopeException.class, () -> schedule.level(-1));
        assertThrows(MotionScopeException.class, () -> schedule.level(1000));
        DdimSampler offset = new DdimSampler(Configs.config("DDIMScheduler", "steps_offset: 1"));
        assertThrows(MotionScopeException.class, () -> offset.plan(1000)); // its first timestep would be 1000
    }

    @Test
    void noisedMixesByTheLevel() {
        NoiseSchedule schedule = new DdimSampler(Configs.config("DDIMScheduler")).schedule();
        try (Scope scope = new Scope()) {
            Tensor clean = Tensor.of(new float[] {1, 0}, 2);
            Tensor noise = Tensor.of(new float[] {0, 1}, 2);
            float[] mixed = schedule.noised(clean, noise, 400).floats();
            assertEquals(Math.sqrt(schedule.level(400).alpha()), mixed[0], 1e-6);
            assertEquals(1, mixed[0] * mixed[0] + mixed[1] * mixed[1], 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DDIMScheduler, leading",
        "DDIMScheduler, trailing",
        "DDIMScheduler, linspace",
        "DDIMInverseScheduler, leading",
        "DDIMInverseScheduler, trailing",
        "EulerDiscreteScheduler, leading",
        "EulerDiscreteScheduler, trailing",
        "EulerDiscreteScheduler, linspace"
    })
    void everyCountHasThatManyTimestepsInOrderAndInRange(String className, String spacing) {
        Sampler sampler = Sampler.of(Configs.config(className, "timestep_spacing: '" + spacing + "'"));
        int sign = sampler instanceof DdimInverseSampler ? 1 : -1;
        for (int steps = 1; steps <= 1000; steps++) {
            double[] timesteps = sampler.timesteps(steps);
            assertEquals(steps, timesteps.length);
            for (int i = 0; i < steps; i++) {
                assertTrue(timesteps[i] >= 0 && timesteps[i] <= 999, "timestep " + timesteps[i]);
                assertTrue(i == 0 || (timesteps[i] - timesteps[i - 1]) * sign > 0, steps + " steps at " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas",
        "use_exponential_sigmas",
        "use_beta_sigmas",
    })
    void everySigmaCurveFallsFromHighestToLowest(String curve) {
        EulerPlan plan = new EulerSampler(
                        Configs.config("EulerDiscreteScheduler", curve + ": true", "sigma_min: 0.05", "sigma_max: 12"))
                .plan(30);
        float[] sigmas = plan.sigmas();
        assertEquals(31, sigmas.length);
        assertEquals(12, sigmas[0], 1e-4);
        assertEquals(0.05, sigmas[29], 1e-6);
        assertEquals(0, sigmas[30]);
        for (int i = 1; i < sigmas.length; i++) {
            assertTrue(sigmas[i] < sigmas[i - 1], "at " + i);
            assertTrue(i == 30 || plan.timestep(i) <= plan.timestep(i - 1), "at " + i);
        }
    }

    /** Values of the quantile function of Beta(0.6, 0.6), from mpmath; Smile's has about five digits. */
    @Test
    void betaSigmasAreQuantiles() {
        EulerPlan plan = new EulerSampler(Configs.config(
                        "EulerDiscreteScheduler", "use_beta_sigmas: true", "sigma_min: 1", "sigma_max: 2"))
                .plan(5);
        float[] sigmas = plan.sigmas();
        assertEquals(1.824321621347305, sigmas[1], 1e-5);
        assertEquals(1.5, sigmas[2], 1e-5);
        assertEquals(1.175678378652695, sigmas[3], 1e-5);
    }

    @Test
    void aPlanCountsLevelsDownToClean() {
        DdimPlan plan = new DdimSampler(Configs.config("DDIMScheduler")).plan(25);
        for (int i = 1; i < 25; i++) {
            assertEquals(plan.levelAfter(i - 1), plan.levelBefore(i));
        }
        assertEquals(NoiseLevel.CLEAN, plan.levelAfter(24));
    }
}
