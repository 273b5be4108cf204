package motionscope.sampler;

import java.util.Arrays;

/** Denoising diffusion implicit models (arXiv 2010.02502): from noise to a clip. */
public final class DdimSampler implements Sampler {
    private final SchedulerConfig config;
    private final NoiseSchedule schedule;
    private final NoiseLevel last;

    /** @param config its options; {@link SchedulerConfig#as} makes them from another sampler's */
    public DdimSampler(SchedulerConfig config) {
        this.config = config.as(SamplerKind.DDIM);
        this.schedule = NoiseSchedule.of(config.betas());
        this.last = config.alphaToOne() ? NoiseLevel.CLEAN : schedule.level(0);
    }

    @Override
    public SchedulerConfig config() {
        return config;
    }

    @Override
    public NoiseSchedule schedule() {
        return schedule;
    }

    /** Level below the lowest timesteps (diffusers: {@code final_alpha_cumprod}). */
    public NoiseLevel lastLevel() {
        return last;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every step goes down by {@code T / n}, rounded down, whatever the next timestep is (so does diffusers).
     */
    @Override
    public DdimPlan plan(int steps) {
        double[] timesteps = config.timesteps(steps);
        int stride = schedule.count() / steps;
        DdimPlan.Leg[] legs = Arrays.stream(timesteps)
                .mapToInt(t -> (int) Math.rint(t))
                .mapToObj(t -> new DdimPlan.Leg(t, schedule.level(t), t < stride ? last : schedule.level(t - stride)))
                .toArray(DdimPlan.Leg[]::new);
        return new DdimPlan(config, legs);
    }
}
