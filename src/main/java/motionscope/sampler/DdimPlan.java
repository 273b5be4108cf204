package motionscope.sampler;

import java.util.function.IntFunction;
import motionscope.MotionScopeException;
import motionscope.tensor.Tensor;

/**
 * The steps of DDIM or of its inversion: each goes from one noise level to another (arXiv 2010.02502, eq. 12).
 *
 * <p>Steps are deterministic unless {@link #withNoise} says otherwise.
 */
public final class DdimPlan implements Plan {
    private final SchedulerConfig config;
    private final Leg[] legs;
    private final double eta;
    private final IntFunction<Tensor> fresh;
    private final boolean noiseFromLimited;

    /**
     * One step.
     *
     * @param timestep what the model is told
     * @param from level of the latent that enters
     * @param to level of the latent that leaves
     */
    record Leg(int timestep, NoiseLevel from, NoiseLevel to) {}

    DdimPlan(SchedulerConfig config, Leg... legs) {
        this(config, legs, 0, null, false);
        for (Leg leg : legs) {
            if (config.prediction() == PredictionType.EPSILON && leg.from.alpha() == 0) {
                throw new MotionScopeException("Timestep " + leg.timestep + " is pure noise (rescale_betas_zero_snr),"
                        + " where an epsilon prediction says nothing about the clip; use timestep_spacing 'leading',"
                        + " or a v_prediction model.");
            }
        }
    }

    private DdimPlan(
            SchedulerConfig config, Leg[] legs, double eta, IntFunction<Tensor> fresh, boolean noiseFromLimited) {
        this.config = config;
        this.legs = legs;
        this.eta = eta;
        this.fresh = fresh;
        this.noiseFromLimited = noiseFromLimited;
    }

    /**
     * The same steps with fresh noise in each (eq. 16).
     *
     * @param eta 0 (deterministic) to 1 (as much noise as DDPM adds)
     * @param noise standard normal noise for a step, in the latent's shape
     * @throws MotionScopeException if eta is outside 0..1, or this is an inversion
     */
    public DdimPlan withNoise(double eta, IntFunction<Tensor> noise) {
        Latents.requireRange("eta", eta, 0, 1);
        if (eta > 0 && config.kind() == SamplerKind.DDIM_INVERSE) {
            throw new MotionScopeException("eta is " + eta + ", but DDIM inversion is deterministic; use 0.");
        }
        return new DdimPlan(config, legs, eta, noise, noiseFromLimited);
    }

    /**
     * The same steps, with the noise derived again from the limited (clipped, thresholded) clean latent; diffusers:
     * {@code use_clipped_model_output}.
     */
    public DdimPlan withNoiseFromLimited() {
        return new DdimPlan(config, legs, eta, fresh, true);
    }

    @Override
    public int steps() {
        return legs.length;
    }

    @Override
    public double timestep(int step) {
        return legs[step].timestep;
    }

    /** Level of the latent that enters a step. */
    public NoiseLevel levelBefore(int step) {
        return legs[step].from;
    }

    /** Level of the latent that leaves a step. */
    public NoiseLevel levelAfter(int step) {
        return legs[step].to;
    }

    @Override
    public double initialNoiseScale() {
        return 1;
    }

    @Override
    public Tensor scaleInput(Tensor latent, int step) {
        return latent;
    }

    @Override
    public Tensor noised(Tensor clean, Tensor noise, int step) {
        Latents.requireSameShape("The noise", noise, clean);
        return legs[step].from.mix(clean, noise);
    }

    @Override
    public StepResult step(int step, Tensor latent, Tensor prediction) {
        Latents.requireSameShape("The prediction", prediction, latent);
        NoiseLevel from = legs[step].from;
        NoiseLevel to = legs[step].to;
        Tensor clean =
                Latents.scoped(() -> config.limit().apply(config.prediction().clean(prediction, latent, from)));
        float spread = eta == 0 ? 0 : spread(from, to);
        // x' = sqrt(a') clean + sqrt(1 - a' - sigma^2) noise + sigma fresh
        Tensor previous = Latents.scoped(() -> {
            Tensor noise = noiseFromLimited
                    ? from.noiseIn(latent, clean)
                    : config.prediction().noise(prediction, latent, from);
            Tensor moved = clean.mul(to.signal()).add(noise.mul((float) Math.sqrt(1f - to.alpha() - spread * spread)));
            return spread == 0 ? moved : moved.add(fresh(step, latent).mul(spread));
        });
        return new StepResult(previous, clean);
    }

    /** sigma = eta sqrt((1 - a') / (1 - a)) sqrt(1 - a / a'), in float32. */
    private float spread(NoiseLevel from, NoiseLevel to) {
        float variance = (1f - to.alpha()) / (1f - from.alpha()) * (1f - from.alpha() / to.alpha());
        return (float) eta * (float) Math.sqrt(variance);
    }

    private Tensor fresh(int step, Tensor latent) {
        Tensor noise = fresh.apply(step);
        Latents.requireSameShape("The noise of step " + step, noise, latent);
        return noise;
    }
}
