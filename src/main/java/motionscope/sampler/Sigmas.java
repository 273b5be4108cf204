package motionscope.sampler;

import java.util.Arrays;
import smile.stat.distribution.BetaDistribution;

/** The trained sigmas and what a plan takes from them; rounded to float32 where diffusers does. */
final class Sigmas {
    private static final double KARRAS_RHO = 7;
    private static final double BETA_SHAPE = 0.6;

    private final float[] trained;
    private final float[] logs;

    Sigmas(float[] trained) {
        this.trained = trained;
        this.logs = new float[trained.length];
        for (int t = 0; t < logs.length; t++) {
            logs[t] = (float) Math.log(trained[t]);
        }
    }

    float lowest() {
        return trained[0];
    }

    /** Sigmas of a plan, falling, the last target not among them. */
    double[] of(SigmaOptions options, double[] timesteps) {
        int steps = timesteps.length;
        double[] read =
                switch (options.interpolation()) {
                    case LINEAR -> Arrays.stream(timesteps).map(this::at).toArray();
                    case LOG_LINEAR -> logLinear(steps);
                };
        double high = options.highest().orElse(read[0]);
        double low = options.lowest().orElse(read[read.length - 1]);
        return switch (options.curve()) {
            case TRAINED -> read;
            case KARRAS -> {
                double[] roots = evenly(Math.pow(high, 1 / KARRAS_RHO), Math.pow(low, 1 / KARRAS_RHO), steps);
                yield Arrays.stream(roots)
                        .map(root -> Math.pow(root, KARRAS_RHO))
                        .toArray();
            }
            case EXPONENTIAL ->
                Arrays.stream(evenly(Math.log(high), Math.log(low), steps))
                        .map(Math::exp)
                        .toArray();
            case BETA -> {
                BetaDistribution beta = new BetaDistribution(BETA_SHAPE, BETA_SHAPE);
                yield Arrays.stream(evenly(1, 0, steps))
                        .map(share -> low + beta.quantile(share) * (high - low))
                        .toArray();
            }
        };
    }

    /** One more than there are steps: this curve has its own last target. */
    private double[] logLinear(int steps) {
        float[] even = NoiseSchedule.evenly(logs[logs.length - 1], logs[0], steps + 1);
        double[] sigmas = new double[even.length];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = (float) Math.exp(even[i]);
        }
        return sigmas;
    }

    private static double[] evenly(double first, double last, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i == 0 ? first : i == count - 1 ? last : first + i * (last - first) / (count - 1);
        }
        return values;
    }

    /** The trained sigma at a timestep, linear between whole ones; beyond the ends that of the end. */
    private double at(double timestep) {
        int below = Math.min((int) timestep, trained.length - 1);
        int above = Math.min(below + 1, trained.length - 1);
        return trained[below] + (trained[above] - (double) trained[below]) * (timestep - below);
    }

    /** The timestep at which training saw a sigma: linear in its logarithm, within the trained range. */
    double timestepOf(double sigma) {
        double log = Math.log(Math.max(sigma, 1e-10));
        int low = 0;
        for (int t = 0; t < logs.length; t++) {
            if (log >= logs[t]) {
                low = t;
            }
        }
        low = Math.min(low, logs.length - 2);
        double share = (logs[low] - log) / (logs[low] - logs[low + 1]);
        share = Math.min(Math.max(share, 0), 1);
        return (1 - share) * low + share * (low + 1);
    }

    /** The plan's sigmas with the last target, in float32. */
    static float[] rounded(double[] sigmas, float last) {
        float[] all = new float[sigmas.length + 1];
        for (int i = 0; i < sigmas.length; i++) {
            all[i] = (float) sigmas[i];
        }
        all[sigmas.length] = last;
        return all;
    }
}
