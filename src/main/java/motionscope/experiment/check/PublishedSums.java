package motionscope.experiment.check;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import motionscope.sampler.Plan;
import motionscope.sampler.Predictor;
import motionscope.sampler.Sampler;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The sums of absolute values that diffusers' own tests print, known without running diffusers: 10 steps from {@code
 * arange(768) / 768} over the model {@code x t / (t + 1)}. A name such as {@code ddim epsilon beta_start=0.01} tells the
 * scheduler and its options.
 */
final class PublishedSums {
    private static final int STEPS = 10;
    /** As diffusers' tests compare: they print four digits. */
    private static final Tolerance PRINTED = new Tolerance(1e-2, 0, Tolerance.Scale.VALUE);

    private static final String SCALED_INTO_STEP = "as in the test";

    private PublishedSums() {}

    static List<Row> compare(JsonFile published, Tolerance tolerance, Set<String> only) {
        List<Row> rows = new ArrayList<>();
        for (String name : published.tree().keySet()) {
            String family = family(name);
            if (!only.isEmpty() && !only.contains(family)) {
                continue;
            }
            String row = "published/" + name;
            if (family.isEmpty()) {
                rows.add(Row.failed(row, "unknown: this version does not know the scheduler"));
                continue;
            }
            double sum = sum(name, family);
            JsonFile expected = published.object(name);
            rows.add(tolerance.compare(
                    row + "/computed", new double[] {sum}, new double[] {expected.number("computed")}));
            if (expected.has("published")) {
                rows.add(PRINTED.compare(
                        row + "/published", new double[] {sum}, new double[] {expected.number("published")}));
            }
        }
        return rows;
    }

    private static String family(String name) {
        if (name.startsWith("ddim inverse ")) {
            return "ddim_inverse";
        }
        if (name.startsWith("ddim ")) {
            return "ddim";
        }
        return name.startsWith("euler") ? "euler" : "";
    }

    private static SchedulerConfig config(String name, String family) {
        JsonObject options = new JsonObject();
        if (family.equals("euler")) {
            options.addProperty("_class_name", "EulerDiscreteScheduler");
            options.addProperty("num_train_timesteps", 1100L);
            options.addProperty("use_karras_sigmas", name.contains("karras"));
        } else {
            options.addProperty("_class_name", family.equals("ddim") ? "DDIMScheduler" : "DDIMInverseScheduler");
            options.addProperty("prediction_type", name.contains("v_prediction") ? "v_prediction" : "epsilon");
        }
        for (String word : name.split(" ")) {
            String[] pair = word.split("=", 2);
            if (pair.length == 2) {
                boolean flag = pair[1].equals("true") || pair[1].equals("false");
                options.add(
                        pair[0],
                        flag
                                ? new JsonPrimitive(Boolean.valueOf(pair[1]))
                                : new JsonPrimitive(Double.valueOf(pair[1])));
            }
        }
        return SchedulerConfig.of(JsonFile.of("published.json '" + name + "'", options));
    }

    private static double sum(String name, String family) {
        Plan plan = Sampler.of(config(name, family)).plan(STEPS);
        Predictor model = (latent, timestep) -> latent.mul(timestep / (timestep + 1));
        try (Scope scope = new Scope()) {
            Tensor start = plan.start(sample());
            Tensor last = name.endsWith(SCALED_INTO_STEP)
                    ? loopThatStepsTheScaledLatent(plan, start, model)
                    : Sampling.run(plan, start, model, SamplingListener.NONE).latent();
            return last.abs().sum().item();
        }
    }

    /** The published Euler sums come from a loop that hands {@code step} the scaled latent. */
    private static Tensor loopThatStepsTheScaledLatent(Plan plan, Tensor start, Predictor model) {
        Tensor latent = start;
        for (int i = 0; i < plan.steps(); i++) {
            Tensor scaled = plan.scaleInput(latent, i);
            latent = plan.step(i, scaled, model.predict(scaled, plan.timestep(i)))
                    .previous();
        }
        return latent;
    }

    private static Tensor sample() {
        float[] values = new float[768];
        IntStream.range(0, values.length).forEach(i -> values[i] = i / 768f);
        return Tensor.of(values, 3, 8, 8, 4).permute(3, 0, 1, 2);
    }
}
