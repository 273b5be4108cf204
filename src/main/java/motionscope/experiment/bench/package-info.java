/**
 * How fast this implementation is on this machine, how much memory it takes, and how both compare with PyTorch.
 *
 * <p>{@link motionscope.experiment.bench.Bench} measures; what must be honest about a whole process (start-up, peak
 * memory) runs in a fresh one, {@link motionscope.experiment.bench.FreshProcess}. A guided clip is measured beside {@link
 * motionscope.experiment.bench.OfficialWay}, which is here for that alone.
 */
package motionscope.experiment.bench;
