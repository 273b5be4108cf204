package motionscope.motion;

import motionscope.video.world.Direction;
import motionscope.video.world.Zoom;

/**
 * A pair of opposite motions. Each axis has motion channels of its own.
 *
 * <p>Paper, section 3.2: PCA of clips that pan two opposite ways; section 4.1: synthetic references by axis.
 */
public enum MotionAxis {
    /** To the right and to the left. */
    HORIZONTAL("right", "left"),
    /** Down and up: y grows downwards. */
    VERTICAL("down", "up"),
    /** Closer and away. */
    ZOOM("zoom in", "zoom out");

    private final String positive;
    private final String negative;

    MotionAxis(String positive, String negative) {
        this.positive = positive;
        this.negative = negative;
    }

    /** The word of the motion that counts 1. */
    public String positive() {
        return positive;
    }

    /** The word of the motion that counts -1. */
    public String negative() {
        return negative;
    }

    /** 1 or -1 for the label of a motion of this axis, 0 for every other. */
    public int sign(Object motion) {
        String word = word(motion);
        return word.equals(positive) ? 1 : word.equals(negative) ? -1 : 0;
    }

    /** A motion as a word: {@code right}, {@code zoom in}; a label that is no direction and no zoom stays as it is. */
    public static String word(Object motion) {
        return motion instanceof Direction direction
                ? direction.word()
                : motion instanceof Zoom zoom ? zoom.word() : String.valueOf(motion);
    }
}
