package motionscope.motion;

import java.util.List;
import java.util.stream.DoubleStream;
import motionscope.MotionScopeException;

/** What scores of samples and their classes ask for. */
final class Samples {
    private Samples() {}

    /**
     * @param samples (n, k)
     * @param labels class of each sample
     * @throws MotionScopeException if a value is no number, or there are fewer than two classes
     */
    static void require(double[][] samples, List<?> labels) {
        if (samples.length != labels.size()) {
            throw new IllegalArgumentException(labels.size() + " labels for " + samples.length + " samples.");
        }
        for (int n = 0; n < samples.length; n++) {
            if (samples[n].length != samples[0].length) {
                throw new IllegalArgumentException("Sample " + n + " has " + samples[n].length
                        + " values, sample 0 has " + samples[0].length + ".");
            }
            if (!DoubleStream.of(samples[n]).allMatch(Double::isFinite)) {
                throw new MotionScopeException("Sample " + n + " has a value that is no number.");
            }
        }
        long classes = labels.stream().distinct().count();
        if (classes < 2) {
            throw new MotionScopeException(
                    "Scores of separation need at least two classes, they were given " + classes + ".");
        }
    }

    /**
     * The same, and enough to fit and to test on.
     *
     * @throws MotionScopeException if fewer than two samples train or none tests
     */
    static void require(double[][] samples, List<?> labels, HeldOut split) {
        require(samples, labels);
        if (split.train().size() < 2 || split.test().isEmpty()) {
            throw new MotionScopeException(
                    "Scores on held-out scenes need two samples to fit and one to test, they were" + " given "
                            + split.train().size() + " and " + split.test().size() + "; use more clips.");
        }
    }
}
