package motionscope.sampler;

/** How the timesteps of a plan are spread over the training timesteps (arXiv 2305.08891, table 2). */
public enum TimestepSpacing {
    /** Multiples of {@code T / n}, rounded down, plus the offset. */
    LEADING,
    /** Counted back from the last training timestep. */
    TRAILING,
    /** Evenly from 0 to the last training timestep, both included. */
    LINSPACE;

    /**
     * {@code steps} timesteps, from most to least noise, before DDIM rounds those of {@link #LINSPACE}.
     *
     * <p>For some counts (61 of 1000, for one) diffusers appends a timestep -1 to the trailing ones, by a rounding
     * error in its count of steps; here there are always {@code steps}.
     *
     * @param steps 1 to {@code trained}
     * @param trained number of training timesteps
     * @param offset added with {@link #LEADING} only, as in diffusers
     */
    double[] timesteps(int steps, int trained, int offset) {
        double[] t = new double[steps];
        // The expressions are numpy's (arange, linspace, round half to even), so that the last bit agrees.
        double stride = (trained - (double) trained / steps) - trained;
        double gap = (trained - 1) / (double) (steps - 1);
        for (int i = 0; i < steps; i++) {
            int rising = steps - 1 - i;
            t[i] = switch (this) {
                case LEADING -> (double) rising * (trained / steps) + offset;
                case TRAILING -> Math.rint(trained + i * stride) - 1;
                case LINSPACE -> rising == 0 ? 0 : i == 0 ? trained - 1 : rising * gap;
            };
        }
        return t;
    }
}
