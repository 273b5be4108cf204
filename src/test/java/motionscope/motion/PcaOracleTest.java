package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.SafeTensors;
import motionscope.testing.Close;
import motionscope.testing.Draws;
import motionscope.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Principal components against numpy's, against Jacobi rotations in plain Java, and by what defines them. */
class PcaOracleTest {
    private static double[][] rows(double[] flat, int columns) {
        double[][] rows = new double[flat.length / columns][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void agreesWithNumpy() {
        try (SafeTensors io = Golden.of("linalg").open("io.safetensors")) {
            Pca pca = Pca.of(rows(io.doubles("in.matrix"), 48), 5);
            Close.assertClose("mean", io.doubles("pca.mean"), pca.mean(), 1e-6, 1e-6);
            Close.assertClose("components", io.doubles("pca.components"), flat(pca.components()), 1e-6, 1e-6);
            Close.assertClose("variances", io.doubles("pca.variances"), pca.variances(), 1e-6, 1e-6);
            Close.assertClose("scores", io.doubles("pca.scores"), flat(pca.scores()), 1e-5, 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 1", "30, 4, 4", "50, 7, 3", "3, 6, 6", "2, 3, 1"})
    void agreesWithJacobiRotations(int n, int channels, int k) {
        double[][] samples = rows(new Draws(n).values(n * channels), channels);
        for (double[] sample : samples) {
            for (int c = 0; c < channels; c++) {
                sample[c] = sample[c] * (c + 1) + 10 * c;
            }
        }
        Pca pca = Pca.of(samples, k);
        double[][] covariance = covariance(samples);
        double[] wanted = jacobi(covariance);
        Close.assertClose("variances", wanted, pca.variances(), 1e-9, 1e-9);
        for (int i = 0; i < k; i++) {
            double[] v = pca.components()[i];
            double[] times = new double[channels];
            for (int a = 0; a < channels; a++) {
                for (int b = 0; b < channels; b++) {
                    times[a] += covariance[a][b] * v[b];
                }
            }
            double lambda = wanted[i];
            Close.assertClose("C v", Arrays.stream(v).map(x -> lambda * x).toArray(), times, 1e-8, 1e-8);
            assertEquals(1, Arrays.stream(v).map(x -> x * x).sum(), 1e-12);
            double largest = Arrays.stream(v).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
            assertEquals(Math.abs(largest), largest, "sign");
            int component = i;
            double[] scores =
                    Arrays.stream(pca.scores()).mapToDouble(s -> s[component]).toArray();
            assertEquals(0, Arrays.stream(scores).average().orElseThrow(), 1e-10);
            assertEquals(lambda, Arrays.stream(scores).map(s -> s * s).sum() / (n - 1), 1e-8 * (1 + lambda));
        }
        Close.assertClose("project", flat(pca.scores()), flat(pca.project(samples)), 0, 0);
    }

    private static double[][] covariance(double[][] samples) {
        int channels = samples[0].length;
        double[][] covariance = new double[channels][channels];
        for (int a = 0; a < channels; a++) {
            for (int b = 0; b < channels; b++) {
                int i = a;
                int j = b;
                double meanA =
                        Arrays.stream(samples).mapToDouble(s -> s[i]).average().orElseThrow();
                double meanB =
                        Arrays.stream(samples).mapToDouble(s -> s[j]).average().orElseThrow();
                covariance[a][b] = Arrays.stream(samples)
                                .mapToDouble(s -> (s[i] - meanA) * (s[j] - meanB))
                                .sum()
                        / (samples.length - 1);
            }
        }
        return covariance;
    }

    /** Eigenvalues by cyclic Jacobi rotations, descending. */
    private static double[] jacobi(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
                    double c = Math.cos(angle);
                    double s = Math.sin(angle);
                    for (int k = 0; k < n; k++) {
                        double x = a[k][p];
                        double y = a[k][q];
                        a[k][p] = c * x - s * y;
                        a[k][q] = s * x + c * y;
                    }
                    for (int k = 0; k < n; k++) {
                        double x = a[p][k];
                        double y = a[q][k];
                        a[p][k] = c * x - s * y;
                        a[q][k] = s * x + c * y;
                    }
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = -a[i][i];
        }
        Arrays.sort(values);
        return Arrays.stream(values).map(v -> -v).toArray();
    }

    @Test
    void sharesAddUpAndConstantSamplesHaveNone() {
        Pca pca = Pca.of(rows(new Draws(2).values(60), 3), 2);
        assertEquals(1, pca.share(0) + pca.share(1) + pca.share(2), 1e-12);
        assertEquals(2, pca.plane()[0].length);
        Pca constant = Pca.of(new double[][] {{1, 2}, {1, 2}, {1, 2}}, 2);
        assertEquals(0, constant.share(0));
    }

    @Test
    void featuresHaveASampleAPosition() {
        Features features = new Features(Tap.UP1, 0, 1, 1, 2, 1, 3, new float[] {1, 2, 3, 10, 20, 60});
        Close.assertClose("samples", new double[] {1, 10, 2, 20, 3, 60}, flat(features.samples()), 0, 0);
        assertEquals(2, Pca.of(features).components().length);
    }

    @Test
    void badInput() {
        assertThrows(MotionScopeException.class, () -> Pca.of(new double[0][], 1));
        assertThrows(MotionScopeException.class, () -> Pca.of(new double[][] {{1, 2}}, 1));
        double[][] two = {{1, 2}, {3, 4}};
        assertThrows(MotionScopeException.class, () -> Pca.of(two, 0));
        assertThrows(MotionScopeException.class, () -> Pca.of(two, 3));
        assertThrows(MotionScopeException.class, () -> Pca.of(new double[][] {{1, 2}, {Double.NaN, 4}}, 1));
        assertThrows(
                MotionScopeException.class, () -> Pca.of(new double[][] {{1, 2}, {3, Double.POSITIVE_INFINITY}}, 1));
    }
}
