package motionscope.metric;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.world.Colour;

/**
 * Finds the shapes of a clip by their colours: each pixel goes to the colour whose shades it is nearest to, and of each
 * colour the largest region that is no thin edge is the shape. For clips of the procedural world and clips that a model drew
 * of it.
 *
 * @param height of the frames
 * @param width of the frames
 * @param colours of the shapes
 * @param regions (frames, colours); null where a shape is not seen
 */
public record ColourSegmentation(int height, int width, List<Colour> colours, List<Region[]> regions) {
    private static final int LEAST_AREA = 12; // pixels

    /**
     * Finds one shape for each colour in each frame.
     *
     * @param background colour of the background
     * @param colours of the shapes
     * @throws MotionScopeException if two of the colours are the same: then colour does not tell them apart
     */
    public static ColourSegmentation of(Clip clip, Colour background, List<Colour> colours) {
        if (new LinkedHashSet<>(colours).size() != colours.size() || colours.contains(background)) {
            throw new MotionScopeException("Shapes are told apart by colour, but " + words(colours) + " on "
                    + background.word() + " have a colour twice; ask for other colours.");
        }
        List<Region[]> regions = new ArrayList<>();
        for (int f = 0; f < clip.frames(); f++) {
            Map<Colour, boolean[]> masks = masks(clip, f, background, colours);
            Region[] found = new Region[colours.size()];
            for (int k = 0; k < found.length; k++) {
                List<Region> candidates = Region.of(masks.get(colours.get(k)), clip.height(), clip.width(), LEAST_AREA);
                found[k] = candidates.isEmpty() ? null : candidates.get(0);
            }
            regions.add(found);
        }
        return new ColourSegmentation(clip.height(), clip.width(), List.copyOf(colours), regions);
    }

    /** Where each colour is nearest, in one frame. */
    static Map<Colour, boolean[]> masks(Clip clip, int frame, Colour background, List<Colour> colours) {
        Map<Colour, boolean[]> masks = new EnumMap<>(Colour.class);
        int pixels = clip.height() * clip.width();
        colours.forEach(colour -> masks.put(colour, new boolean[pixels]));
        for (int i = 0; i < pixels; i++) {
            double[] rgb = Rgb.at(clip, frame, i);
            double least = Palette.toBackground(rgb, background);
            Colour nearest = null;
            for (Colour colour : colours) {
                double distance = Palette.toShape(rgb, colour);
                if (distance < least) {
                    least = distance;
                    nearest = colour;
                }
            }
            if (nearest != null) {
                masks.get(nearest)[i] = true;
            }
        }
        return masks;
    }

    private static String words(List<Colour> colours) {
        return String.join(", ", colours.stream().map(Colour::word).toList());
    }

    /** Number of frames. */
    public int frames() {
        return regions.size();
    }

    /** Where any shape is in a frame: row-major (height, width). */
    public boolean[] covered(int frame) {
        boolean[] all = new boolean[height * width];
        for (int k = 0; k < colours.size(); k++) {
            boolean[] mask = mask(k, frame);
            for (int i = 0; i < all.length; i++) {
                all[i] |= mask[i];
            }
        }
        return all;
    }

    /** Where a shape is in a frame; nowhere if it is not seen. */
    public boolean[] mask(int shape, int frame) {
        Region region = regions.get(frame)[shape];
        return region == null ? new boolean[height * width] : region.mask().clone();
    }

    /** Whether a shape is seen in a frame, all of it as far as one can tell: no edge of the frame, no other shape cuts it. */
    private boolean isWhole(int shape, int frame) {
        Region region = regions.get(frame)[shape];
        if (region == null || region.atBorder()) {
            return false;
        }
        for (int other = 0; other < colours.size(); other++) {
            Region beside = regions.get(frame)[other];
            if (other != shape && beside != null && region.touches(beside, width)) {
                return false;
            }
        }
        return true;
    }

    /** Share of the frames in which a shape is seen. */
    public double seen(int shape) {
        return regions.stream().filter(found -> found[shape] != null).count() / (double) frames();
    }

    /**
     * The middle of what is seen of a shape, in every frame: one track.
     *
     * @throws MotionScopeException if it is not seen in one of the frames
     */
    public Tracks middles(int shape) {
        double[][] path = new double[frames()][];
        for (int f = 0; f < path.length; f++) {
            Region region = regions.get(f)[shape];
            if (region == null) {
                throw new MotionScopeException("A " + colours.get(shape).word() + " shape is not seen in frame " + f
                        + ", so it has no path through all frames.");
            }
            path[f] = new double[] {region.x(), region.y()};
        }
        return Tracks.of(new double[][][] {path});
    }

    /** Whether two neighbouring frames show all of a shape, so that it has a motion. */
    public boolean isMeasurable(int shape) {
        return !wholeSteps(shape).isEmpty();
    }

    /**
     * Steps of a shape's middle between neighbouring frames that show all of it, by the first of the two: frames where it
     * meets an edge or another shape are left out, because what is seen then has another middle.
     *
     * @throws MotionScopeException if there are no two such frames
     */
    public SortedMap<Integer, Velocity> steps(int shape) {
        SortedMap<Integer, Velocity> steps = wholeSteps(shape);
        if (steps.isEmpty()) {
            throw new MotionScopeException("No two neighbouring frames show the whole "
                    + colours.get(shape).word() + " shape, so its motion cannot be measured.");
        }
        return steps;
    }

    private SortedMap<Integer, Velocity> wholeSteps(int shape) {
        SortedMap<Integer, Velocity> steps = new TreeMap<>();
        for (int f = 0; f + 1 < frames(); f++) {
            if (isWhole(shape, f) && isWhole(shape, f + 1)) {
                Region from = regions.get(f)[shape];
                Region to = regions.get(f + 1)[shape];
                steps.put(f, new Velocity(to.x() - from.x(), to.y() - from.y()));
            }
        }
        return steps;
    }

    /** The mean of its steps. */
    public Velocity velocity(int shape) {
        return Velocity.mean(steps(shape).values());
    }
}
