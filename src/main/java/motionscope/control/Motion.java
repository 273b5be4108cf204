package motionscope.control;

import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.motion.MotionAxis;

/**
 * One way of moving, for a part of a clip: how much of the calibrated range each axis goes through.
 *
 * @param right 1: to the right, over the whole range; -1: to the left
 * @param down 1: down; -1: up
 * @param in 1: zoom in; -1: zoom out
 */
public record Motion(double right, double down, double in) {
    public static final Motion RIGHT = new Motion(1, 0, 0);
    public static final Motion LEFT = new Motion(-1, 0, 0);
    public static final Motion DOWN = new Motion(0, 1, 0);
    public static final Motion UP = new Motion(0, -1, 0);
    public static final Motion ZOOM_IN = new Motion(0, 0, 1);
    public static final Motion ZOOM_OUT = new Motion(0, 0, -1);
    public static final Motion STILL = new Motion(0, 0, 0);

    /** @throws MotionScopeException if a share is not finite */
    public Motion {
        if (!Double.isFinite(right + down + in)) {
            throw new MotionScopeException(
                    "A motion of " + right + " right, " + down + " down, " + in + " in was asked for; give numbers.");
        }
    }

    /** Any angle: 0 is right, 90 is up, 180 is left. */
    public static Motion toward(double degrees) {
        double angle = Math.toRadians(degrees);
        return new Motion(Math.cos(angle), -Math.sin(angle), 0);
    }

    /** The part of it along an axis; the positive ways are right, down and in. */
    double along(MotionAxis axis) {
        return switch (axis) {
            case HORIZONTAL -> right;
            case VERTICAL -> down;
            case ZOOM -> in;
        };
    }

    /** The motion that a word names: right, left, up, down, zoom_in, zoom_out or still. */
    public static Motion of(String word) {
        return switch (word.toLowerCase(Locale.ROOT).replace(' ', '_')) {
            case "right" -> RIGHT;
            case "left" -> LEFT;
            case "up" -> UP;
            case "down" -> DOWN;
            case "zoom_in" -> ZOOM_IN;
            case "zoom_out" -> ZOOM_OUT;
            case "still" -> STILL;
            default ->
                throw new MotionScopeException("The motion '" + word
                        + "' is not known; there are right, left, up, down, zoom_in, zoom_out and still.");
        };
    }
}
