/**
 * Runs: a model with what one does with it, generation, steering in pixels per frame, studies whose results are kept, checks
 * against reference tensors, timings, and provenance.
 */
package motionscope.experiment;
