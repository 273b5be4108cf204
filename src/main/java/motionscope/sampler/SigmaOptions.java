package motionscope.sampler;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import motionscope.MotionScopeException;

/**
 * Euler's own options: which sigmas (noise over signal) a plan goes through.
 *
 * @param curve how sigmas fall from the largest to the smallest
 * @param lowest smallest sigma of the curves other than {@link Curve#TRAINED}; empty: the smallest trained one
 * @param highest largest sigma of them; empty: the largest trained one
 * @param continuous v-prediction only: the model is told {@code log(sigma) / 4} for a timestep (SVD)
 * @param endsAtLowest whether the last step ends at the smallest trained sigma, not at 0
 * @param interpolation how trained sigmas are read between integer timesteps
 */
public record SigmaOptions(
        Curve curve,
        OptionalDouble lowest,
        OptionalDouble highest,
        boolean continuous,
        boolean endsAtLowest,
        Interpolation interpolation) {
    /** Where sigmas come from. */
    public enum Curve {
        /** The trained ones at the plan's timesteps. */
        TRAINED,
        /** Even in sigma^(1/7) (arXiv 2206.00364, eq. 5). */
        KARRAS,
        /** Even in log sigma. */
        EXPONENTIAL,
        /** Quantiles of Beta(0.6, 0.6) (arXiv 2407.12173). */
        BETA
    }

    /** How to read trained sigmas. */
    public enum Interpolation {
        /** Linearly between the neighbouring timesteps. */
        LINEAR,
        /** Evenly in log sigma from the largest to the smallest, whatever the timesteps are. */
        LOG_LINEAR
    }

    private enum TimestepType {
        DISCRETE,
        CONTINUOUS
    }

    private enum FinalSigma {
        ZERO,
        SIGMA_MIN
    }

    /** diffusers' defaults. */
    public static final SigmaOptions DEFAULT = new SigmaOptions(
            Curve.TRAINED, OptionalDouble.empty(), OptionalDouble.empty(), false, false, Interpolation.LINEAR);

    /** @throws MotionScopeException if a sigma is not above 0, or the lowest is above the highest */
    public SigmaOptions {
        requirePositive("sigma_min", lowest);
        requirePositive("sigma_max", highest);
        if (lowest.isPresent() && highest.isPresent() && lowest.getAsDouble() > highest.getAsDouble()) {
            throw new MotionScopeException("sigma_min " + lowest.getAsDouble() + " is above sigma_max "
                    + highest.getAsDouble() + "; exchange them.");
        }
    }

    private static void requirePositive(String name, OptionalDouble sigma) {
        if (sigma.isPresent() && !(sigma.getAsDouble() > 0 && sigma.getAsDouble() < 1e9)) {
            throw new MotionScopeException(name + " is " + sigma.getAsDouble() + "; it must be above 0 and below 1e9.");
        }
    }

    static SigmaOptions read(Options options) {
        return new SigmaOptions(
                curve(options),
                options.optional("sigma_min"),
                options.optional("sigma_max"),
                options.choice("timestep_type", TimestepType.DISCRETE) == TimestepType.CONTINUOUS,
                options.choice("final_sigmas_type", FinalSigma.ZERO) == FinalSigma.SIGMA_MIN,
                options.choice("interpolation_type", Interpolation.LINEAR));
    }

    private static Curve curve(Options options) {
        Curve[] asked = Stream.of(Curve.KARRAS, Curve.EXPONENTIAL, Curve.BETA)
                .filter(curve -> options.flag("use_" + Options.key(curve) + "_sigmas", false))
                .toArray(Curve[]::new);
        if (asked.length > 1) {
            throw new MotionScopeException("Only one of use_karras_sigmas, use_exponential_sigmas and use_beta_sigmas"
                    + " can be true; found " + asked.length + ".");
        }
        return asked.length == 0 ? Curve.TRAINED : asked[0];
    }
}
