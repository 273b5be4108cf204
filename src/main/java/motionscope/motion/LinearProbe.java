package motionscope.motion;

import java.util.List;
import motionscope.tensor.Linalg;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * How well classes separate in all channels: ridge regression to one number a class, the largest wins.
 *
 * <p>Channels are standardised with the mean and deviation of the training samples.
 */
public final class LinearProbe {
    /** Weight of the squared coefficients, as in the model card's figures. */
    private static final double RIDGE = 10;

    private static final double LEAST_DEVIATION = 1e-6;

    private LinearProbe() {}

    /**
     * @param samples (n, channels)
     * @param labels class of each sample
     * @param split which samples are fitted and which are tested
     * @throws motionscope.MotionScopeException if a value is no number, or there are too few samples or classes
     * @return share of the tested samples whose largest output is their own class, 0..1
     */
    public static <T> double accuracy(double[][] samples, List<T> labels, HeldOut split) {
        Samples.require(samples, labels, split);
        List<T> classes = labels.stream().distinct().toList();
        Standard standard = Standard.of(samples, split.train());
        try (Scope scope = new Scope()) {
            Tensor x = standard.matrix(samples, split.train()); // (train, channels + 1)
            Tensor y = targets(labels, classes, split.train()); // (train, classes)
            Tensor transposed = x.permute(1, 0);
            Tensor gram = transposed.matmul(x).add(identity(x.size(1)).mul(RIDGE));
            Tensor weights = Linalg.solve(gram, transposed.matmul(y)); // (channels + 1, classes)
            double[] outputs =
                    standard.matrix(samples, split.test()).matmul(weights).doubles(); // (test, classes)
            int right = 0;
            for (int i = 0; i < split.test().size(); i++) {
                int best = 0;
                for (int k = 1; k < classes.size(); k++) {
                    if (outputs[i * classes.size() + k] > outputs[i * classes.size() + best]) {
                        best = k;
                    }
                }
                if (classes.get(best).equals(labels.get(split.test().get(i)))) {
                    right++;
                }
            }
            return (double) right / split.test().size();
        }
    }

    private static <T> Tensor targets(List<T> labels, List<T> classes, List<Integer> chosen) {
        double[] targets = new double[chosen.size() * classes.size()];
        for (int i = 0; i < chosen.size(); i++) {
            targets[i * classes.size() + classes.indexOf(labels.get(chosen.get(i)))] = 1;
        }
        return Tensor.of(targets, chosen.size(), classes.size());
    }

    private static Tensor identity(long n) {
        double[] values = new double[Math.toIntExact(n * n)];
        for (int i = 0; i < n; i++) {
            values[(int) (i * n + i)] = 1;
        }
        return Tensor.of(values, n, n);
    }

    /** Mean and deviation (divisor n - 1) of each channel. */
    private record Standard(double[] mean, double[] deviation) {
        static Standard of(double[][] samples, List<Integer> chosen) {
            int channels = samples[0].length;
            double[] mean = new double[channels];
            double[] deviation = new double[channels];
            for (int c = 0; c < channels; c++) {
                int channel = c;
                double m = chosen.stream()
                        .mapToDouble(n -> samples[n][channel])
                        .average()
                        .orElse(0);
                double squares = chosen.stream()
                        .mapToDouble(n -> (samples[n][channel] - m) * (samples[n][channel] - m))
                        .sum();
                mean[c] = m;
                deviation[c] = Math.sqrt(squares / (chosen.size() - 1)) + LEAST_DEVIATION;
            }
            return new Standard(mean, deviation);
        }

        /** The chosen samples, standardised, with a last column of ones: (chosen, channels + 1). */
        Tensor matrix(double[][] samples, List<Integer> chosen) {
            int width = mean.length + 1;
            double[] flat = new double[chosen.size() * width];
            for (int i = 0; i < chosen.size(); i++) {
                for (int c = 0; c < mean.length; c++) {
                    flat[i * width + c] = (samples[chosen.get(i)][c] - mean[c]) / deviation[c];
                }
                flat[i * width + mean.length] = 1;
            }
            return Tensor.of(flat, chosen.size(), width);
        }
    }
}
