package motionscope.video;

import motionscope.MotionScopeException;

/**
 * How much of a file is read.
 *
 * @param maxFrames only so many frames from the start; 0 for all
 * @param width width of the clip, 0 for the file's own; the picture is scaled to cover the size and its middle is kept
 * @param height height of the clip, 0 (with width 0) for the file's own
 */
public record ReadOptions(int maxFrames, int width, int height) {
    /** No clip of more pixels (frames x width x height) is read: 384 MiB of values. */
    public static final long MAX_PIXELS = 32L << 20;

    /** No single frame of more pixels is decoded, whatever its clip is resized to. */
    static final long MAX_FRAME_PIXELS = 64L << 20;

    public ReadOptions {
        if (maxFrames < 0 || width < 0 || height < 0 || (width == 0) != (height == 0)) {
            throw new MotionScopeException("Frames and size to read are positive numbers, but " + maxFrames
                    + " frames of " + width + "x" + height + " were asked for.");
        }
    }

    /** Everything, at its own size. */
    public static ReadOptions all() {
        return new ReadOptions(0, 0, 0);
    }

    /** The first {@code count} frames only. */
    public ReadOptions frames(int count) {
        if (count < 1) {
            throw new MotionScopeException("At least one frame is read, but " + count + " were asked for.");
        }
        return new ReadOptions(count, width, height);
    }

    /** Scaled to cover this size, the middle kept. */
    public ReadOptions size(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new MotionScopeException(
                    "A clip has at least one pixel, but " + newWidth + "x" + newHeight + " was asked for.");
        }
        return new ReadOptions(maxFrames, newWidth, newHeight);
    }

    /** How many of {@code found} frames are read. */
    int framesOf(int found) {
        return maxFrames == 0 ? found : Math.min(found, maxFrames);
    }

    /**
     * Checks sizes from a header, before anything is decoded.
     *
     * @param name the file, for the error
     */
    void check(String name, long frames, long frameWidth, long frameHeight) {
        if (frameWidth < 1 || frameHeight < 1 || frameWidth > 1 << 16 || frameHeight > 1 << 16) {
            throw new MotionScopeException(
                    name + " says that its frames are " + frameWidth + "x" + frameHeight + "; it is damaged.");
        }
        if (frameWidth * frameHeight > MAX_FRAME_PIXELS) {
            throw new MotionScopeException(name + " has frames of " + frameWidth + "x" + frameHeight
                    + ", and frames of more than " + MAX_FRAME_PIXELS + " pixels are not read; shrink it first.");
        }
        long kept = maxFrames == 0 ? frames : Math.min(frames, maxFrames);
        long area = width == 0 ? frameWidth * frameHeight : (long) width * height;
        if (kept > MAX_PIXELS || kept * area > MAX_PIXELS) {
            throw new MotionScopeException(name + " has " + frames + " frames of " + frameWidth + "x" + frameHeight
                    + ", and more than " + MAX_PIXELS + " pixels are not read at once; limit it, for example with"
                    + " ReadOptions.all().frames(16).size(256, 256).");
        }
    }

    /** A clip of one frame, at the size asked for. */
    Clip fit(Clip frame) {
        if (width == 0) {
            return frame;
        }
        double scale = Math.max((double) width / frame.width(), (double) height / frame.height());
        int w = (int) Math.max(1, Math.min(frame.width(), Math.round(width / scale)));
        int h = (int) Math.max(1, Math.min(frame.height(), Math.round(height / scale)));
        return frame.crop((frame.width() - w) / 2, (frame.height() - h) / 2, w, h)
                .resize(width, height);
    }
}
