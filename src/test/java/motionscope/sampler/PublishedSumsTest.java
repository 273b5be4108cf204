package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums of absolute values that diffusers' own tests print: known without running diffusers. */
class PublishedSumsTest {
    private static final Path FILE = Path.of("src/test/resources/golden/schedulers/published.json");
    private static final int STEPS = 10;

    @ParameterizedTest
    @CsvSource({
        "ddim epsilon, DDIMScheduler, {}",
        "ddim v_prediction, DDIMScheduler, {prediction_type:'v_prediction'}",
        "ddim epsilon set_alpha_to_one=true beta_start=0.01, DDIMScheduler, {beta_start:0.01}",
        "ddim epsilon set_alpha_to_one=false beta_start=0.01, DDIMScheduler,"
                + " '{beta_start:0.01,set_alpha_to_one:false}'",
        "ddim epsilon set_alpha_to_one=false, DDIMScheduler, {set_alpha_to_one:false}",
        "ddim inverse epsilon, DDIMInverseScheduler, {}",
        "ddim inverse v_prediction, DDIMInverseScheduler, {prediction_type:'v_prediction'}",
        "ddim inverse epsilon set_alpha_to_one=false, DDIMInverseScheduler, {set_alpha_to_one:false}",
        "'euler, as in the test', EulerDiscreteScheduler, {num_train_timesteps:1100}",
        "'euler karras, as in the test', EulerDiscreteScheduler, '{num_train_timesteps:1100,use_karras_sigmas:true}'",
        "'euler, unscaled latent into step', EulerDiscreteScheduler, {num_train_timesteps:1100}",
        "'euler karras, unscaled latent into step', EulerDiscreteScheduler,"
                + " '{num_train_timesteps:1100,use_karras_sigmas:true}'",
    })
    void theFullLoopHasThePublishedSum(String name, String className, String changes) throws IOException {
        JsonObject options = JsonParser.parseString(changes).getAsJsonObject();
        options.addProperty("_class_name", className);
        Plan plan = Sampler.of(SchedulerConfig.of(options, "test")).plan(STEPS);
        JsonObject expected = published().getAsJsonObject(name);
        try (Scope scope = new Scope()) {
            boolean scaledIntoStep = name.endsWith("as in the test");
            Tensor last = scaledIntoStep
                    ? loopThatStepsTheScaledLatent(plan)
                    : Sampling.run(plan, plan.start(sample()), PublishedSumsTest::model, SamplingListener.NONE)
                            .latent();
            double sum = last.abs().sum().item();
            double computed = expected.get("computed").getAsDouble();
            assertEquals(computed, sum, 1e-5 + 1e-5 * computed);
            if (!expected.get("published").isJsonNull()) {
                assertEquals(expected.get("published").getAsDouble(), sum, 0.01); // as diffusers compares it
            }
        }
    }

    @Test
    void everyPublishedSumHasItsLoopHere() throws IOException {
        assertEquals(12, new TreeSet<>(published().keySet()).size());
        assertEquals(
                Set.of("published", "computed"),
                published().getAsJsonObject("ddim epsilon").keySet());
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

    private static JsonObject published() throws IOException {
        return JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
    }
}
