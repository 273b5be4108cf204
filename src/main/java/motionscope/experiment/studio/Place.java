package motionscope.experiment.studio;

import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.control.PaintedMask;
import motionscope.control.Region;

/** A part of the picture that a person has dragged a box around, or painted. */
public sealed interface Place {
    /** The region of the picture. */
    Region region();

    /** The smallest box around it: left, top, right, bottom in shares of the picture. */
    double[] box();

    /** As Java. */
    String code();

    /** A box, in shares of the picture. */
    record Box(double left, double top, double right, double bottom) implements Place {
        /** @throws MotionScopeException if it has no area or reaches off the picture */
        public Box {
            if (!(left >= 0 && top >= 0 && right <= 1 && bottom <= 1 && left < right && top < bottom)) {
                throw new MotionScopeException(String.format(
                        Locale.ROOT,
                        "The region goes from (%s, %s) to (%s, %s), in shares of the picture; give a box with an area"
                                + " inside (0, 0) to (1, 1).",
                        left,
                        top,
                        right,
                        bottom));
            }
            left = Numbers.short3(left);
            top = Numbers.short3(top);
            right = Numbers.short3(right);
            bottom = Numbers.short3(bottom);
        }

        @Override
        public Region region() {
            return Region.box(left, top, right, bottom);
        }

        @Override
        public double[] box() {
            return new double[] {left, top, right, bottom};
        }

        @Override
        public String code() {
            return "Region.box(" + left + ", " + top + ", " + right + ", " + bottom + ")";
        }
    }

    /** What a brush has covered. */
    record Painted(PaintedMask mask) implements Place {
        /** @throws MotionScopeException if nothing is painted */
        public Painted {
            mask.box();
        }

        @Override
        public Region region() {
            return mask.region();
        }

        @Override
        public double[] box() {
            return mask.box();
        }

        @Override
        public String code() {
            return "Region.painted(\"" + mask.runs() + "\")";
        }
    }
}
