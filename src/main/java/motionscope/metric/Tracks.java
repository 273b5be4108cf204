package motionscope.metric;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * Where points are in each frame, in pixels: x to the right, y downwards, 0 is the outer edge of the first pixel, so its
 * middle is 0.5. Every track has all frames. Immutable.
 */
public final class Tracks {
    private final double[][][] at; // (tracks, frames, 2)

    private Tracks(double[][][] at) {
        this.at = at;
    }

    /**
     * Tracks of these positions.
     *
     * @param positions (tracks, frames, 2), each x and y; copied
     * @throws MotionScopeException if there is no track or only one frame, lengths differ, or a position is not finite
     */
    public static Tracks of(double[][][] positions) {
        if (positions.length == 0) {
            throw new MotionScopeException("Tracks were asked for, but there are none; give at least one track.");
        }
        int frames = positions[0].length;
        Moving.requireFrames(frames);
        double[][][] copy = new double[positions.length][][];
        for (int t = 0; t < copy.length; t++) {
            if (positions[t].length != frames) {
                throw new MotionScopeException("Tracks of one clip have one length, but track 0 has " + frames
                        + " frames and track " + t + " has " + positions[t].length + ".");
            }
            copy[t] = new double[frames][];
            for (int f = 0; f < frames; f++) {
                copy[t][f] = point(positions[t][f], t, f);
            }
        }
        return new Tracks(copy);
    }

    private static double[] point(double[] xy, int track, int frame) {
        if (xy.length != 2 || !Double.isFinite(xy[0]) || !Double.isFinite(xy[1])) {
            throw new MotionScopeException("A track has a finite x and y in each frame, but track " + track + " has "
                    + Arrays.toString(xy) + " in frame " + frame + "; leave out tracks that were lost.");
        }
        return xy.clone();
    }

    /** Number of tracks, at least 1. */
    public int count() {
        return at.length;
    }

    /** Number of frames, at least 2. */
    public int frames() {
        return at[0].length;
    }

    /** Horizontal position. */
    public double x(int track, int frame) {
        return at[track][frame][0];
    }

    /** Vertical position. */
    public double y(int track, int frame) {
        return at[track][frame][1];
    }

    /** The motion of a track from {@code frame} to the next. */
    public Velocity step(int track, int frame) {
        return new Velocity(x(track, frame + 1) - x(track, frame), y(track, frame + 1) - y(track, frame));
    }

    /** The mean motion of a track over the clip. */
    public Velocity velocity(int track) {
        int last = frames() - 1;
        return new Velocity((x(track, last) - x(track, 0)) / last, (y(track, last) - y(track, 0)) / last);
    }

    /** Mean length of a step, in pixels per frame, over all tracks and frames. */
    public double meanSpeed() {
        return IntStream.range(0, count())
                .boxed()
                .flatMap(t -> IntStream.range(0, frames() - 1).mapToObj(f -> step(t, f)))
                .mapToDouble(Velocity::speed)
                .average()
                .orElseThrow();
    }

    /**
     * Some of the tracks.
     *
     * @throws MotionScopeException if none is wanted
     */
    public Tracks where(IntPredicate wanted) {
        return of(
                IntStream.range(0, count()).filter(wanted).mapToObj(t -> at[t]).toArray(double[][][]::new));
    }

    /** A copy of all positions, (tracks, frames, 2). */
    public double[][][] positions() {
        return Arrays.stream(at)
                .map(track -> Arrays.stream(track).map(double[]::clone).toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    /** @throws MotionScopeException if two sets of tracks have not the same number of frames */
    static void requireSameLength(Tracks a, Tracks b) {
        if (a.frames() != b.frames()) {
            throw new MotionScopeException("Tracks are compared frame by frame, but some have " + a.frames()
                    + " frames and the others " + b.frames() + "; cut the longer clip.");
        }
    }

    @Override
    public String toString() {
        return count() + " tracks of " + frames() + " frames";
    }
}
