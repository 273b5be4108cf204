package motionscope.experiment.guide;

import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;

/**
 * The clip that is to be guided, beside the model's own length and size, for which references are made.
 *
 * @param frames of the clip
 * @param width in pixels
 * @param own frames of the model's clips
 * @param side of the model's clips in pixels
 */
public record GuideFrame(int frames, int width, int height, int own, int side) {
    /** @throws MotionScopeException if the clip has no motion to guide */
    public GuideFrame {
        if (frames < 2 || own < 2 || width < 1 || height < 1) {
            throw new MotionScopeException("A guided clip of " + frames + " frames of " + width + " x " + height
                    + " was asked for, of a model of " + own + " frames; motion needs at least 2 frames.");
        }
    }

    /** A clip of a model. */
    public static GuideFrame of(VideoModel model, int frames, int width, int height) {
        return new GuideFrame(
                frames, width, height, model.defaults().frames(), model.codec().sampleSize());
    }

    /** Pixels of the model's clips for one pixel across. */
    double x() {
        return (double) side / width;
    }

    /** The same downwards. */
    double y() {
        return (double) side / height;
    }

    /** References are stretched to the clip's length: steps of the model's clips for one step of the clip. */
    double pace() {
        return (frames - 1.0) / (own - 1.0);
    }

    /** Whether references are resampled. */
    boolean other() {
        return frames != own || width != side || height != side;
    }
}
