/**
 * What the lab's explorers know: features and latents kept on the host, and answers from them in an instant. No notebook.
 */
package motionscope.experiment.explore;
