package motionscope.experiment.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.GuidanceTrace;
import motionscope.control.GuidanceUpdate;
import motionscope.control.GuidedSampler;
import motionscope.control.KeySharing;
import motionscope.model.Denoised;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.ForwardingDenoiser;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;

/** Whole runs, guided and not. */
record GuidanceLoopRows(GuidanceInputs given, SafeTensors io, Comparison rows, Tolerance tolerance) {
    private static final String ALWAYS = "always.";

    /** @param kind reference, official, unshared, shared_sampling or paper */
    void compare(String kind) {
        switch (kind) {
            case "reference" -> {
                Run run = run(Guidance.none());
                rows.compareFlat("timesteps", plan().timesteps(), tolerance);
                rows.compareFlat("latents", flat(run.latents.values()), tolerance);
            }
            case "official" -> compareGuided("", run(official(KeySharing.GRADIENT)));
            case "unshared" -> compareGuided("", run(official(KeySharing.NONE)));
            case "shared_sampling" -> {
                compareGuided("", run(official(KeySharing.GUIDED_STEPS)));
                Run always = run(official(KeySharing.ALWAYS));
                rows.compareFlat(
                        ALWAYS + "latents",
                        flat(always.latents.tailMap(guided()[1]).values()),
                        tolerance);
                rows.compareFlat(ALWAYS + "noise.after_guided", always.noise.get(guided()[1]), tolerance);
            }
            case "paper" -> compareGuided("", run(paper()));
            default -> {
                // its rows stay unknown, and fail as such
            }
        }
    }

    private Guidance official(KeySharing sharing) {
        JsonFile settings = given.settings().object("official");
        Guidance guidance = Guidance.officialCode()
                .steps(guided()[0], guided()[1])
                .updates(settings.integer("updates"))
                .stepSize(settings.number("step_size"))
                .sharing(sharing);
        return withRegions(guidance, false, GuidanceLoss.REGION_MEAN_ON_LATENT);
    }

    private Guidance paper() {
        JsonFile settings = given.settings().object("paper");
        Guidance guidance = Guidance.paper()
                .steps(guided()[0], guided()[1])
                .updates(settings.integer("updates"))
                .stepSize(settings.number("step_size"))
                .clipToFrames(settings.integer("clip_frames"));
        return withRegions(guidance, true, GuidanceLoss.PER_POSITION);
    }

    private Guidance withRegions(Guidance guidance, boolean map, GuidanceLoss loss) {
        Guidance all = guidance;
        for (int k = 0; k < GuidanceInputs.REGIONS; k++) {
            all = all.toward(given.goal(k, map, given.mask(k), loss));
        }
        return all;
    }

    private int[] guided() {
        return given.settings().integers("guided").stream().mapToInt(i -> i).toArray();
    }

    private Plan plan() {
        return new DdimSampler(given.scheduler()).plan(given.settings().integer("steps"));
    }

    private ClassifierFreeGuidance mix() {
        return new ClassifierFreeGuidance(given.settings().number("guidance_scale"));
    }

    /** What a run leaves behind, by step. */
    private static final class Run implements SamplingListener {
        final TreeMap<Integer, double[]> updated = new TreeMap<>();
        final TreeMap<Integer, double[]> latents = new TreeMap<>();
        final TreeMap<Integer, double[]> noise = new TreeMap<>();
        private final LastPrediction model;
        private final ClassifierFreeGuidance mix;
        GuidanceTrace trace;

        Run(LastPrediction model, ClassifierFreeGuidance mix) {
            this.model = model;
            this.mix = mix;
        }

        @Override
        public Tensor beforePrediction(SamplingStep step, Tensor latent) {
            updated.put(step.index(), latent.doubles());
            return latent;
        }

        @Override
        public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
            latents.put(step.index(), latent.doubles());
            Tensor[] halves = model.last().chunk(2, 0);
            noise.put(step.index(), mix.combine(halves[0], halves[1]).doubles());
            return true;
        }
    }

    private Run run(Guidance guidance) {
        LastPrediction model = new LastPrediction(given.unet());
        Run run = new Run(model, mix());
        Tensor texts = given.read(given.run(), "in.texts");
        GuidedSampler sampler = new GuidedSampler(model, plan(), mix(), texts, List.of(guidance));
        run.trace =
                sampler.run(given.read(given.run(), "in.noise"), run).traces().get(0);
        return run;
    }

    private void compareGuided(String prefix, Run run) {
        int[] guided = guided();
        rows.compareFlat(prefix + "latents", flat(run.latents.values()), tolerance);
        rows.compareFlat(
                prefix + "updated",
                flat(run.updated.subMap(guided[0], guided[1]).values()),
                tolerance);
        rows.compareFlat(prefix + "noise.first_guided", run.noise.get(guided[0]), tolerance);
        rows.compareFlat(prefix + "noise.after_guided", run.noise.get(guided[1]), tolerance);
        compareNumbers(prefix + "loss", run, GuidanceUpdate::loss);
        compareNumbers(prefix + "gradient_norm", run, GuidanceUpdate::gradientNorm);
        compareNumbers(prefix + "clipped_gradient_norm", run, GuidanceUpdate::clippedNorm);
        double[] regions = run.trace.updates().stream()
                .flatMapToDouble(u -> Arrays.stream(u.regionLosses()))
                .toArray();
        rows.compareFlat(prefix + "region_loss", regions, tolerance);
    }

    private void compareNumbers(String name, Run run, ToDoubleFunction<GuidanceUpdate> number) {
        rows.compareFlat(name, run.trace.updates().stream().mapToDouble(number).toArray(), tolerance);
    }

    private static double[] flat(Iterable<double[]> parts) {
        List<double[]> all = new ArrayList<>();
        parts.forEach(all::add);
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** A network that remembers what it predicted last: both halves of the guided branch, after a step. */
    private static final class LastPrediction extends ForwardingDenoiser {
        private float[] values;
        private long[] shape;

        LastPrediction(Denoiser inner) {
            super(inner);
        }

        Tensor last() {
            return Tensor.of(values, shape);
        }

        @Override
        public Denoised denoise(Denoising input) {
            Denoised found = super.denoise(input);
            if (found.prediction() != null) {
                values = found.prediction().floats();
                shape = found.prediction().shape();
            }
            return found;
        }
    }
}
