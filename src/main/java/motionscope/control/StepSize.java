package motionscope.control;

import motionscope.MotionScopeException;

/**
 * How far one update moves the latent (equation 7).
 *
 * @param value raw: eta in {@code z - eta * gradient}; else the root mean square of the change, where anything may change, as
 *     a share of the latent's own
 */
public record StepSize(double value, Kind kind) {
    /** What {@link #value} means. */
    public enum Kind {
        /** eta. */
        RAW,
        /** The size of the change. */
        RELATIVE,
        /** The largest change; a smaller one where that should do. */
        ADAPTIVE
    }

    /**
     * An update changes the latent by at most this part of its own scale, so neither the weight nor the scale of a model's
     * features matters. Twice as much is felt in the picture: contrast rises.
     */
    public static final double DEFAULT_SHARE = 0.03;

    /** @throws MotionScopeException if the value is negative or no number */
    public StepSize {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException("The step size is " + value + "; it must be a finite number of 0 or more.");
        }
    }

    /** Whether the value is a share of the latent's scale. */
    public boolean relative() {
        return kind != Kind.RAW;
    }

    /** eta as it is. */
    public static StepSize raw(double eta) {
        return new StepSize(eta, Kind.RAW);
    }

    /** A share of the latent's scale. */
    public static StepSize relative(double share) {
        return new StepSize(share, Kind.RELATIVE);
    }

    /**
     * As far as the loss needs to reach zero, if it were linear (Polyak's step, {@code loss / |gradient|^2}), but at most a
     * share of the latent's scale. It shrinks with the loss, so the picture is left alone once the motion is there.
     */
    public static StepSize adaptive(double atMost) {
        return new StepSize(atMost, Kind.ADAPTIVE);
    }
}
