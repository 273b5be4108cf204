package motionscope.experiment.explore;

/**
 * How a clip answers in one channel: how much the channel rises from the first frame to the last.
 *
 * @param clip its index
 * @param motion how it moves, as a word
 * @param rise of the straight line (least squares) through the channel's curve, last frame minus first
 */
public record Response(int clip, String motion, double rise) {}
