package motionscope.motion;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.video.Clip;

/** The pixels of clips as if they were features: what is to be had without any network. */
public final class PixelFeatures {
    /** The name that such features have as their tap. */
    public static final Tap PIXELS = new Tap("pixels");

    private PixelFeatures() {}

    /**
     * @param clips of equal size
     * @return (clips, frames, 3, height, width), red, green, blue, -1..1
     * @throws MotionScopeException if there are no clips or they differ in size
     */
    public static Features of(List<Clip> clips) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("Pixels need at least one clip; there is none.");
        }
        Clip first = clips.get(0);
        int frames = first.frames();
        int height = first.height();
        int width = first.width();
        float[] values = new float[Math.multiplyExact(clips.size(), first.pixels().length)];
        int at = 0;
        for (Clip clip : clips) {
            if (clip.frames() != frames || clip.height() != height || clip.width() != width) {
                throw new MotionScopeException(
                        "All clips have one size, but there are " + first + " and " + clip + ".");
            }
            System.arraycopy(clip.pixels(), 0, values, at, values.length / clips.size());
            at += values.length / clips.size();
        }
        return new Features(PIXELS, 0, clips.size(), frames, 3, height, width, values);
    }
}
