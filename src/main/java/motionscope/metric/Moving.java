package motionscope.metric;

import motionscope.MotionScopeException;
import motionscope.video.Clip;

/** What a clip needs before its motion can be estimated. */
final class Moving {
    /** Smaller frames have no room for the windows of the estimators. */
    static final int LEAST_SIDE = 16;

    private Moving() {}

    /** @throws MotionScopeException if there is only one frame, or too few pixels */
    static void require(Clip clip) {
        requireFrames(clip.frames());
        if (Math.min(clip.width(), clip.height()) < LEAST_SIDE) {
            throw new MotionScopeException("Motion is estimated in frames of at least " + LEAST_SIDE + "x" + LEAST_SIDE
                    + " pixels, but this clip has " + clip.width() + "x" + clip.height() + "; enlarge it.");
        }
        OpenCv.require();
    }

    static void requireFrames(int frames) {
        if (frames < 2) {
            throw new MotionScopeException(
                    "Motion needs at least two frames, but this clip has one; give a longer clip.");
        }
    }
}
