/**
 * Clips: frames and a frame rate; reading and writing GIF, MP4 and PNG folders; contact sheets. No tensors: any room may
 * use this one, and it uses none.
 */
package motionscope.video;
