package motionscope.experiment.guide;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;
import motionscope.control.Motion;
import motionscope.video.world.MotionPath;

/**
 * A motion as it is typed: {@code right:1.0}, {@code 30:0.8} (degrees: 0 is right, 90 is up), {@code still}, {@code
 * zoom-in:0.03}.
 *
 * @param right pixels per frame to the right
 * @param down pixels per frame downwards
 * @param zoom growth in each frame, below 0 for zoom out
 */
record AskedMotion(double right, double down, double zoom) {
    private static final Pattern FORM = Pattern.compile("([a-z-]+|-?[0-9.]+)(?::(.*))?");
    private static final double MOST_ZOOM = 0.2; // a frame: past it nothing of the first frame is left in the last

    /** @throws MotionScopeException if it has another form, an unknown direction or no usable speed */
    static AskedMotion of(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        String way = form.matches() ? form.group(1) : text;
        String speed = form.matches() ? form.group(2) : null;
        if (way.equals("still")) {
            if (speed != null && number(text, speed) != 0) {
                throw new MotionScopeException("The motion '" + text + "' is still and has a speed; leave one out.");
            }
            return new AskedMotion(0, 0, 0);
        }
        Motion unit = unit(way, text);
        double amount = number(text, speed);
        if (!(amount > 0)) {
            throw new MotionScopeException(
                    "The speed of '" + text + "' is " + amount + "; use a number above 0, or the motion 'still'.");
        }
        if (unit.in() != 0 && amount > MOST_ZOOM) {
            throw new MotionScopeException(
                    "The zoom of '" + text + "' is " + amount + " a frame; use at most " + MOST_ZOOM + " (0.03: 3 %).");
        }
        return new AskedMotion(amount * unit.right(), amount * unit.down(), amount * unit.in());
    }

    private static Motion unit(String way, String text) {
        return switch (way) {
            case "right" -> Motion.RIGHT;
            case "left" -> Motion.LEFT;
            case "up" -> Motion.UP;
            case "down" -> Motion.DOWN;
            case "zoom-in" -> Motion.ZOOM_IN;
            case "zoom-out" -> Motion.ZOOM_OUT;
            default -> {
                try {
                    yield Motion.toward(Double.parseDouble(way));
                } catch (NumberFormatException e) {
                    throw new MotionScopeException("The direction of '" + text + "' is unknown; use right, left, up,"
                            + " down, still, degrees, zoom-in or zoom-out, such as right:1.0.");
                }
            }
        };
    }

    private static double number(String text, String speed) {
        try {
            double value = speed == null ? Double.NaN : Double.parseDouble(speed);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for NaN
        }
        throw new MotionScopeException("The speed of '" + text + "' is no number; write a direction and pixels a"
                + " frame, such as right:1.0.");
    }

    /**
     * Of all that is seen: steps of the same pixels, whatever the clip's size, because the network sees pixels, not shares of
     * the picture.
     */
    MotionPath pan(GuideFrame frame) {
        return MotionPath.velocity(right * frame.pace(), down * frame.pace(), frame.own());
    }

    /** Of something with a place, which references of the model's own size are resampled for. */
    MotionPath path(GuideFrame frame) {
        return MotionPath.velocity(right * frame.x() * frame.pace(), down * frame.y() * frame.pace(), frame.own());
    }
}
