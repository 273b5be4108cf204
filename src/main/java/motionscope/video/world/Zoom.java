package motionscope.video.world;

/** The ways that a picture's content can grow. */
public enum Zoom {
    /** Things grow, as when the camera comes closer. */
    IN(1, "zoom in"),
    /** Things shrink. */
    OUT(-1, "zoom out"),
    /** Nothing moves. */
    NONE(0, "still");

    private final int sign;
    private final String word;

    Zoom(int sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** 1 if things grow, -1 if they shrink, else 0. */
    public int sign() {
        return sign;
    }

    /** {@code zoom in}, {@code zoom out} or {@code still}. */
    public String word() {
        return word;
    }
}
