package motionscope.motion;

import java.util.List;

/**
 * How well classes separate: samples of held-out scenes go to the nearest class centre of the other scenes.
 *
 * <p>Chance is one over the number of classes.
 */
public final class NearestCentroid {
    private NearestCentroid() {}

    /**
     * @param points (n, k)
     * @param labels class of each sample
     * @param split which samples give the centres and which are tested
     * @throws motionscope.MotionScopeException if a value is no number, or there are too few samples or classes
     * @return share of the tested samples that go to their own class, 0..1
     */
    public static <T> double accuracy(double[][] points, List<T> labels, HeldOut split) {
        Samples.require(points, labels, split);
        List<T> classes = labels.stream().distinct().toList();
        double[][] centres = new double[classes.size()][points[0].length];
        int[] counts = new int[classes.size()];
        for (int n : split.train()) {
            int k = classes.indexOf(labels.get(n));
            counts[k]++;
            for (int d = 0; d < points[n].length; d++) {
                centres[k][d] += points[n][d];
            }
        }
        for (int k = 0; k < counts.length; k++) {
            for (int d = 0; d < centres[k].length; d++) {
                centres[k][d] /= counts[k];
            }
        }
        long right = split.test().stream()
                .filter(n -> classes.get(nearest(points[n], centres)).equals(labels.get(n)))
                .count();
        return (double) right / split.test().size();
    }

    private static int nearest(double[] point, double[][] centres) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < centres.length; k++) {
            double distance = 0;
            for (int d = 0; d < point.length; d++) {
                distance += (point[d] - centres[k][d]) * (point[d] - centres[k][d]);
            }
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }
}
