package motionscope.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * How far tracks are from where they should be. Of dragged points it is the paper's mean distance (table 2); of the middle
 * of an object, beside the path that was asked for, it is ObjMC (MotionCtrl).
 *
 * @param perTrack mean over the frames of the Euclidean distance, in pixels, for each track
 * @param lastFrame mean over the tracks of the distance in the last frame, in pixels
 * @param side of the frame, in pixels
 */
public record TrackDistance(double[] perTrack, double lastFrame, int side) {
    /**
     * Track i beside target i.
     *
     * @param side of the frame, so that clips of different sizes can be compared
     * @throws MotionScopeException if the numbers of tracks or of frames differ, or the side is not above 0
     */
    public static TrackDistance of(Tracks found, Tracks target, int side) {
        Tracks.requireSameLength(found, target);
        if (found.count() != target.count()) {
            throw new MotionScopeException("Each track is compared with its own target, but there are " + found.count()
                    + " tracks and " + target.count() + " targets.");
        }
        if (side < 1) {
            throw new MotionScopeException("A frame has a side of at least one pixel, but " + side + " was given.");
        }
        double[] perTrack = new double[found.count()];
        Arrays.setAll(perTrack, t -> IntStream.range(0, found.frames())
                .mapToDouble(f -> distance(found, target, t, f))
                .average()
                .orElseThrow());
        double last = IntStream.range(0, found.count())
                .mapToDouble(t -> distance(found, target, t, found.frames() - 1))
                .average()
                .orElseThrow();
        return new TrackDistance(perTrack, last, side);
    }

    private static double distance(Tracks a, Tracks b, int track, int frame) {
        return Math.hypot(a.x(track, frame) - b.x(track, frame), a.y(track, frame) - b.y(track, frame));
    }

    /** Mean over tracks and frames, in pixels. */
    public double pixels() {
        return Arrays.stream(perTrack).average().orElseThrow();
    }

    /** The same as a share of the side. */
    public double overSide() {
        return pixels() / side;
    }
}
