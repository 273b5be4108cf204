package motionscope.experiment.explore;

/**
 * One step of a run as it was kept.
 *
 * @param index of the step, from 0
 * @param timestep t, what the network is told
 * @param noiseLevel standard deviation of the noise in what the network sees, where a clean latent's factor is sqrt(1 - its
 *     square): 0 clean, 1 noise only
 * @param latent what the network sees, after the updates of guidance, (c, f, h, w)
 * @param clean the clean latent as this step predicts it, (c, f, h, w)
 */
public record DenoisingStep(int index, double timestep, double noiseLevel, float[] latent, float[] clean) {}
