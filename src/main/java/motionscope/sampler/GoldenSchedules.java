package motionscope.sampler;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import motionscope.MotionScopeException;
import motionscope.sampler.GoldenRow.Tolerance;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Compares the samplers with recorded loops of diffusers: one family file ({@code ddim.json}) has cases, each a
 * configuration with timesteps, noise levels and the latents of a short loop over a model that is a formula.
 */
public final class GoldenSchedules {
    private static final String MODEL = "m(x, t) = x * (0.2 + 0.3 * t / 1000) + 0.1, in float32, t as a float32 number";
    private static final String ETA = "eta_";
    private static final String FROM_LIMITED = "_use_clipped_model_output";

    private final String family;
    private final JsonObject recorded;
    private final Tolerance tolerance;
    private final List<GoldenRow> rows = new ArrayList<>();

    private GoldenSchedules(String family, JsonObject recorded, Tolerance tolerance) {
        this.family = family;
        this.recorded = recorded;
        this.tolerance = tolerance;
    }

    /**
     * Every recorded quantity of every case of a family.
     *
     * @param family its name, the file's without {@code .json}
     * @param recorded the family's file
     * @param meta {@code meta.json} beside it, which has the tolerance
     * @return a row each; a case of a sampler that is not implemented has one that does not pass
     */
    public static List<GoldenRow> compare(String family, JsonObject recorded, JsonObject meta) {
        try {
            JsonObject accepted = meta.getAsJsonObject("tolerance");
            Tolerance tolerance = new Tolerance(
                    accepted.get("abs").getAsDouble(), accepted.get("rel").getAsDouble());
            GoldenSchedules comparison = new GoldenSchedules(family, recorded, tolerance);
            if (!MODEL.equals(recorded.get("model").getAsString())) {
                return List.of(GoldenRow.notCompared(family, "its model is not the one known here: " + MODEL));
            }
            recorded.getAsJsonArray("cases").forEach(one -> comparison.compareCase(one.getAsJsonObject()));
            return comparison.rows;
        } catch (NullPointerException | ClassCastException | IllegalStateException | NumberFormatException e) {
            throw new MotionScopeException(
                    "Golden family '" + family + "' is not laid out as expected (model, steps, shape, sample, cases,"
                            + " tolerance): " + e.getMessage(),
                    e);
        }
    }

    private void compareCase(JsonObject one) {
        String name = family + "/" + one.get("name").getAsString();
        JsonObject options = one.getAsJsonObject("config");
        String className = options.get("_class_name").getAsString();
        if (!SamplerKind.isKnown(className)) {
            rows.add(GoldenRow.notCompared(name, className + " is not implemented"));
            return;
        }
        Sampler sampler = Sampler.of(SchedulerConfig.of(options, name));
        for (String quantity : one.keySet()) {
            if (!quantity.equals("name") && !quantity.equals("config")) {
                try (Scope scope = new Scope()) {
                    compareQuantity(name + "/" + quantity, quantity, one.get(quantity), sampler);
                }
            }
        }
    }

    private void compareQuantity(String name, String quantity, JsonElement expected, Sampler sampler) {
        Plan plan = sampler.plan(recorded.get("steps").getAsInt());
        Tensor sample = tensor(recorded.get("sample"));
        switch (quantity) {
            case "timesteps" -> add(name, plan.timesteps(), expected);
            case "timesteps_for_other_counts" ->
                entries(expected)
                        .forEach(count -> add(
                                name + "/" + count,
                                sampler.timesteps(Integer.parseInt(count)),
                                expected.getAsJsonObject().get(count)));
            case "alphas_cumprod" ->
                entries(expected)
                        .forEach(t -> add(
                                name + "/" + t,
                                new double[] {
                                    sampler.schedule()
                                            .level(Integer.parseInt(t))
                                            .alpha()
                                },
                                expected.getAsJsonObject().get(t)));
            case "final_alpha_cumprod" ->
                add(name, ((DdimSampler) sampler).lastLevel().alpha(), expected);
            case "initial_alpha_cumprod" ->
                add(name, ((DdimInverseSampler) sampler).firstLevel().alpha(), expected);
            case "add_noise" -> addNoise(name, expected.getAsJsonObject(), sampler, sample);
            case "init_noise_sigma" -> add(name, plan.initialNoiseScale(), expected);
            case "sigmas" -> add(name, numbers(((EulerPlan) plan).sigmas()), expected);
            case "start" -> add(name, numbers(plan.start(sample).floats()), expected);
            case "first_model_input" ->
                add(name, numbers(plan.scaleInput(plan.start(sample), 0).floats()), expected);
            case "latents" -> rows.add(tolerance.compare(name, new Loop(plan, sample).latents, parts(expected)));
            default -> {
                if (quantity.startsWith(ETA)) {
                    addStochastic(name, quantity, expected.getAsJsonObject(), (DdimPlan) plan, sample);
                } else {
                    rows.add(GoldenRow.notCompared(name, "this quantity is not known"));
                }
            }
        }
    }

    private void addNoise(String name, JsonObject expected, Sampler sampler, Tensor sample) {
        Tensor noise = tensor(recorded.getAsJsonArray("variance_noise").get(0));
        double[][] found = StreamSupport.stream(
                        expected.getAsJsonArray("timesteps").spliterator(), false)
                .map(t -> sampler.schedule().noised(sample, noise, t.getAsInt()))
                .map(latent -> numbers(latent.floats()))
                .toArray(double[][]::new);
        rows.add(tolerance.compare(name, found, parts(expected.get("values"))));
    }

    /** {@code eta_0.5} or {@code eta_0.5_use_clipped_model_output}. */
    private void addStochastic(String name, String quantity, JsonObject expected, DdimPlan plan, Tensor sample) {
        boolean fromLimited = quantity.endsWith(FROM_LIMITED);
        double eta = Double.parseDouble(quantity.substring(ETA.length()).replace(FROM_LIMITED, ""));
        DdimPlan noisy = plan.withNoise(
                eta, step -> tensor(recorded.getAsJsonArray("variance_noise").get(step)));
        Loop loop = new Loop(fromLimited ? noisy.withNoiseFromLimited() : noisy, sample);
        for (String part : expected.keySet()) {
            String path = name + "/" + part;
            switch (part) {
                case "latents" -> rows.add(tolerance.compare(path, loop.latents, parts(expected.get(part))));
                case "pred_original_sample" ->
                    rows.add(tolerance.compare(path, loop.cleans, parts(expected.get(part))));
                default -> rows.add(GoldenRow.notCompared(path, "this quantity is not known"));
            }
        }
    }

    /** Latents and clean predictions of every step over the formula. */
    private static final class Loop implements SamplingListener {
        private final double[][] latents;
        private final double[][] cleans;

        Loop(Plan plan, Tensor sample) {
            latents = new double[plan.steps()][];
            cleans = new double[plan.steps()][];
            Sampling.run(plan, plan.start(sample), Loop::model, this);
        }

        private static Tensor model(Tensor latent, double timestep) {
            return latent.mul(0.2f + 0.3f * (float) timestep / 1000f).add(0.1);
        }

        @Override
        public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
            latents[step.index()] = numbers(latent.floats());
            cleans[step.index()] = numbers(cleanPrediction.floats());
            return true;
        }
    }

    private void add(String name, double found, JsonElement expected) {
        add(name, new double[] {found}, expected);
    }

    private void add(String name, double[] found, JsonElement expected) {
        rows.add(tolerance.compare(name, found, numbers(expected)));
    }

    private Tensor tensor(JsonElement values) {
        double[] numbers = numbers(values);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        long[] shape = StreamSupport.stream(recorded.getAsJsonArray("shape").spliterator(), false)
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        return Tensor.of(floats, shape);
    }

    private static List<String> entries(JsonElement object) {
        return List.copyOf(object.getAsJsonObject().keySet());
    }

    private static double[] numbers(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double[] numbers(JsonElement values) {
        return values.isJsonArray()
                ? StreamSupport.stream(values.getAsJsonArray().spliterator(), false)
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray()
                : new double[] {values.getAsDouble()};
    }

    private static double[][] parts(JsonElement rows) {
        return StreamSupport.stream(rows.getAsJsonArray().spliterator(), false)
                .map(GoldenSchedules::numbers)
                .toArray(double[][]::new);
    }
}
