package motionscope.experiment.explore;

import motionscope.MotionScopeException;

/**
 * Curves over frames of clips that move alike: their mean, and one standard deviation over clips to either side.
 *
 * @param mean (frames)
 * @param deviation (frames), divisor n; 0 for a single clip
 * @param clips how many
 */
public record Band(double[] mean, double[] deviation, int clips) {
    /** @param curves (clips, frames), at least one */
    public static Band of(double[]... curves) {
        if (curves.length == 0) {
            throw new MotionScopeException("A band needs at least one curve; there is none.");
        }
        double[] mean = new double[curves[0].length];
        double[] deviation = new double[mean.length];
        for (int f = 0; f < mean.length; f++) {
            for (double[] curve : curves) {
                mean[f] += curve[f] / curves.length;
            }
            double square = 0;
            for (double[] curve : curves) {
                square += (curve[f] - mean[f]) * (curve[f] - mean[f]);
            }
            deviation[f] = Math.sqrt(square / curves.length);
        }
        return new Band(mean, deviation, curves.length);
    }
}
