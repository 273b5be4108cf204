package motionscope.control;

import motionscope.MotionScopeException;

/**
 * How far one update moves the latent (equation 7).
 *
 * @param value raw: eta in {@code z - eta * gradient}; relative: the root mean square of the change, where anything may
 *     change, as a share of the latent's own
 */
public record StepSize(double value, boolean relative) {
    /**
     * An update changes the latent by this part of its own scale, so neither the weight nor the scale of a model's features
     * matters.
     */
    public static final double DEFAULT_SHARE = 0.05;

    /** @throws MotionScopeException if the value is negative or no number */
    public StepSize {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException("The step size is " + value + "; it must be a finite number of 0 or more.");
        }
    }

    /** eta as it is. */
    public static StepSize raw(double eta) {
        return new StepSize(eta, false);
    }

    /** A share of the latent's scale. */
    public static StepSize relative(double share) {
        return new StepSize(share, true);
    }
}
