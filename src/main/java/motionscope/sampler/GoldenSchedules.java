package motionscope.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import motionscope.sampler.GoldenRow.Tolerance;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Compares the samplers with recorded loops of diffusers: one family file ({@code ddim.json}) has cases, each a
 * configuration with timesteps, noise levels and the latents of a short loop over a model that is a formula.
 */
public final class GoldenSchedules {
    private static final String MODEL = "m(x, t) = x * (0.2 + 0.3 * t / 1000) + 0.1, in float32, t as a float32 number";
    private static final String ETA = "eta_";
    private static final String UNKNOWN = "this quantity is not known";
    private static final String FROM_LIMITED = "_use_clipped_model_output";

    private final String family;
    private final JsonFile recorded;
    private final Tolerance tolerance;
    private final List<GoldenRow> rows = new ArrayList<>();

    private GoldenSchedules(String family, JsonFile recorded, Tolerance tolerance) {
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
    public static List<GoldenRow> compare(String family, JsonFile recorded, JsonFile meta) {
        if (!MODEL.equals(recorded.string("model"))) {
            return List.of(GoldenRow.notCompared(family, "its model is not the one known here: " + MODEL));
        }
        JsonFile accepted = meta.object("tolerance");
        Tolerance tolerance = new Tolerance(accepted.number("abs"), accepted.number("rel"));
        GoldenSchedules comparison = new GoldenSchedules(family, recorded, tolerance);
        recorded.objects("cases").forEach(comparison::compareCase);
        return comparison.rows;
    }

    private void compareCase(JsonFile one) {
        String name = family + "/" + one.string("name");
        JsonFile options = one.object("config");
        String className = options.string("_class_name");
        if (!SamplerKind.isKnown(className)) {
            rows.add(GoldenRow.notCompared(name, className + " is not implemented"));
            return;
        }
        Sampler sampler = Sampler.of(SchedulerConfig.of(options));
        for (String quantity : one.tree().keySet()) {
            if (!quantity.equals("name") && !quantity.equals("config")) {
                try (Scope scope = new Scope()) {
                    compareQuantity(name + "/" + quantity, quantity, one, sampler);
                } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException e) {
                    // a quantity of another sampler, a row too few, a key that is no number, another shape
                    rows.add(GoldenRow.notCompared(name + "/" + quantity, "cannot be compared: " + e.getMessage()));
                }
            }
        }
    }

    private void compareQuantity(String name, String quantity, JsonFile one, Sampler sampler) {
        Plan plan = sampler.plan(recorded.integer("steps"));
        Tensor sample = tensor(recorded.numbers("sample"));
        switch (quantity) {
            case "timesteps" -> add(name, plan.timesteps(), one, quantity);
            case "timesteps_for_other_counts" ->
                addEach(name, one.object(quantity), count -> sampler.timesteps(Integer.parseInt(count)));
            case "alphas_cumprod" ->
                addEach(name, one.object(quantity), t -> new double[] {
                    sampler.schedule().level(Integer.parseInt(t)).alpha()
                });
            case "final_alpha_cumprod" ->
                add(name, ((DdimSampler) sampler).lastLevel().alpha(), one, quantity);
            case "initial_alpha_cumprod" ->
                add(name, ((DdimInverseSampler) sampler).firstLevel().alpha(), one, quantity);
            case "add_noise" -> addNoise(name, one.object(quantity), sampler, sample);
            case "init_noise_sigma" -> add(name, plan.initialNoiseScale(), one, quantity);
            case "sigmas" -> add(name, wide(((EulerPlan) plan).sigmas()), one, quantity);
            case "start" -> add(name, values(plan.start(sample)), one, quantity);
            case "first_model_input" -> add(name, values(plan.scaleInput(plan.start(sample), 0)), one, quantity);
            case "latents" -> addRows(name, new Loop(plan, sample).latents, one, quantity);
            default -> {
                if (quantity.startsWith(ETA)) {
                    addStochastic(name, quantity, one.object(quantity), (DdimPlan) plan, sample);
                } else {
                    rows.add(GoldenRow.notCompared(name, UNKNOWN));
                }
            }
        }
    }

    private void addNoise(String name, JsonFile expected, Sampler sampler, Tensor sample) {
        Tensor noise = tensor(recorded.numberRows("variance_noise").get(0));
        double[][] found = expected.integers("timesteps").stream()
                .map(t -> values(sampler.schedule().noised(sample, noise, t)))
                .toArray(double[][]::new);
        addRows(name, found, expected, "values");
    }

    /** {@code eta_0.5} or {@code eta_0.5_use_clipped_model_output}. */
    private void addStochastic(String name, String quantity, JsonFile expected, DdimPlan plan, Tensor sample) {
        boolean fromLimited = quantity.endsWith(FROM_LIMITED);
        double eta = Double.parseDouble(quantity.substring(ETA.length()).replace(FROM_LIMITED, ""));
        List<List<Double>> noise = recorded.numberRows("variance_noise");
        DdimPlan noisy = plan.withNoise(eta, step -> tensor(noise.get(step)));
        Loop loop = new Loop(fromLimited ? noisy.withNoiseFromLimited() : noisy, sample);
        for (String part : expected.tree().keySet()) {
            String path = name + "/" + part;
            switch (part) {
                case "latents" -> addRows(path, loop.latents, expected, part);
                case "pred_original_sample" -> addRows(path, loop.cleans, expected, part);
                default -> rows.add(GoldenRow.notCompared(path, UNKNOWN));
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
            latents[step.index()] = values(latent);
            cleans[step.index()] = values(cleanPrediction);
            return true;
        }
    }

    private void add(String name, double found, JsonFile expected, String key) {
        add(name, new double[] {found}, expected, key);
    }

    private void add(String name, double[] found, JsonFile expected, String key) {
        List<Double> numbers = expected.isList(key) ? expected.numbers(key) : List.of(expected.number(key));
        rows.add(tolerance.compare(name, new double[][] {found}, new double[][] {array(numbers)}));
    }

    private void addEach(String name, JsonFile expected, Function<String, double[]> found) {
        expected.tree().keySet().forEach(key -> add(name + "/" + key, found.apply(key), expected, key));
    }

    private void addRows(String name, double[][] found, JsonFile expected, String key) {
        double[][] numbers =
                expected.numberRows(key).stream().map(GoldenSchedules::array).toArray(double[][]::new);
        rows.add(tolerance.compare(name, found, numbers));
    }

    private Tensor tensor(List<Double> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return Tensor.of(
                floats,
                recorded.integers("shape").stream().mapToLong(size -> size).toArray());
    }

    private static double[] values(Tensor tensor) {
        return wide(tensor.floats());
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).toArray();
    }
}
