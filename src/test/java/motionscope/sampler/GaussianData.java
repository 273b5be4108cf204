package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * Data whose best denoiser and exact probability flow are known: every value is normal with this mean and standard
 * deviation.
 *
 * <p>At {@code x = signal x0 + noise e} the best guess of x0 is {@code mean + signal std^2 / v (x - signal mean)} with
 * {@code v = signal^2 std^2 + noise^2}, and the exact flow keeps {@code (x - signal mean) / sqrt(v)} constant.
 */
record GaussianData(double mean, double std) {
    private double variance(double signal, double noise) {
        return signal * signal * std * std + noise * noise;
    }

    /** Where the exact flow takes a latent from one level to another. */
    Tensor flow(Tensor latent, NoiseLevel from, NoiseLevel to) {
        double stretch = Math.sqrt(variance(to.signal(), to.noise()) / variance(from.signal(), from.noise()));
        return latent.add(-from.signal() * mean).mul(stretch).add(to.signal() * mean);
    }

    /** The best prediction of each kind, for latents at a level. */
    Tensor predict(PredictionType type, Tensor latent, NoiseLevel level) {
        double signal = level.signal();
        double noise = level.noise();
        double gain = signal * std * std / variance(signal, noise);
        Tensor clean = latent.add(-signal * mean).mul(gain).add(mean);
        // (x - signal clean) / noise, without the division where there is no noise
        double noiseGain = noise / variance(signal, noise);
        Tensor epsilon = latent.add(-signal * mean).mul(noiseGain);
        return switch (type) {
            case SAMPLE -> clean;
            case EPSILON -> epsilon;
            case V_PREDICTION -> epsilon.mul(signal).sub(clean.mul(noise));
        };
    }
}
