package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerConfigTest {
    @Test
    void missingOptionsHaveTheDefaultsOfDiffusers() {
        SchedulerConfig ddim = Configs.config("DDIMScheduler");
        assertEquals(1000, ddim.betas().count());
        assertEquals(Betas.Curve.LINEAR, ddim.betas().curve());
        assertEquals(1e-4, ddim.betas().start());
        assertEquals(0.02, ddim.betas().end());
        assertEquals(PredictionType.EPSILON, ddim.prediction());
        assertEquals(TimestepSpacing.LEADING, ddim.spacing());
        assertEquals(CleanLimit.Kind.CLIP, ddim.limit().kind());
        assertTrue(ddim.alphaToOne());
        SchedulerConfig euler = Configs.config("EulerDiscreteScheduler");
        assertEquals(TimestepSpacing.LINSPACE, euler.spacing());
        assertEquals(SigmaOptions.DEFAULT, euler.sigmas());
    }

    @Test
    void theBundledModelHasItsSampler() {
        SchedulerConfig config =
                SchedulerConfig.of(JsonFile.read(Path.of("data/mini-model/scheduler/scheduler_config.json")));
        Sampler sampler = Sampler.of(config);
        assertInstanceOf(DdimSampler.class, sampler);
        assertEquals(PredictionType.V_PREDICTION, config.prediction());
        assertEquals(0, sampler.schedule().level(999).alpha());
        double[] timesteps = sampler.timesteps(25);
        assertEquals(999, timesteps[0]);
        assertEquals(39, timesteps[24]);
    }

    @Test
    void whatOtherSchedulersLeaveBehindIsPassedOver() {
        assertFalse(Configs.config("DDIMScheduler", "skip_prk_steps: true", "use_flow_sigmas: false", "shift: null")
                .betas()
                .zeroTerminalSnr());
        Configs.config(
                "EulerDiscreteScheduler", "skip_prk_steps: true", "clip_sample: true", "set_alpha_to_one: false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DDIMScheduler|prediction_type: 'flow'|epsilon, v_prediction, sample",
                "DDIMScheduler|prediction_type: 'EPSILON'|epsilon, v_prediction, sample",
                "DDIMScheduler|timestep_spacing: 'even'|leading, trailing, linspace",
                "DDIMScheduler|beta_schedule: 'sigmoid'|linear, scaled_linear, squaredcos_cap_v2",
                "DDIMScheduler|snr_shift_scale: 3.0|snr_shift_scale",
                "DDIMScheduler|use_flow_sigmas: true|use_flow_sigmas",
                "DDIMScheduler|clip_sample: 'yes'|true or false",
                "DDIMScheduler|clip_sample_range: -1|clip_sample_range",
                "DDIMScheduler|dynamic_thresholding_ratio: 2|dynamic_thresholding_ratio",
                "DDIMScheduler|sample_max_value: 0|sample_max_value",
                "DDIMScheduler|num_train_timesteps: 0|num_train_timesteps",
                "DDIMScheduler|num_train_timesteps: 2000000000|num_train_timesteps",
                "DDIMScheduler|num_train_timesteps: 10.5|num_train_timesteps",
                "DDIMScheduler|beta_start: 'small'|beta_start",
                "DDIMScheduler|beta_end: 1.5|beta_end",
                "DDIMScheduler|steps_offset: -3|steps_offset",
                "DDIMScheduler|trained_betas: [0.1, 0.2]|num_train_timesteps",
                "DDIMScheduler|trained_betas: [0.1, 'x'], num_train_timesteps: 2|trained_betas",
                "DDIMInverseScheduler|timestep_spacing: 'linspace'|LEADING",
                "EulerDiscreteScheduler|use_karras_sigmas: true, use_beta_sigmas: true|Only one",
                "EulerDiscreteScheduler|interpolation_type: 'cubic'|linear, log_linear",
                "EulerDiscreteScheduler|final_sigmas_type: 'one'|zero, sigma_min",
                "EulerDiscreteScheduler|timestep_type: 'half'|discrete, continuous",
                "EulerDiscreteScheduler|sigma_min: 0|sigma_min",
                "EulerDiscreteScheduler|sigma_min: 3, sigma_max: 2|sigma_max",
                "EulerDiscreteScheduler|interpolation_type: 'log_linear', timestep_type: 'continuous',"
                        + " prediction_type: 'v_prediction'|log_linear",
                "PNDMScheduler|skip_prk_steps: true|DDIMScheduler, DDIMInverseScheduler, EulerDiscreteScheduler",
            })
    void whatIsNotKnownIsAnErrorThatSaysWhatIs(String className, String option, String told) {
        MotionScopeException error = assertThrows(MotionScopeException.class, () -> Configs.config(className, option));
        assertTrue(error.getMessage().contains(told), error.getMessage());
        assertFalse(error.getMessage().contains("\n"));
    }

    @Test
    void aFileThatIsNoSchedulersIsRefused() {
        assertThrows(MotionScopeException.class, () -> SchedulerConfig.of(Configs.json("{num_layers: 3}")));
    }

    @Test
    void inversionComesFromTheSamplersOwnOptions() {
        SchedulerConfig ddim = Configs.config("DDIMScheduler", "steps_offset: 1", "prediction_type: 'v_prediction'");
        SchedulerConfig inverse = ddim.as(SamplerKind.DDIM_INVERSE);
        assertEquals(SamplerKind.DDIM_INVERSE, inverse.kind());
        assertEquals(ddim.betas(), inverse.betas());
        assertEquals(ddim, inverse.as(SamplerKind.DDIM));
        SchedulerConfig thresholding = Configs.config("DDIMScheduler", "thresholding: true");
        assertThrows(MotionScopeException.class, () -> thresholding.as(SamplerKind.DDIM_INVERSE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void impossibleNumbersOfStepsAreRefused(int steps) {
        for (SamplerKind kind : SamplerKind.values()) {
            Sampler sampler = Sampler.of(Configs.config(kind.className()));
            MotionScopeException error = assertThrows(MotionScopeException.class, () -> sampler.plan(steps));
            assertTrue(error.getMessage().startsWith(steps + " steps"), error.getMessage());
            assertTrue(error.getMessage().contains("1..1000"), error.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void etaOutsideOfItsRangeIsRefused(double eta) {
        DdimPlan plan = new DdimSampler(Configs.config("DDIMScheduler")).plan(5);
        assertThrows(MotionScopeException.class, () -> plan.withNoise(eta, step -> null));
    }

    @Test
    void inversionTakesNoFreshNoise() {
        DdimPlan plan = new DdimInverseSampler(Configs.config("DDIMInverseScheduler")).plan(5);
        assertThrows(MotionScopeException.class, () -> plan.withNoise(0.5, step -> null));
    }
}
