package motionscope.video.world;

import java.util.Locale;

/** The ways that a picture's content can move. In pixels, x grows to the right and y grows downwards. */
public enum Direction {
    RIGHT(1, 0),
    LEFT(-1, 0),
    UP(0, -1),
    DOWN(0, 1),
    STILL(0, 0);

    private final int x;
    private final int y;

    Direction(int x, int y) {
        this.x = x;
        this.y = y;
    }

    /** 1 to the right, -1 to the left, else 0. */
    public int x() {
        return x;
    }

    /** 1 downwards, -1 upwards, else 0. */
    public int y() {
        return y;
    }

    /** {@code right}, {@code left}, {@code up}, {@code down} or {@code still}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
