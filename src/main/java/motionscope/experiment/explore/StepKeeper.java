package motionscope.experiment.explore;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import motionscope.MotionScopeException;
import motionscope.experiment.FeatureTrace;
import motionscope.model.Tap;
import motionscope.sampler.EulerPlan;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampler;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/** Copies what passes at each step of a run to the host, below a cap: of a batch, the first clip. */
final class StepKeeper implements SamplingListener {
    private static final double MIB = 1 << 20;

    /**
     * What to look at beside the latents.
     *
     * @param trace told of each step before this
     * @param tap that it looks at
     * @param steps how many it looks at, at most
     */
    record Looking(FeatureTrace trace, Tap tap, int steps) {}

    /**
     * One step, ready.
     *
     * @param features of the first clip; null where none were looked at
     * @param shape of its latents, (1, c, f, h, w)
     */
    record Kept(DenoisingStep step, FeatureIndex features, long[] shape) {}

    private final Sampler sampler;
    private final Looking looking;
    private final long cap;
    private final Predicate<Kept> sink;
    private Plan plan;
    private long[] shape;
    private float[] seen;

    /**
     * @param looking null for the latents alone
     * @param sink takes each step; false ends the run
     */
    StepKeeper(Sampler sampler, Looking looking, long cap, Predicate<Kept> sink) {
        this.sampler = sampler;
        this.looking = looking;
        this.cap = cap;
        this.sink = sink;
    }

    @Override
    public Tensor beforePrediction(SamplingStep step, Tensor latent) {
        if (plan == null) {
            plan = sampler.plan(step.count());
            shape = latent.shape();
            shape[0] = 1;
            require("Latents of " + step.count() + " steps", latentBytes(step.count()));
        }
        try (Scope scope = new Scope()) {
            seen = plan.scaleInput(latent, step.index()).narrow(0, 0, 1).floats();
        }
        return latent;
    }

    @Override
    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
        FeatureIndex features = features(step);
        float[] clean;
        try (Scope scope = new Scope()) {
            clean = cleanPrediction.narrow(0, 0, 1).floats();
        }
        DenoisingStep done = new DenoisingStep(step.index(), step.timestep(), noiseLevel(step), seen, clean);
        return sink.test(new Kept(done, features, shape));
    }

    private FeatureIndex features(SamplingStep step) {
        if (looking == null || !looking.trace().steps().contains(step.index())) {
            return null;
        }
        FeatureIndex index = new FeatureIndex(
                looking.trace().take(step.index(), looking.tap()).select(0));
        int kept = Math.min(looking.steps(), step.count());
        require(
                "Latents, and features of " + looking.tap() + " at " + kept + " steps,",
                latentBytes(step.count()) + kept * index.bytes());
        return index;
    }

    /** Both of a step: what is seen and what is believed. */
    private long latentBytes(int count) {
        return 2L * Float.BYTES * count * Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private void require(String what, long needed) {
        if (needed > cap) {
            throw new MotionScopeException(String.format(
                    Locale.ROOT,
                    "%s need %.2f MiB; up to %.2f are kept. Take fewer steps, look at fewer of them, or draw a smaller clip.",
                    what,
                    needed / MIB,
                    cap / MIB));
        }
    }

    private double noiseLevel(SamplingStep step) {
        if (plan instanceof EulerPlan euler) {
            double sigma = euler.sigmas()[step.index()];
            return sigma / Math.sqrt(sigma * sigma + 1);
        }
        return sampler.schedule().level((int) Math.round(step.timestep())).noise();
    }
}
