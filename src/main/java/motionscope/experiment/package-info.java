/** Runs: a model with what one does with it, generation, checks against reference tensors, timings, and provenance. */
package motionscope.experiment;
