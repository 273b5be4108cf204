package motionscope.sampler;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.tensor.Tensor;

/**
 * The noise level of every training timestep.
 *
 * <p>Computed where diffusers computes in float32 in float32 too: betas and roots in float, products accumulated in
 * double and stored as float.
 */
public final class NoiseSchedule {
    private static final double MOST_COSINE_BETA = 0.999;

    private final float[] alphas;

    private NoiseSchedule(float[] alphas) {
        this.alphas = alphas;
    }

    /** The schedule of these betas. */
    public static NoiseSchedule of(Betas betas) {
        float[] steps = !betas.trained().isEmpty() ? trained(betas) : onCurve(betas);
        return new NoiseSchedule(cumulative(betas.zeroTerminalSnr() ? withZeroTerminalSnr(steps) : steps));
    }

    /** Number of training timesteps. */
    public int count() {
        return alphas.length;
    }

    /** Cumulative products of 1 - beta, a copy: entry t is the share of the clean latent's variance left at t. */
    public float[] alphas() {
        return alphas.clone();
    }

    /**
     * Noise level of a timestep.
     *
     * @throws MotionScopeException if the schedule has no such timestep
     */
    public NoiseLevel level(int t) {
        if (t < 0 || t >= alphas.length) {
            throw new MotionScopeException("Timestep " + t + " was asked for; this schedule has 0.."
                    + (alphas.length - 1) + ". Take fewer steps, or a smaller steps_offset.");
        }
        return new NoiseLevel(alphas[t]);
    }

    /**
     * A clean latent with the noise of timestep t: {@code sqrt(a) clean + sqrt(1 - a) noise}.
     *
     * @param noise standard normal numbers, in the shape of {@code clean}
     */
    public Tensor noised(Tensor clean, Tensor noise, int t) {
        Latents.requireSameShape("The noise", noise, clean);
        return level(t).mix(clean, noise);
    }

    /** The ratio of noise to signal at each timestep, {@code sqrt((1 - a) / a)}: Euler's sigmas. */
    float[] sigmas() {
        float[] sigmas = new float[alphas.length];
        for (int t = 0; t < sigmas.length; t++) {
            sigmas[t] = sigma(alphas[t]);
        }
        return sigmas;
    }

    private static float sigma(float alpha) {
        return (float) Math.sqrt((1f - alpha) / alpha);
    }

    /** This schedule with another level at its last timestep. */
    NoiseSchedule withLast(float alpha) {
        float[] changed = alphas.clone();
        changed[changed.length - 1] = alpha;
        return new NoiseSchedule(changed);
    }

    private static float[] trained(Betas betas) {
        float[] values = new float[betas.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = betas.trained().get(i).floatValue();
        }
        return values;
    }

    private static float[] onCurve(Betas betas) {
        return switch (betas.curve()) {
            case LINEAR -> evenly((float) betas.start(), (float) betas.end(), betas.count());
            case SCALED_LINEAR ->
                squared(evenly((float) Math.sqrt(betas.start()), (float) Math.sqrt(betas.end()), betas.count()));
            case SQUAREDCOS_CAP_V2 -> cosine(betas.count());
        };
    }

    /** Evenly spaced from both ends to the middle, as {@code torch.linspace} counts. */
    static float[] evenly(float first, float last, int count) {
        float[] values = new float[count];
        float gap = (last - first) / (count - 1);
        for (int i = 0; i < count; i++) {
            values[i] = i == 0 ? first : i < count / 2 ? first + gap * i : last - gap * (count - 1 - i);
        }
        return values;
    }

    private static float[] squared(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= values[i];
        }
        return values;
    }

    private static float[] cosine(int count) {
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            double beta = 1 - cosineAlpha((i + 1) / (double) count) / cosineAlpha(i / (double) count);
            betas[i] = (float) Math.min(beta, MOST_COSINE_BETA);
        }
        return betas;
    }

    private static double cosineAlpha(double share) {
        double cosine = Math.cos((share + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    private static float[] cumulative(float[] betas) {
        float[] products = new float[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1f - betas[i];
            products[i] = (float) product;
        }
        return products;
    }

    /** Shifts and stretches the square roots so that the last is 0 and the first stays (arXiv 2305.08891, alg. 1). */
    private static float[] withZeroTerminalSnr(float[] betas) {
        float[] roots = cumulative(betas);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(roots[i]);
        }
        float first = roots[0];
        float last = roots[roots.length - 1];
        if (!(first > last)) {
            throw new MotionScopeException("rescale_betas_zero_snr needs betas that add noise over two or more"
                    + " timesteps; found " + betas.length + " timesteps.");
        }
        float stretch = first / (first - last);
        float before = 1;
        float[] rescaled = new float[betas.length];
        for (int i = 0; i < roots.length; i++) {
            float root = (roots[i] - last) * stretch;
            float alpha = root * root;
            rescaled[i] = 1f - alpha / before;
            before = alpha;
        }
        return rescaled;
    }

    @Override
    public String toString() {
        return "NoiseSchedule of " + count() + " timesteps, alpha " + alphas[0] + " to " + alphas[count() - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoiseSchedule that && Arrays.equals(alphas, that.alphas);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(alphas);
    }
}
