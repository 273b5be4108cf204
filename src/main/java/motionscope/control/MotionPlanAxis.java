package motionscope.control;

import java.util.Locale;

/** The axes that motion is put together from; the positive ways are right, down and in. */
public enum MotionPlanAxis {
    HORIZONTAL,
    VERTICAL,
    ZOOM;

    /** The part of a motion along this axis. */
    double of(Motion motion) {
        return switch (this) {
            case HORIZONTAL -> motion.right();
            case VERTICAL -> motion.down();
            case ZOOM -> motion.in();
        };
    }

    /** {@code horizontal}, {@code vertical} or {@code zoom}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
