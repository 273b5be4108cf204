package motionscope.metric;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The motion of the background from each frame to the next: shift and zoom about the middle of the frame, fitted to points
 * that Lucas-Kanade follows there. Points on objects are left out where masks say so; otherwise RANSAC keeps the largest
 * set of points that move together.
 *
 * @param shifts the motion of the middle of the frame, for each pair of frames
 * @param zooms growth for each pair of frames: 0.03 is 3 %, below 0 it shrinks
 */
public record CameraMotion(List<Velocity> shifts, double[] zooms) {
    // looser than for tracks: a wider window, and RANSAC leaves out what is wrong
    private static final int WINDOW = 11; // pixels
    private static final double BACK_AND_FORTH = 0.5; // pixels

    private static final int GRID = 16; // points a side
    private static final int FEWEST = 6; // points
    private static final double OUTLIER = 0.5; // pixels
    private static final int ROUNDS = 2000;
    private static final double CONFIDENCE = 0.999;
    private static final int REFINEMENTS = 10;

    /**
     * Of a whole clip.
     *
     * @throws MotionScopeException if there are too few points to follow
     */
    public static CameraMotion of(Clip clip) {
        return outside(clip, frame -> new boolean[clip.height() * clip.width()]);
    }

    /**
     * Of the part of a clip that no object covers.
     *
     * @param objects for a frame, where objects are: row-major (height, width)
     * @throws MotionScopeException if there are too few points to follow
     */
    public static CameraMotion outside(Clip clip, IntFunction<boolean[]> objects) {
        Moving.require(clip);
        List<Velocity> shifts = new ArrayList<>();
        double[] zooms = new double[clip.frames() - 1];
        for (int f = 0; f < zooms.length; f++) {
            double[] fit = fit(clip, f, objects.apply(f)); // growth, shift x, shift y
            zooms[f] = fit[0] - 1;
            shifts.add(new Velocity(fit[1], fit[2]));
        }
        return new CameraMotion(List.copyOf(shifts), zooms);
    }

    private static double[] fit(Clip clip, int frame, boolean[] covered) {
        float[] from = starts(clip, covered);
        float[] to = from.length == 0 ? from : follower(clip).step(clip, frame, from);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < to.length / 2; i++) {
            if (Float.isFinite(to[2 * i])) {
                kept.add(i);
            }
        }
        if (kept.size() < FEWEST) {
            throw new MotionScopeException("The camera's motion is fitted to at least " + FEWEST
                    + " points of the background, but " + kept.size() + " could be followed from frame " + frame
                    + "; it has too little detail, or objects cover it.");
        }
        try (PointerScope scope = new PointerScope()) {
            Mat inliers = new Mat();
            Mat affine = opencv_calib3d.estimateAffinePartial2D(
                    OpenCv.points(centred(from, kept, clip)),
                    OpenCv.points(centred(to, kept, clip)),
                    inliers,
                    opencv_calib3d.RANSAC,
                    OUTLIER,
                    ROUNDS,
                    CONFIDENCE,
                    REFINEMENTS);
            if (affine.empty()) {
                throw new MotionScopeException("The points of the background do not move together from frame " + frame
                        + " on; no motion of the camera can be given.");
            }
            double[] m = new double[6]; // rotation and growth (2, 2) with the shift (2, 1) beside it
            affine.<DoubleBuffer>createBuffer().get(m);
            return new double[] {Math.hypot(m[0], m[3]), m[2], m[5]};
        }
    }

    private static PointFollower follower(Clip clip) {
        return new PointFollower(new LucasKanade(WINDOW, LucasKanade.levels(clip), BACK_AND_FORTH));
    }

    /** A grid that keeps half a window away from objects, so that no window sees them. */
    private static float[] starts(Clip clip, boolean[] covered) {
        int reach = WINDOW / 2;
        int step = Math.max(1, Math.min(clip.width(), clip.height()) / GRID);
        List<Float> points = new ArrayList<>();
        for (double[] point : LucasKanade.grid(clip.width(), clip.height(), step)) {
            if (isFree(covered, clip, (int) point[0], (int) point[1], reach)) {
                points.add((float) (point[0] - 0.5));
                points.add((float) (point[1] - 0.5));
            }
        }
        float[] flat = new float[points.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = points.get(i);
        }
        return flat;
    }

    private static boolean isFree(boolean[] covered, Clip clip, int x, int y, int reach) {
        for (int v = Math.max(0, y - reach); v <= Math.min(clip.height() - 1, y + reach); v++) {
            for (int u = Math.max(0, x - reach); u <= Math.min(clip.width() - 1, x + reach); u++) {
                if (covered[v * clip.width() + u]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static float[] centred(float[] xy, List<Integer> kept, Clip clip) {
        float[] out = new float[2 * kept.size()];
        for (int k = 0; k < kept.size(); k++) {
            out[2 * k] = xy[2 * kept.get(k)] - (clip.width() - 1) / 2f;
            out[2 * k + 1] = xy[2 * kept.get(k) + 1] - (clip.height() - 1) / 2f;
        }
        return out;
    }

    /** The mean shift. */
    public Velocity shift() {
        return Velocity.mean(shifts);
    }

    /** The mean growth a frame: 0.03 is 3 %. */
    public double zoom() {
        double logs = 0;
        for (double zoom : zooms) {
            logs += Math.log1p(zoom);
        }
        return Math.expm1(logs / zooms.length);
    }
}
