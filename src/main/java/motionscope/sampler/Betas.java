package motionscope.sampler;

import java.util.List;
import motionscope.MotionScopeException;

/**
 * The noise that training added at each timestep.
 *
 * @param curve how beta grows between {@code start} and {@code end}
 * @param count number of training timesteps
 * @param start first beta
 * @param end last beta
 * @param trained the betas themselves, which then replace curve, start and end; empty for none
 * @param zeroTerminalSnr whether to rescale them so that nothing of the clip is left at the last timestep
 */
public record Betas(Curve curve, int count, double start, double end, List<Double> trained, boolean zeroTerminalSnr) {
    private static final int MOST_TIMESTEPS = 100_000;

    /** The curves of diffusers. */
    public enum Curve {
        /** Evenly spaced betas. */
        LINEAR,
        /** Evenly spaced square roots. */
        SCALED_LINEAR,
        /** A squared cosine of the cumulative product (arXiv 2102.09672), each beta at most 0.999. */
        SQUAREDCOS_CAP_V2
    }

    /** @throws MotionScopeException if a number is outside of what a schedule can have */
    public Betas {
        trained = List.copyOf(trained);
        if (count < 1 || count > MOST_TIMESTEPS) {
            throw new MotionScopeException(
                    "num_train_timesteps is " + count + "; it must lie in 1.." + MOST_TIMESTEPS + ".");
        }
        requireBeta("beta_start", start);
        requireBeta("beta_end", end);
        trained.forEach(beta -> requireBeta("trained_betas", beta));
        if (!trained.isEmpty() && trained.size() != count) {
            throw new MotionScopeException("trained_betas has " + trained.size() + " values, num_train_timesteps is "
                    + count + "; they must agree.");
        }
    }

    private static void requireBeta(String name, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new MotionScopeException(name + " is " + beta + "; a beta must lie in 0..1, below 1.");
        }
    }

    static Betas read(Options options) {
        return new Betas(
                options.choice("beta_schedule", Curve.LINEAR),
                options.integer("num_train_timesteps", 1000),
                options.number("beta_start", 1e-4),
                options.number("beta_end", 0.02),
                options.numbers("trained_betas"),
                options.flag("rescale_betas_zero_snr", false));
    }
}
