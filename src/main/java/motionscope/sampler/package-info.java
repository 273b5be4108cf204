/**
 * From noise to a clip and back: noise schedules, DDIM, its inversion, Euler, classifier-free guidance, and the loop.
 *
 * <pre>{@code
 * Sampler sampler = Sampler.of(config);
 * Plan plan = sampler.plan(25);
 * SamplingResult result = Sampling.run(plan, plan.start(noise), predictor, SamplingListener.NONE);
 * }</pre>
 *
 * <p>The numbers are those of diffusers 0.42.1: schedules in float32, the same rounding of timesteps, the same options.
 */
package motionscope.sampler;
