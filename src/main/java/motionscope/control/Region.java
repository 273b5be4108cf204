package motionscope.control;

import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.tensor.Resample;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * A part of the picture: the same in every frame, or a mask for each.
 *
 * <p>Corners and points are shares of the picture: (0, 0) is its upper left corner, (1, 1) the lower right one. On another
 * grid a mask is resized bilinearly with half-pixel centres and without smoothing (2 x 2 pixels a cell, as the official
 * code does), and a cell belongs to the region where the result is above one half; a {@linkplain #soft() soft} region
 * keeps the result as a weight.
 */
public final class Region {
    /** Shapes are drawn on a grid of this side before they are resized. */
    private static final int CANVAS = 512;

    private final String description;
    private final int frames; // 1: the same in every frame
    private final int height;
    private final int width;
    private final float[] weights; // (frames, height, width), 0..1
    private final boolean soft;

    private Region(String description, int frames, int height, int width, float[] weights, boolean soft) {
        this.description = description;
        this.frames = frames;
        this.height = height;
        this.width = width;
        this.weights = weights;
        this.soft = soft;
    }

    /** The whole picture. */
    public static Region everything() {
        return new Region("everything", 1, 1, 1, new float[] {1}, false);
    }

    /**
     * A box, in shares of the picture.
     *
     * @throws MotionScopeException if it has no area, or reaches off the frame
     */
    public static Region box(double left, double top, double right, double bottom) {
        return polygon(
                String.format(Locale.ROOT, "box %s,%s to %s,%s", left, top, right, bottom),
                new double[][] {{left, top}, {right, top}, {right, bottom}, {left, bottom}});
    }

    /**
     * A polygon, in shares of the picture.
     *
     * @param points (x, y) of at least three corners
     * @throws MotionScopeException if it has no area, or reaches off the frame
     */
    public static Region polygon(double[]... points) {
        return polygon("polygon " + Arrays.deepToString(points), points);
    }

    private static Region polygon(String description, double[][] points) {
        if (points.length < 3) {
            throw new MotionScopeException(
                    "The region '" + description + "' has " + points.length + " corners; give at least 3.");
        }
        Path2D outline = new Path2D.Double();
        for (double[] p : points) {
            if (p.length != 2 || !(p[0] >= 0 && p[0] <= 1 && p[1] >= 0 && p[1] <= 1)) {
                throw new MotionScopeException("The region '" + description + "' reaches off the frame at "
                        + Arrays.toString(p) + "; corners are shares of the picture, 0..1.");
            }
            if (outline.getCurrentPoint() == null) {
                outline.moveTo(p[0], p[1]);
            } else {
                outline.lineTo(p[0], p[1]);
            }
        }
        outline.closePath();
        float[] mask = new float[CANVAS * CANVAS];
        for (int i = 0; i < mask.length; i++) {
            boolean inside = outline.contains((i % CANVAS + 0.5) / CANVAS, (i / CANVAS + 0.5) / CANVAS);
            mask[i] = inside ? 1 : 0;
        }
        return checked(new Region(description, 1, CANVAS, CANVAS, mask, false));
    }

    /** Where a painted picture of any size is not black. */
    public static Region painted(BufferedImage image) {
        boolean[] mask = new boolean[image.getWidth() * image.getHeight()];
        for (int i = 0; i < mask.length; i++) {
            int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            mask[i] = argb >>> 24 != 0 && (argb & 0xffffff) != 0;
        }
        return mask(mask, image.getHeight(), image.getWidth());
    }

    /**
     * A painted mask as one line of text, as {@link PaintedMask#runs} writes it.
     *
     * @throws MotionScopeException if the text has another form, or nothing is painted
     */
    public static Region painted(String runs) {
        return PaintedMask.of(runs).region();
    }

    /** A mask of any size, row-major. */
    public static Region mask(boolean[] mask, int height, int width) {
        return masks(List.of(mask), height, width);
    }

    /** A mask for each frame, row-major. */
    public static Region masks(List<boolean[]> masks, int height, int width) {
        float[] all = new float[masks.size() * height * width];
        for (int f = 0; f < masks.size(); f++) {
            boolean[] mask = masks.get(f);
            if (mask.length != height * width) {
                throw new MotionScopeException("The mask of frame " + f + " has " + mask.length + " pixels; " + width
                        + " x " + height + " needs " + height * width + ".");
            }
            for (int i = 0; i < mask.length; i++) {
                all[f * mask.length + i] = mask[i] ? 1 : 0;
            }
        }
        return checked(new Region(kind("mask", masks.size(), height, width), masks.size(), height, width, all, false));
    }

    /**
     * Weights 0..1 for each frame (or one for all): a soft region.
     *
     * @param weights (frames, height, width), row-major
     */
    public static Region weights(float[] weights, int frames, int height, int width) {
        if (frames < 1 || height < 1 || width < 1 || weights.length != frames * height * width) {
            throw new MotionScopeException(weights.length + " weights were given for " + frames + " frames of " + width
                    + " x " + height + "; the numbers must agree.");
        }
        for (float w : weights) {
            if (!(w >= 0 && w <= 1)) {
                throw new MotionScopeException("A region has the weight " + w + "; weights lie in 0..1.");
            }
        }
        String kind = kind("weights", frames, height, width);
        return checked(new Region(kind, frames, height, width, weights.clone(), true));
    }

    /** One region for each frame, as an object moves: {@code boxes} of the frames in order. */
    public static Region along(List<Region> byFrame) {
        int height = byFrame.stream().mapToInt(r -> r.height).max().orElse(1);
        int width = byFrame.stream().mapToInt(r -> r.width).max().orElse(1);
        float[] all = new float[byFrame.size() * height * width];
        List<String> names = new ArrayList<>();
        for (int f = 0; f < byFrame.size(); f++) {
            Region one = byFrame.get(f);
            if (one.frames != 1) {
                throw new MotionScopeException("Frame " + f + " was given a region of " + one.frames
                        + " frames; give a fixed region for each frame.");
            }
            System.arraycopy(one.hard(1, height, width), 0, all, f * height * width, height * width);
            names.add(one.description);
        }
        return checked(new Region("along " + names, byFrame.size(), height, width, all, false));
    }

    private static String kind(String what, int frames, int height, int width) {
        return what + " of " + width + " x " + height + (frames == 1 ? "" : " in " + frames + " frames");
    }

    private static Region checked(Region region) {
        for (float w : region.weights) {
            if (w > 0) {
                return region;
            }
        }
        throw new MotionScopeException("The region '" + region.description
                + "' is empty: nothing of the picture belongs to it. Give one with an area.");
    }

    /** All that does not belong to this region. */
    public Region complement() {
        float[] rest = new float[weights.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = 1 - weights[i];
        }
        return checked(new Region("all but " + description, frames, height, width, rest, soft));
    }

    /** The same, whose resized mask is used as a weight instead of being cut at one half. */
    public Region soft() {
        return new Region("soft " + description, frames, height, width, weights, true);
    }

    /** In words. */
    public String description() {
        return description;
    }

    /** Frames that have a mask of their own; 1 if all share one. */
    public int frames() {
        return frames;
    }

    /** Width and height of the mask, and for which share of each row it is set: enough to make it again. */
    String runs() {
        StringBuilder runs = new StringBuilder(width + "x" + height + "x" + frames + ":");
        float value = weights[0];
        int length = 0;
        for (float w : weights) {
            if (w != value) {
                runs.append(length).append('*').append(value).append(' ');
                value = w;
                length = 0;
            }
            length++;
        }
        return runs.append(length).append('*').append(value).toString();
    }

    /**
     * Weights on a grid: 0 or 1, or between for a soft region.
     *
     * @return (1, rows, columns) for a fixed region, else (frames, rows, columns)
     * @throws MotionScopeException if there are masks for another number of frames
     */
    public float[] on(int clipFrames, int rows, int columns) {
        float[] values = resized(clipFrames, rows, columns);
        return soft ? values : cut(values);
    }

    /** The same cut at one half, soft or not. */
    public float[] hard(int clipFrames, int rows, int columns) {
        return cut(resized(clipFrames, rows, columns));
    }

    private static float[] cut(float[] values) {
        float[] mask = new float[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = values[i] > 0.5f ? 1 : 0;
        }
        return mask;
    }

    private float[] resized(int clipFrames, int rows, int columns) {
        if (frames != 1 && frames != clipFrames) {
            throw new MotionScopeException("The region '" + description + "' has masks for " + frames
                    + " frames, the clip has " + clipFrames + "; give one for each frame.");
        }
        try (Scope scope = new Scope()) {
            Tensor masks = Tensor.of(weights, frames, 1, height, width);
            return Resample.bilinear(masks, rows, columns, false).floats();
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
