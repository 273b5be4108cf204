/**
 * Compares this implementation with recorded tensors of the reference libraries: in a model folder, or in a golden case.
 *
 * <p>{@link motionscope.experiment.check.Check} finds out what a folder is and runs the {@link
 * motionscope.experiment.check.CheckCase} for it; every tensor of the folder becomes one {@link
 * motionscope.experiment.check.Row}.
 */
package motionscope.experiment.check;
