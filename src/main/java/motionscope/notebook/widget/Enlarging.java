package motionscope.notebook.widget;

/** Small clips and pictures are enlarged by whole factors, so that their pixels can be seen. */
public final class Enlarging {
    /** About so many pixels of the page are readable. */
    private static final int READABLE = 256;

    private Enlarging() {}

    /** The whole factor that makes a clip or picture readable; 1 for those that are large already. */
    public static int factor(int width, int height) {
        return Math.max(1, READABLE / Math.max(width, height));
    }
}
