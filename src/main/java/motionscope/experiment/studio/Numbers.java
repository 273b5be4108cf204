package motionscope.experiment.studio;

import motionscope.MotionScopeException;

/** Numbers as a person sets them: checked, and so short that they can be read in a line of code. */
final class Numbers {
    private Numbers() {}

    /** Rounded to a thousandth; no minus before zero. */
    static double short3(double value) {
        return Math.rint(value * 1e3) / 1e3 + 0.0;
    }

    /** Rounded to a ten-thousandth; no minus before zero. */
    static double short4(double value) {
        return Math.rint(value * 1e4) / 1e4 + 0.0;
    }

    static void require(String field, double found, double least, double most) {
        if (!(found >= least && found <= most)) {
            throw new MotionScopeException(
                    "The " + field + " is " + text(found) + "; use " + text(least) + " to " + text(most) + ".");
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
