package motionscope.video.world;

import java.util.Arrays;
import motionscope.MotionScopeException;

/**
 * Where something is in each frame, in pixels (x to the right, y downwards), measured from its mean position: paths are
 * centred, so that a clip shows the middle of the motion in its middle.
 */
public final class MotionPath {
    private final float[] x; // (frames)
    private final float[] y;

    private MotionPath(float[] x, float[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Through these positions, as they are (not centred).
     *
     * @throws MotionScopeException if there are none, their numbers differ, or one is not finite
     */
    public static MotionPath through(float[] x, float[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new MotionScopeException("A path has an x and a y for each of its frames, but " + x.length + " and "
                    + y.length + " were given.");
        }
        for (int f = 0; f < x.length; f++) {
            if (!Float.isFinite(x[f]) || !Float.isFinite(y[f]) || Math.max(Math.abs(x[f]), Math.abs(y[f])) > 1e5f) {
                throw new MotionScopeException("A path's positions are at most 100000 pixels away, but frame " + f
                        + " has (" + x[f] + ", " + y[f] + ").");
            }
        }
        return new MotionPath(x.clone(), y.clone());
    }

    /** The path of these steps from frame to frame, centred; it has one frame more than there are steps. */
    public static MotionPath steps(float[] dx, float[] dy) {
        if (dx.length != dy.length) {
            throw new MotionScopeException(
                    "A path's steps have an x and a y each, but " + dx.length + " and " + dy.length + " were given.");
        }
        return through(centred(dx), centred(dy));
    }

    /** No motion. */
    public static MotionPath still(int frames) {
        return velocity(0, 0, frames);
    }

    /** The same step (pixels per frame) in every frame. */
    public static MotionPath velocity(double vx, double vy, int frames) {
        requireFrames(frames);
        float[] dx = new float[frames - 1];
        float[] dy = new float[frames - 1];
        Arrays.fill(dx, (float) vx);
        Arrays.fill(dy, (float) vy);
        return steps(dx, dy);
    }

    /** One direction at a constant speed (pixels per frame). */
    public static MotionPath toward(Direction direction, double speed, int frames) {
        return turning(speed, frames, direction);
    }

    /**
     * One direction after the other, each for its share of the frames; of 15 steps, two directions get 8 and 7.
     *
     * @param speed pixels per frame
     * @throws MotionScopeException if there are more directions than steps
     */
    public static MotionPath turning(double speed, int frames, Direction... directions) {
        requireFrames(frames);
        int steps = frames - 1;
        if (directions.length == 0 || directions.length > Math.max(1, steps)) {
            throw new MotionScopeException("A path of " + frames + " frames has 1 to " + Math.max(1, steps)
                    + " directions, but " + directions.length + " were given.");
        }
        float[] dx = new float[steps];
        float[] dy = new float[steps];
        for (int i = 0; i < steps; i++) {
            // the longer pieces come first, as in the paper's figure 3
            int whole = steps / directions.length;
            int longer = steps % directions.length;
            int piece = i < longer * (whole + 1) ? i / (whole + 1) : longer + (i - longer * (whole + 1)) / whole;
            dx[i] = (float) (speed * directions[piece].x());
            dy[i] = (float) (speed * directions[piece].y());
        }
        return steps(dx, dy);
    }

    /** The same way, so many times as far and as fast. */
    public MotionPath times(double factor) {
        float[] farX = x.clone();
        float[] farY = y.clone();
        for (int f = 0; f < farX.length; f++) {
            farX[f] *= (float) factor;
            farY[f] *= (float) factor;
        }
        return through(farX, farY);
    }

    /** The fastest step, in pixels per frame; 0 for a path that rests or has one frame. */
    public double fastest() {
        double most = 0;
        for (int f = 1; f < x.length; f++) {
            most = Math.max(most, Math.hypot(x[f] - x[f - 1], y[f] - y[f - 1]));
        }
        return most;
    }

    /** Number of frames. */
    public int frames() {
        return x.length;
    }

    /** Horizontal position in a frame. */
    public float x(int frame) {
        return x[frame];
    }

    /** Vertical position in a frame. */
    public float y(int frame) {
        return y[frame];
    }

    private static float[] centred(float[] steps) {
        float[] at = new float[steps.length + 1];
        double mean = 0;
        for (int i = 0; i < steps.length; i++) {
            at[i + 1] = at[i] + steps[i];
            mean += at[i + 1] / (double) at.length;
        }
        for (int i = 0; i < at.length; i++) {
            at[i] -= (float) mean;
        }
        return at;
    }

    private static void requireFrames(int frames) {
        if (frames < 1 || frames > 10_000) {
            throw new MotionScopeException("A path has 1 to 10000 frames, but " + frames + " were asked for.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MotionPath that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "MotionPath of " + frames() + " frames from (" + x[0] + ", " + y[0] + ") to (" + x[frames() - 1] + ", "
                + y[frames() - 1] + ")";
    }
}
