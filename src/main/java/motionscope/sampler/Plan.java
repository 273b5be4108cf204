package motionscope.sampler;

import motionscope.tensor.Tensor;

/**
 * A fixed number of steps through the noise levels: what to tell the model at each, and how the latent moves on.
 *
 * <p>Immutable, and free of tensors: one plan serves any number of latents, threads and devices. Steps count from 0.
 */
public interface Plan {
    /** Number of steps. */
    int steps();

    /** What the model is told at a step. */
    double timestep(int step);

    /** Timesteps of all steps, in order. */
    default double[] timesteps() {
        double[] all = new double[steps()];
        for (int i = 0; i < all.length; i++) {
            all[i] = timestep(i);
        }
        return all;
    }

    /** Standard deviation of the noise that sampling starts from. */
    double initialNoiseScale();

    /** The latent to start from: standard normal noise times {@link #initialNoiseScale()}. */
    default Tensor start(Tensor noise) {
        return noise.mul(initialNoiseScale());
    }

    /** The latent as the model expects it at a step; the latent itself for DDIM. */
    Tensor scaleInput(Tensor latent, int step);

    /** A clean latent with as much noise as a latent has that enters a step: to begin there, or to replace regions. */
    Tensor noised(Tensor clean, Tensor noise, int step);

    /**
     * Moves a latent over one step.
     *
     * @param latent what entered the step, not scaled
     * @param prediction the model's output for the scaled latent, in the latent's shape
     * @throws motionscope.MotionScopeException if the shapes differ
     */
    StepResult step(int step, Tensor latent, Tensor prediction);
}
