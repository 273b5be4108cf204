package motionscope.plot;

/**
 * A point whose feature is compared with all others.
 *
 * @param frame which frame
 * @param x column in pixels
 * @param y row in pixels
 */
public record Query(int frame, int x, int y) {}
