/**
 * Control: steer the motion of what is generated, without training.
 *
 * <p>A {@link motionscope.control.Guidance} says what is wanted where: regions, references of motion, losses, steps. A
 * {@link motionscope.control.GuidedSampler} draws clips under it. Source: Xiao et al., "Video Diffusion Models are
 * Training-free Motion Interpreter and Controller", arXiv 2405.14864, section 4; equation numbers are the paper's.
 *
 * <p>Ours, beside the paper's: {@link motionscope.control.StepSize#adaptive steps as large as the loss needs}, {@link
 * motionscope.control.GuidanceLoss#PROJECTION a loss that leaves the noise alone}, {@link motionscope.control.MotionProfile
 * the measured form of a channel's curve} in the place of a straight line, {@link motionscope.control.ReferenceClips the mean
 * of clips that move alike}, and {@link motionscope.control.SpeedCalibration speeds in pixels per frame}.
 */
package motionscope.control;
