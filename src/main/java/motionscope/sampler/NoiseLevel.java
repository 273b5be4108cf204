package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * How much of a clean latent is left: {@code x = sqrt(a) * clean + sqrt(1 - a) * noise}.
 *
 * <p>The square roots are rounded to float32, as diffusers has them.
 *
 * @param alpha a, the cumulative product of 1 - beta: 1 is clean, 0 is noise only
 */
public record NoiseLevel(float alpha) {
    /** No noise at all. */
    public static final NoiseLevel CLEAN = new NoiseLevel(1);

    /** sqrt(a), the factor of the clean latent. */
    public float signal() {
        return (float) Math.sqrt(alpha);
    }

    /** sqrt(1 - a), the factor of the noise. */
    public float noise() {
        return (float) Math.sqrt(1f - alpha);
    }

    /** The latent that mixes both at this level. */
    public Tensor mix(Tensor clean, Tensor noise) {
        return Latents.scoped(() -> clean.mul(signal()).add(noise.mul(noise())));
    }

    /** The noise in a latent of which the clean part is known. */
    Tensor noiseIn(Tensor latent, Tensor clean) {
        return latent.sub(clean.mul(signal())).div(noise()); // (x - signal clean) / noise
    }
}
