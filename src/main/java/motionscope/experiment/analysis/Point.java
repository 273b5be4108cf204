package motionscope.experiment.analysis;

/**
 * A place in a frame of a clip as the model sees it.
 *
 * @param x column in pixels
 * @param y row in pixels
 */
public record Point(int x, int y) {}
