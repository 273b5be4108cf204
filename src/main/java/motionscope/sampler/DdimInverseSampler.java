package motionscope.sampler;

import java.util.Arrays;

/**
 * DDIM run backwards: from a clip to the noise that would give it.
 *
 * <p>The model is told the timestep that a step reaches; the latent it sees is {@code T / n} below. So step i gives
 * the latent at {@code timesteps()[i]}, and with {@code alphaToOne} false and no offset the first step changes nothing.
 */
public final class DdimInverseSampler implements Sampler {
    private final SchedulerConfig config;
    private final NoiseSchedule schedule;
    private final NoiseLevel first;

    /** @param config its options; {@link SchedulerConfig#as} makes them from another sampler's */
    public DdimInverseSampler(SchedulerConfig config) {
        this.config = config.as(SamplerKind.DDIM_INVERSE);
        this.schedule = NoiseSchedule.of(config.betas());
        this.first = config.alphaToOne() ? NoiseLevel.CLEAN : schedule.level(0);
    }

    @Override
    public SchedulerConfig config() {
        return config;
    }

    @Override
    public NoiseSchedule schedule() {
        return schedule;
    }

    /** Level below the lowest timesteps (diffusers: {@code initial_alpha_cumprod}). */
    public NoiseLevel firstLevel() {
        return first;
    }

    @Override
    public DdimPlan plan(int steps) {
        double[] falling = config.timesteps(steps);
        Arrays.sort(falling);
        int stride = schedule.count() / steps;
        DdimPlan.Leg[] legs = Arrays.stream(falling)
                .mapToInt(t -> (int) t)
                .mapToObj(t -> new DdimPlan.Leg(t, t < stride ? first : schedule.level(t - stride), schedule.level(t)))
                .toArray(DdimPlan.Leg[]::new);
        return new DdimPlan(config, legs);
    }
}
