package motionscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * Tracks of points by pyramidal Lucas-Kanade (OpenCV), each step checked forward and back. How far they are off,
 * {@link EstimatorErrors} measures.
 *
 * @param window side of the square that is matched, in pixels; odd
 * @param levels halvings of the frame above the full size
 * @param backAndForth a point is lost if it comes home further away than this, in pixels
 */
public record LucasKanade(int window, int levels, double backAndForth) {
    /** For clips of about 64 x 64 pixels and motion of a few pixels a frame. */
    public static final LucasKanade USUAL = new LucasKanade(9, 2, 0.1);

    /** The usual one, with as many halvings as a clip of this size needs for motion that grows with it. */
    public static LucasKanade usualFor(Clip clip) {
        return new LucasKanade(USUAL.window, levels(clip), USUAL.backAndForth);
    }

    /** Halvings until the shorter side is about 16 pixels; 2 for 64 pixels. */
    static int levels(Clip clip) {
        int side = Math.min(clip.width(), clip.height());
        return Math.max(0, (int) Math.round(Math.log(side / 16.0) / Math.log(2)));
    }

    public LucasKanade {
        if (window < 3 || window > 101 || window % 2 == 0 || levels < 0 || levels > 10 || !(backAndForth > 0)) {
            throw new MotionScopeException("Lucas-Kanade has an odd window of 3 to 101 pixels, 0 to 10 levels and a"
                    + " distance above 0, but " + window + ", " + levels + " and " + backAndForth + " were given.");
        }
    }

    /**
     * Points that were followed through all frames.
     *
     * @param asked how many there were at the start
     * @param kept which of them were followed to the end, in order
     * @param positions (kept, frames, 2), as in {@link Tracks}
     */
    public record Followed(int asked, int[] kept, double[][][] positions) {
        /**
         * Their tracks.
         *
         * @throws MotionScopeException if all points were lost
         */
        public Tracks tracks() {
            if (kept.length == 0) {
                throw new MotionScopeException("None of " + asked + " points could be followed through all frames;"
                        + " take a shorter or more detailed clip.");
            }
            return Tracks.of(positions);
        }

        /** Share of the points that were followed to the end. */
        public double share() {
            return (double) kept.length / asked;
        }
    }

    /**
     * Follows points from the first frame.
     *
     * @param starts (points, 2), as in {@link Tracks}; inside of the frame
     * @throws MotionScopeException if there is no point, or one lies outside
     */
    public Followed follow(Clip clip, double[][] starts) {
        Moving.require(clip);
        requireInside(clip, starts);
        double[][][] at = new double[starts.length][clip.frames()][];
        float[] xy = new float[2 * starts.length];
        for (int i = 0; i < starts.length; i++) {
            at[i][0] = starts[i].clone();
            xy[2 * i] = (float) starts[i][0] - 0.5f;
            xy[2 * i + 1] = (float) starts[i][1] - 0.5f;
        }
        int[] alive = new int[starts.length];
        Arrays.setAll(alive, i -> i);
        PointFollower follower = new PointFollower(this);
        for (int f = 0; f + 1 < clip.frames() && alive.length > 0; f++) {
            float[] next = follower.step(clip, f, xy);
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < alive.length; i++) {
                if (Float.isFinite(next[2 * i])) {
                    at[alive[i]][f + 1] = new double[] {next[2 * i] + 0.5, next[2 * i + 1] + 0.5};
                    left.add(i);
                }
            }
            float[] kept = new float[2 * left.size()];
            int[] survivors = new int[left.size()];
            for (int k = 0; k < survivors.length; k++) {
                survivors[k] = alive[left.get(k)];
                kept[2 * k] = next[2 * left.get(k)];
                kept[2 * k + 1] = next[2 * left.get(k) + 1];
            }
            xy = kept;
            alive = survivors;
        }
        double[][][] positions = Arrays.stream(alive).mapToObj(i -> at[i]).toArray(double[][][]::new);
        return new Followed(starts.length, alive, positions);
    }

    /** Follows the points of a grid, {@code step} pixels apart. */
    public Followed follow(Clip clip, int step) {
        return follow(clip, grid(clip.width(), clip.height(), step));
    }

    /**
     * The middles of pixels that are {@code step} apart, row by row: (points, 2).
     *
     * @throws MotionScopeException if the step is not from 1 to the shorter side
     */
    public static double[][] grid(int width, int height, int step) {
        if (step < 1 || step > Math.min(width, height)) {
            throw new MotionScopeException("Points of a grid are 1 to " + Math.min(width, height)
                    + " pixels apart in a frame of " + width + "x" + height + ", but " + step + " was asked for.");
        }
        List<double[]> points = new ArrayList<>();
        for (int y = step / 2; y < height; y += step) {
            for (int x = step / 2; x < width; x += step) {
                points.add(new double[] {x + 0.5, y + 0.5});
            }
        }
        return points.toArray(double[][]::new);
    }

    private static void requireInside(Clip clip, double[][] starts) {
        if (starts.length == 0) {
            throw new MotionScopeException("Points to follow were expected, but there are none; give at least one.");
        }
        for (double[] point : starts) {
            boolean inside = point.length == 2
                    && point[0] >= 0
                    && point[0] <= clip.width()
                    && point[1] >= 0
                    && point[1] <= clip.height();
            if (!inside) {
                throw new MotionScopeException("A point to follow lies in the frame of " + clip.width() + "x"
                        + clip.height() + ", but " + Arrays.toString(point) + " was given.");
            }
        }
    }
}
