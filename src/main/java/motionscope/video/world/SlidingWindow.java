package motionscope.video.world;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.ClipReader;

/**
 * A square window that slides over a large picture: clips of known camera motion from any photograph. The paper's own
 * protocol (section 3.2): 400 x 400 pixels, 10 pixels a frame, 16 frames.
 *
 * <p>A direction says where the content goes, so the window goes the other way. It is in the middle of the picture in the
 * middle of the clip, so that all directions show nearly the same.
 *
 * @param side width and height of the window, in pixels of the picture
 * @param step how far it slides from frame to frame, in pixels of the picture
 * @param frames number of frames
 * @param size width and height of the clips; another than {@code side} scales them, and their speed
 */
public record SlidingWindow(int side, int step, int frames, int size) {
    public SlidingWindow {
        if (side < 1 || step < 0 || frames < 1 || side > 1 << 15 || step > 1 << 15 || frames > 10_000) {
            throw new MotionScopeException(
                    "A window has 1 to 32768 pixels a side, slides 0 to 32768 pixels a frame and 1 to"
                            + " 10000 frames, but " + side + ", " + step + " and " + frames + " were given.");
        }
        World.requireSize(size);
    }

    /** The paper's window. */
    public static SlidingWindow paper() {
        return new SlidingWindow(400, 10, 16, 400);
    }

    /** The same window, its clips scaled to {@code newSize} x {@code newSize}: the input of a model. */
    public SlidingWindow resized(int newSize) {
        return new SlidingWindow(side, step, frames, newSize);
    }

    /** How far the content of the clips moves, in their pixels per frame. */
    public double speed() {
        return (double) step * size / side;
    }

    /** A picture from a file, for example a photograph of one's own. */
    public static BufferedImage picture(Path file) {
        return ClipReader.read(file).image(0);
    }

    /**
     * The window sliding over pictures, each a scene of its own.
     *
     * @return clips by direction, then by picture
     * @throws MotionScopeException if the window would leave a picture
     */
    public LabelledClips<Direction> over(List<BufferedImage> pictures, Direction... directions) {
        List<Clip> clips = new ArrayList<>();
        List<Direction> ways = new ArrayList<>();
        List<Integer> scenes = new ArrayList<>();
        for (Direction way : directions) {
            for (int p = 0; p < pictures.size(); p++) {
                clips.add(over(pictures.get(p), way));
                ways.add(way);
                scenes.add(p);
            }
        }
        return new LabelledClips<>(clips, ways, scenes);
    }

    /**
     * The window sliding over a picture such that its content moves one way.
     *
     * @throws MotionScopeException if the window would leave the picture
     */
    public Clip over(BufferedImage picture, Direction way) {
        long span = (long) step * (frames - 1);
        long wide = side + Math.abs(way.x()) * span;
        long high = side + Math.abs(way.y()) * span;
        if (picture.getWidth() < wide || picture.getHeight() < high) {
            throw new MotionScopeException(
                    "A window of " + side + "x" + side + " that slides " + step + " px a frame for "
                            + frames + " frames (" + way.word() + ") needs a picture of at least " + wide + "x" + high
                            + ", but this one is " + picture.getWidth() + "x" + picture.getHeight()
                            + "; take a larger picture, or a smaller window and step.");
        }
        List<BufferedImage> seen = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            int left = left(picture.getWidth() - side, way.x(), f);
            int top = left(picture.getHeight() - side, way.y(), f);
            seen.add(picture.getSubimage(left, top, side, side));
        }
        return Clip.of(seen, Clip.DEFAULT_FRAME_RATE).resize(size, size);
    }

    /** Where the window begins in a frame, if {@code room} is how far it can slide and the content goes {@code way}. */
    private int left(int room, int way, int frame) {
        int span = step * (frames - 1);
        int first = way == 0 ? room / 2 : (room + way * span) / 2;
        return first - way * step * frame;
    }
}
