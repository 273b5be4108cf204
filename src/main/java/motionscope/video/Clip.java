package motionscope.video;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * A clip: frames and a frame rate. Immutable.
 *
 * <p>Values are RGB from -1 (black) to 1 (white), in the order (frames, 3, height, width). A decoder may overshoot a
 * little: values outside of that range are kept, and are clipped only in pictures and files.
 */
public final class Clip {
    /** Frames per second of a clip whose source does not say: what AnimateDiff's clips are played at. */
    public static final double DEFAULT_FRAME_RATE = 8;

    private final float[] pixels; // (frames, 3, height, width)
    private final int frames;
    private final int height;
    private final int width;
    private final double frameRate;

    private Clip(float[] pixels, int frames, int height, int width, double frameRate) {
        this.pixels = pixels;
        this.frames = frames;
        this.height = height;
        this.width = width;
        this.frameRate = frameRate;
    }

    /**
     * A clip of the given values.
     *
     * @param pixels (frames, 3, height, width), row-major, finite; copied
     * @param frameRate frames per second, above 0
     * @throws MotionScopeException if the sizes and the number of values do not agree, or a value is not finite
     */
    public static Clip of(float[] pixels, int frames, int height, int width, double frameRate) {
        int length = length(frames, height, width);
        if (pixels.length != length) {
            throw new MotionScopeException("A clip of " + frames + " frames of " + width + "x" + height + " needs "
                    + length + " values (frames, 3, height, width), but " + pixels.length + " were given.");
        }
        return adopt(pixels.clone(), frames, height, width, frameRate);
    }

    /**
     * A clip of pictures of one size. Transparent parts are laid over black.
     *
     * @param frameRate frames per second, above 0
     * @throws MotionScopeException if there are no images, or their sizes differ
     */
    public static Clip of(List<BufferedImage> images, double frameRate) {
        if (images.isEmpty()) {
            throw new MotionScopeException("A clip needs at least one frame, but the list of images is empty.");
        }
        int width = images.get(0).getWidth();
        int height = images.get(0).getHeight();
        float[] pixels = new float[length(images.size(), height, width)];
        for (int f = 0; f < images.size(); f++) {
            BufferedImage image = images.get(f);
            if (image.getWidth() != width || image.getHeight() != height) {
                throw new MotionScopeException("All frames of a clip have one size, but frame 0 is " + width + "x"
                        + height + " and frame " + f + " is " + image.getWidth() + "x" + image.getHeight()
                        + "; resize or crop them first.");
            }
            Images.toPlanes(image, pixels, f * 3 * height * width);
        }
        return adopt(pixels, images.size(), height, width, frameRate);
    }

    /** Takes over an array that nobody else holds; checks everything but its length. */
    static Clip adopt(float[] pixels, int frames, int height, int width, double frameRate) {
        requireFrameRate(frameRate);
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                throw new MotionScopeException("A clip's values are finite, but value " + i + " (frame "
                        + i / (3 * height * width) + ") is " + pixels[i] + ".");
            }
        }
        return new Clip(pixels, frames, height, width, frameRate);
    }

    /** Number of values of a clip; an error if it is none, or more than one Java array holds. */
    static int length(long frames, long height, long width) {
        if (frames < 1 || height < 1 || width < 1) {
            throw new MotionScopeException("A clip has at least one frame of one pixel, but " + frames + " frames of "
                    + width + "x" + height + " were asked for.");
        }
        // as doubles: a product of three hostile numbers does not fit a long
        if (3.0 * frames * height * width > Integer.MAX_VALUE - 8) {
            throw new MotionScopeException("A clip of " + frames + " frames of " + width + "x" + height
                    + " is too large for one array; take fewer frames, or resize it.");
        }
        return (int) (3 * frames * height * width);
    }

    static boolean isFrameRate(double frameRate) {
        return frameRate > 0 && frameRate <= 1000;
    }

    private static void requireFrameRate(double frameRate) {
        if (!isFrameRate(frameRate)) {
            throw new MotionScopeException(
                    "A frame rate is above 0 and at most 1000 frames per second, but " + frameRate + " was given.");
        }
    }

    /** Number of frames. */
    public int frames() {
        return frames;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Frames per second. */
    public double frameRate() {
        return frameRate;
    }

    /** A copy of the values, (frames, 3, height, width), row-major, -1 to 1. */
    public float[] pixels() {
        return pixels.clone();
    }

    /** The array itself, for the classes of this room, which only read it. */
    float[] shared() {
        return pixels;
    }

    /** One value; channel 0 is red, 1 green, 2 blue. */
    public float value(int frame, int channel, int y, int x) {
        requireFrame(frame);
        Objects.checkIndex(channel, 3);
        Objects.checkIndex(y, height);
        Objects.checkIndex(x, width);
        return pixels[((frame * 3 + channel) * height + y) * width + x];
    }

    /** One frame as a picture, 8 bits a channel; values are clipped to -1..1. */
    public BufferedImage image(int frame) {
        requireFrame(frame);
        return Images.ofPlanes(pixels, frame * 3 * height * width, height, width);
    }

    /** All frames as pictures. */
    public List<BufferedImage> images() {
        return IntStream.range(0, frames).mapToObj(this::image).toList();
    }

    /** The same frames at another rate. */
    public Clip withFrameRate(double framesPerSecond) {
        requireFrameRate(framesPerSecond);
        return new Clip(pixels, frames, height, width, framesPerSecond);
    }

    /**
     * The frames from {@code from} up to, but not with, {@code to}.
     *
     * @throws MotionScopeException if that is not a part of the clip with at least one frame
     */
    public Clip frames(int from, int to) {
        if (from < 0 || to > frames || from >= to) {
            throw new MotionScopeException(
                    "Frames " + from + " to " + to + " are no part of a clip that has frames 0 to " + frames + ".");
        }
        int frame = 3 * height * width;
        return new Clip(Arrays.copyOfRange(pixels, from * frame, to * frame), to - from, height, width, frameRate);
    }

    /** Frames 0, step, 2 * step, ..., at a rate that keeps the clip's pace. */
    public Clip every(int step) {
        if (step < 1) {
            throw new MotionScopeException("Every how many frames is at least 1, but " + step + " was given.");
        }
        int kept = (frames - 1) / step + 1;
        int frame = 3 * height * width;
        float[] out = new float[kept * frame];
        for (int f = 0; f < kept; f++) {
            System.arraycopy(pixels, f * step * frame, out, f * frame, frame);
        }
        return new Clip(out, kept, height, width, frameRate / step);
    }

    /** Another size: bilinear; when it shrinks, every source pixel counts (no aliasing). */
    public Clip resize(int newWidth, int newHeight) {
        return Resizing.resize(this, newWidth, newHeight);
    }

    /** Each pixel becomes a block of {@code scale} x {@code scale}, so that a small clip can be watched. */
    public Clip enlarge(int scale) {
        return Resizing.enlarge(this, scale);
    }

    /**
     * The part that begins at column x, row y.
     *
     * @throws MotionScopeException if it reaches out of the clip
     */
    public Clip crop(int x, int y, int newWidth, int newHeight) {
        return Resizing.crop(this, x, y, newWidth, newHeight);
    }

    /** The largest square in the middle, resized to {@code side} x {@code side}: how a model's input is made. */
    public Clip square(int side) {
        int edge = Math.min(width, height);
        return crop((width - edge) / 2, (height - edge) / 2, edge, edge).resize(side, side);
    }

    /**
     * Clips side by side on white, looping in step; a lower clip is centred, a shorter one holds its last frame.
     *
     * @throws MotionScopeException if there are none, or their frame rates differ
     */
    public static Clip beside(List<Clip> clips) {
        return Resizing.beside(clips);
    }

    private void requireFrame(int frame) {
        if (frame < 0 || frame >= frames) {
            throw new MotionScopeException(
                    "Frame " + frame + " does not exist in this clip; it has frames 0 to " + (frames - 1) + ".");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clip that
                && frames == that.frames
                && height == that.height
                && width == that.width
                && frameRate == that.frameRate
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {frames, height, width, frameRate, Arrays.hashCode(pixels)});
    }

    @Override
    public String toString() {
        return "Clip of " + frames + " frames, " + width + "x" + height + ", " + (float) frameRate + " frames/s";
    }
}
