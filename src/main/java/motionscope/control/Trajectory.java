package motionscope.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;

/**
 * Where one point is in each frame, in shares of the picture: (0, 0) is the upper left corner, (1, 1) the lower right.
 *
 * @param points (x, y) for each frame
 */
public record Trajectory(double[][] points) {
    /** @throws MotionScopeException if there are fewer than 2 points, or one is off the frame */
    public Trajectory {
        if (points.length < 2) {
            throw new MotionScopeException(
                    "A trajectory of " + points.length + " points was given; it needs one for each frame, at least 2.");
        }
        for (int f = 0; f < points.length; f++) {
            double[] p = points[f];
            if (p.length != 2 || !(p[0] >= 0 && p[0] <= 1 && p[1] >= 0 && p[1] <= 1)) {
                throw new MotionScopeException("The trajectory leaves the picture in frame " + f + ", at "
                        + Arrays.toString(p) + " (shares of the picture); keep it inside.");
            }
        }
        points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    }

    /** A point of the picture that is somewhere at a time. */
    public record Stop(int frame, double x, double y) {}

    /**
     * A trajectory from continuous pixel coordinates: the centre of the first pixel is (0.5, 0.5).
     *
     * @param pixels (x, y) for each frame
     */
    public static Trajectory ofPixels(double[][] pixels, int width, int height) {
        return new Trajectory(Arrays.stream(pixels)
                .map(p -> new double[] {p[0] / width, p[1] / height})
                .toArray(double[][]::new));
    }

    /**
     * A trajectory through points with times, linear between them, at rest before the first and after the last.
     *
     * @param stops in order of frames, in shares of the picture
     */
    public static Trajectory through(int frames, Stop... stops) {
        if (stops.length < 2) {
            throw new MotionScopeException("A trajectory through " + stops.length
                    + " points was asked for; give at least 2 with their frames.");
        }
        for (int i = 1; i < stops.length; i++) {
            if (stops[i].frame() <= stops[i - 1].frame()) {
                throw new MotionScopeException("The points of a trajectory follow one another in time; these do not: "
                        + Arrays.toString(stops) + ".");
            }
        }
        double[][] points = new double[frames][];
        for (int f = 0; f < frames; f++) {
            points[f] = at(f, stops);
        }
        return new Trajectory(points);
    }

    private static double[] at(int frame, Stop... stops) {
        Stop before = stops[0];
        for (Stop stop : stops) {
            if (stop.frame() >= frame) {
                double share = stop.frame() <= before.frame()
                        ? 0
                        : Math.max(0, (double) (frame - before.frame()) / (stop.frame() - before.frame()));
                return new double[] {
                    before.x() + share * (stop.x() - before.x()), before.y() + share * (stop.y() - before.y())
                };
            }
            before = stop;
        }
        return new double[] {before.x(), before.y()};
    }

    /** Number of frames. */
    public int frames() {
        return points.length;
    }

    /** The reference of motion along this path; see {@link MotionReference#along}. */
    MotionTarget target(double reach, List<ChannelStatistics> statistics) {
        if (!(reach > 0 && reach < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException("The reach of the measured clips is " + reach
                    + "; it is how far they moved, in shares of the picture, above 0.");
        }
        Axes axes = new Axes(statistics);
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(axes.get(MotionAxis.HORIZONTAL), moved(0, reach)));
        curves.add(new Curve(axes.get(MotionAxis.VERTICAL), moved(1, reach)));
        return Curve.sum(points.length, axes.channels().count(), curves);
    }

    private double[] moved(int axis, double reach) {
        return Arrays.stream(points)
                .mapToDouble(p -> (p[axis] - points[0][axis]) / reach)
                .toArray();
    }

    /** Column and row indices on a grid, clamped to it: (frames, 2). Half-pixel centres. */
    public double[][] on(int rows, int columns) {
        double[][] at = new double[points.length][];
        for (int f = 0; f < at.length; f++) {
            double u = Math.min(columns - 1.0, Math.max(0, points[f][0] * columns - 0.5));
            double v = Math.min(rows - 1.0, Math.max(0, points[f][1] * rows - 0.5));
            at[f] = new double[] {u, v};
        }
        return at;
    }
}
