package motionscope.motion;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.tensor.Linalg;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Principal components of samples, by the eigenvectors of their covariance.
 *
 * <p>Section 3.2 of the paper. The sign of a component is arbitrary; here its entry of largest absolute value is positive,
 * so that figures do not flip between runs.
 *
 * @param mean of the samples, (channels)
 * @param components unit vectors, (k, channels), the largest variance first
 * @param variances of all components, (channels), descending, divisor n - 1
 * @param scores the samples in the components, (n, k)
 */
public record Pca(double[] mean, double[][] components, double[] variances, double[][] scores) {
    private static final int DEFAULT_COMPONENTS = 3;

    /** The first three components of features: each position of each frame of each clip is a sample. */
    public static Pca of(Features features) {
        return of(features.samples(), Math.min(DEFAULT_COMPONENTS, features.channels()));
    }

    /**
     * The first {@code k} components of samples (n, channels).
     *
     * @throws MotionScopeException if there are fewer than two samples, or k is not 1..channels
     */
    public static Pca of(double[][] samples, int k) {
        if (samples.length < 2) {
            throw new MotionScopeException("PCA needs at least 2 samples, it was given " + samples.length + ".");
        }
        int channels = samples[0].length;
        if (k < 1 || k > channels) {
            throw new MotionScopeException(
                    k + " components were asked for; the samples have " + channels + " channels.");
        }
        double[] mean = mean(samples);
        try (Scope scope = new Scope()) {
            Tensor centred = centred(samples, mean); // (n, channels)
            Tensor covariance = centred.permute(1, 0).matmul(centred).div(samples.length - 1.0); // (channels, channels)
            Linalg.Eigen eigen = Linalg.symmetricEigen(covariance); // ascending
            double[] ascending = eigen.values().doubles();
            double[][] components = new double[k][];
            Tensor rows = eigen.vectors().permute(1, 0); // (channels, channels), one vector a row
            for (int i = 0; i < k; i++) {
                components[i] = signed(rows.narrow(0, channels - 1 - i, 1).doubles());
            }
            double[] variances = new double[channels];
            for (int i = 0; i < channels; i++) {
                variances[i] = Math.max(0, ascending[channels - 1 - i]); // round-off may leave -1e-18
            }
            return new Pca(mean, components, variances, project(samples, mean, components));
        }
    }

    private static double[] mean(double[][] samples) {
        double[] mean = new double[samples[0].length];
        for (double[] sample : samples) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += sample[c] / samples.length;
            }
        }
        return mean;
    }

    private static Tensor centred(double[][] samples, double[] mean) {
        int channels = mean.length;
        double[] flat = new double[Math.multiplyExact(samples.length, channels)];
        for (int n = 0; n < samples.length; n++) {
            for (int c = 0; c < channels; c++) {
                double value = samples[n][c] - mean[c];
                if (!Double.isFinite(value)) {
                    throw new MotionScopeException(
                            "Sample " + n + " has a value that is no number in channel " + c + ".");
                }
                flat[n * channels + c] = value;
            }
        }
        return Tensor.of(flat, samples.length, channels);
    }

    private static double[] signed(double[] vector) {
        double largest = Arrays.stream(vector).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        return largest < 0 ? Arrays.stream(vector).map(v -> -v).toArray() : vector;
    }

    private static double[][] project(double[][] samples, double[] mean, double[][] components) {
        double[][] scores = new double[samples.length][components.length];
        for (int n = 0; n < samples.length; n++) {
            for (int i = 0; i < components.length; i++) {
                double sum = 0;
                for (int c = 0; c < mean.length; c++) {
                    sum += (samples[n][c] - mean[c]) * components[i][c];
                }
                scores[n][i] = sum;
            }
        }
        return scores;
    }

    /** Other samples (n, channels) in these components: (n, k). */
    public double[][] project(double[][] samples) {
        return project(samples, mean, components);
    }

    /** Share of the whole variance that component {@code i} has, 0..1. */
    public double share(int i) {
        double total = Arrays.stream(variances).sum();
        return total == 0 ? 0 : variances[i] / total;
    }

    /** The first two scores of each sample, (n, 2): what a scatter plot shows. */
    public double[][] plane() {
        return Arrays.stream(scores).map(s -> Arrays.copyOf(s, 2)).toArray(double[][]::new);
    }
}
