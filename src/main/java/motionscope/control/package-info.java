/**
 * Control: steer the motion of what is generated, without training.
 *
 * <p>A {@link motionscope.control.Guidance} says what is wanted where: regions, references of motion, losses, steps. A
 * {@link motionscope.control.GuidedSampler} draws clips under it. Source: Xiao et al., "Video Diffusion Models are
 * Training-free Motion Interpreter and Controller", arXiv 2405.14864, section 4; equation numbers are the paper's.
 */
package motionscope.control;
