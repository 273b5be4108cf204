package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums of absolute values that diffusers' own tests print: known without running diffusers. */
class PublishedSumsTest {
    private static final int STEPS = 10;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "ddim epsilon|DDIMScheduler|steps_offset: 0",
                "ddim v_prediction|DDIMScheduler|prediction_type: 'v_prediction'",
                "ddim epsilon set_alpha_to_one=true beta_start=0.01|DDIMScheduler|beta_start: 0.01",
                "ddim epsilon set_alpha_to_one=false beta_start=0.01|DDIMScheduler"
                        + "|beta_start: 0.01, set_alpha_to_one: false",
                "ddim epsilon set_alpha_to_one=false|DDIMScheduler|set_alpha_to_one: false",
                "ddim inverse epsilon|DDIMInverseScheduler|steps_offset: 0",
                "ddim inverse v_prediction|DDIMInverseScheduler|prediction_type: 'v_prediction'",
                "ddim inverse epsilon set_alpha_to_one=false|DDIMInverseScheduler|set_alpha_to_one: false",
                "euler, as in the test|EulerDiscreteScheduler|num_train_timesteps: 1100",
                "euler karras, as in the test|EulerDiscreteScheduler"
                        + "|num_train_timesteps: 1100, use_karras_sigmas: true",
                "euler, unscaled latent into step|EulerDiscreteScheduler|num_train_timesteps: 1100",
                "euler karras, unscaled latent into step|EulerDiscreteScheduler"
                        + "|num_train_timesteps: 1100, use_karras_sigmas: true",
            })
    void theFullLoopHasThePublishedSum(String name, String className, String changes) {
        Plan plan = Sampler.of(Configs.config(className, changes)).plan(STEPS);
        JsonFile expected = published().object(name);
        try (Scope scope = new Scope()) {
            boolean scaledIntoStep = name.endsWith("as in the test");
            Tensor last = scaledIntoStep
                    ? loopThatStepsTheScaledLatent(plan)
                    : Sampling.run(plan, plan.start(sample()), PublishedSumsTest::model, SamplingListener.NONE)
                            .latent();
            double sum = last.abs().sum().item();
            double computed = expected.number("computed");
            assertEquals(computed, sum, 1e-5 + 1e-5 * computed);
            if (expected.has("published")) {
                assertEquals(expected.number("published"), sum, 0.01); // as diffusers compares it
            }
        }
    }

    @Test
    void everyPublishedSumHasItsLoopHere() {
        assertEquals(12, published().tree().size());
    }

    /** The published Euler sums come from a loop that hands {@code step} the scaled latent. */
    private static Tensor loopThatStepsTheScaledLatent(Plan plan) {
        Tensor latent = plan.start(sample());
        for (int i = 0; i < plan.steps(); i++) {
            Tensor scaled = plan.scaleInput(latent, i);
            latent = plan.step(i, scaled, model(scaled, plan.timestep(i))).previous();
        }
        return latent;
    }

    private static Tensor model(Tensor latent, double timestep) {
        return latent.mul(timestep / (timestep + 1));
    }

    private static Tensor sample() {
        float[] values = new float[768];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 768f;
        }
        return Tensor.of(values, 3, 8, 8, 4).permute(3, 0, 1, 2);
    }

    private static JsonFile published() {
        return JsonFile.read(Path.of("src/test/resources/golden/schedulers/published.json"));
    }
}
