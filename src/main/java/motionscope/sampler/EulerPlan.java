package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * Euler steps: the latent is {@code clean + sigma * noise}, and the model sees it divided by {@code sqrt(sigma^2 + 1)}.
 */
public final class EulerPlan implements Plan {
    private final SchedulerConfig config;
    private final double[] timesteps;
    private final float[] sigmas;

    EulerPlan(SchedulerConfig config, double[] timesteps, float[] sigmas) {
        this.config = config;
        this.timesteps = timesteps;
        this.sigmas = sigmas;
    }

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public double timestep(int step) {
        return timesteps[step];
    }

    /** Ratio of noise to signal before each step, and after the last; a copy. */
    public float[] sigmas() {
        return sigmas.clone();
    }

    /**
     * The largest sigma; with leading spacing, which starts below the last timestep, {@code sqrt(sigma^2 + 1)}.
     */
    @Override
    public double initialNoiseScale() {
        float most = 0;
        for (float sigma : sigmas) {
            most = Math.max(most, sigma);
        }
        return config.spacing() == TimestepSpacing.LEADING ? norm(most) : most;
    }

    @Override
    public Tensor scaleInput(Tensor latent, int step) {
        return latent.div(norm(sigmas[step]));
    }

    @Override
    public Tensor noised(Tensor clean, Tensor noise, int step) {
        Latents.requireSameShape("The noise", noise, clean);
        return Latents.scoped(() -> clean.add(noise.mul(sigmas[step])));
    }

    @Override
    public StepResult step(int step, Tensor latent, Tensor prediction) {
        Latents.requireSameShape("The prediction", prediction, latent);
        float sigma = sigmas[step];
        Tensor clean = Latents.scoped(() -> clean(prediction, latent, sigma));
        // x' = x + (x - clean) / sigma * (sigma' - sigma)
        Tensor previous =
                Latents.scoped(() -> latent.add(latent.sub(clean).div(sigma).mul(sigmas[step + 1] - sigma)));
        return new StepResult(previous, clean);
    }

    /** The clean latent that a prediction for the scaled latent implies. */
    private Tensor clean(Tensor prediction, Tensor latent, float sigma) {
        return switch (config.prediction()) {
            case EPSILON -> latent.sub(prediction.mul(sigma)); // x - sigma e
            case V_PREDICTION -> // x / (sigma^2 + 1) - v sigma / sqrt(sigma^2 + 1)
                prediction.mul(-sigma / norm(sigma)).add(latent.div(sigma * sigma + 1f));
            case SAMPLE -> prediction;
        };
    }

    private static float norm(float sigma) {
        return (float) Math.sqrt(sigma * sigma + 1f);
    }
}
