package motionscope.sampler;

/**
 * Euler steps on the probability-flow equation in sigma, the ratio of noise to signal (arXiv 2206.00364, algorithm 2
 * without churn).
 */
public final class EulerSampler implements Sampler {
    /** Stands for 0 at the last timestep of a schedule with zero terminal SNR, as in diffusers: sigma is 4096 there. */
    private static final float NEARLY_NO_SIGNAL = 0x1p-24f;

    private final SchedulerConfig config;
    private final NoiseSchedule schedule;

    /** @param config its options; {@link SchedulerConfig#as} makes them from another sampler's */
    public EulerSampler(SchedulerConfig config) {
        this.config = config.as(SamplerKind.EULER);
        NoiseSchedule trained = NoiseSchedule.of(config.betas());
        this.schedule = config.betas().zeroTerminalSnr() ? trained.withLast(NEARLY_NO_SIGNAL) : trained;
    }

    @Override
    public SchedulerConfig config() {
        return config;
    }

    @Override
    public NoiseSchedule schedule() {
        return schedule;
    }

    @Override
    public EulerPlan plan(int steps) {
        double[] timesteps = config.timesteps(steps);
        for (int i = 0; i < steps; i++) {
            timesteps[i] = (float) timesteps[i];
        }
        Sigmas trained = new Sigmas(schedule.sigmas());
        double[] sigmas = trained.of(config.sigmas(), timesteps);
        boolean logarithmic = config.sigmas().continuous() && config.prediction() == PredictionType.V_PREDICTION;
        for (int i = 0; i < steps; i++) {
            if (logarithmic) {
                timesteps[i] = 0.25f * (float) Math.log((float) sigmas[i]);
            } else if (config.sigmas().curve() != SigmaOptions.Curve.TRAINED) {
                timesteps[i] = (float) trained.timestepOf(sigmas[i]);
            }
        }
        float last = config.sigmas().endsAtLowest() ? trained.lowest() : 0;
        return new EulerPlan(config, timesteps, Sigmas.rounded(sigmas, last));
    }
}
