/**
 * The paper's discovery, one small file per idea.
 *
 * <p>Source: "Video Diffusion Models are Training-free Motion Interpreter and Controller" (NeurIPS 2024, arXiv
 * 2405.14864). Notation: X has shape (F, D, H, W): frames, channels, rows, columns of one tapped feature map.
 */
package motionscope.motion;
