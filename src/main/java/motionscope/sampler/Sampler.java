package motionscope.sampler;

/** A way through the noise levels of a schedule; {@link #plan(int)} fixes the number of steps. */
public interface Sampler {
    /** The sampler that a configuration names. */
    static Sampler of(SchedulerConfig config) {
        return switch (config.kind()) {
            case DDIM -> new DdimSampler(config);
            case DDIM_INVERSE -> new DdimInverseSampler(config);
            case EULER -> new EulerSampler(config);
        };
    }

    /** Its options. */
    SchedulerConfig config();

    /** The noise levels it goes through. */
    NoiseSchedule schedule();

    /**
     * Fixes the number of steps.
     *
     * @param steps 1 to the number of training timesteps
     * @throws motionscope.MotionScopeException if there cannot be that many
     */
    Plan plan(int steps);

    /** The timesteps of {@link #plan(int)}. */
    default double[] timesteps(int steps) {
        return plan(steps).timesteps();
    }
}
