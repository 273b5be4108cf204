package motionscope.motion;

import java.util.List;

/**
 * How much nearer samples are to their own class than to the next one (Rousseeuw 1987): 1 apart, 0 touching, below mixed.
 */
public final class Silhouette {
    private Silhouette() {}

    /**
     * The mean over samples of (b - a) / max(a, b): a is the mean distance to the own class, b the least mean distance to
     * another. A sample alone in its class counts 0.
     *
     * @param points (n, k)
     * @param labels class of each sample, at least two classes
     * @throws motionscope.MotionScopeException if a value is no number or there is only one class
     * @return -1..1
     */
    public static <T> double of(double[][] points, List<T> labels) {
        Samples.require(points, labels);
        List<T> classes = labels.stream().distinct().toList();
        int[] ids = labels.stream().mapToInt(classes::indexOf).toArray();
        double total = 0;
        for (int n = 0; n < points.length; n++) {
            total += one(points, ids, classes.size(), n);
        }
        return total / points.length;
    }

    private static double one(double[][] points, int[] ids, int classes, int n) {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int m = 0; m < points.length; m++) {
            if (m != n) {
                sums[ids[m]] += distance(points[n], points[m]);
                counts[ids[m]]++;
            }
        }
        if (counts[ids[n]] == 0) {
            return 0;
        }
        double own = sums[ids[n]] / counts[ids[n]];
        double other = Double.POSITIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            if (k != ids[n]) {
                other = Math.min(other, sums[k] / counts[k]);
            }
        }
        double larger = Math.max(own, other);
        return larger == 0 ? 0 : (other - own) / larger;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return Math.sqrt(sum);
    }
}
