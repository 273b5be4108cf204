package motionscope.experiment.guide;

import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.control.Trajectory;
import motionscope.tensor.JsonFile;
import motionscope.video.world.MotionPath;

/**
 * A path drawn through points: {@code {"points": [[x, y], ...]}} in pixels of the clip, at equal times, or {@code "frames":
 * [0, 4, 15]}, linear between them.
 *
 * @param stops (x, y) of each point, in shares of the picture
 * @param times at which each is reached, in frames of the clip, rising
 */
record DrawnPath(GuideFrame frame, double[][] stops, double[] times) {
    /** @throws MotionScopeException if a point is off the frame, or a time of no use */
    static DrawnPath read(JsonFile json, GuideFrame frame) {
        double[][] stops = new RegionReader(frame).points(json, "points");
        if (stops.length < 2) {
            throw new MotionScopeException(
                    json + " has a path of " + stops.length + " points; give at least 2, x0,y0:x1,y1.");
        }
        int last = frame.frames() - 1;
        double[] times = json.has("frames")
                ? json.integers("frames").stream()
                        .mapToDouble(Integer::doubleValue)
                        .toArray()
                : IntStream.range(0, stops.length)
                        .mapToDouble(i -> (double) last * i / (stops.length - 1))
                        .toArray();
        if (times.length != stops.length) {
            throw json.wrong(
                    "frames", "a list of " + times.length, "a list of " + stops.length + ", one for each point");
        }
        for (int i = 0; i < times.length; i++) {
            if (times[i] < 0 || times[i] > last || i > 0 && times[i] <= times[i - 1]) {
                throw json.wrong("frames", json.tree().get("frames").toString(), "rising, from 0 to " + last);
            }
        }
        return new DrawnPath(frame, stops, times);
    }

    /** Where the point is, over the same time, in so many frames. */
    Trajectory over(int frames) {
        double pace = (frame.frames() - 1.0) / (frames - 1.0);
        return new Trajectory(
                IntStream.range(0, frames).mapToObj(f -> at(f * pace)).toArray(double[][]::new));
    }

    private double[] at(double time) {
        int next = 0;
        while (next < times.length && times[next] < time) {
            next++;
        }
        if (next == 0 || next == times.length) {
            return stops[Math.min(next, times.length - 1)].clone(); // at rest before the first and after the last
        }
        double share = (time - times[next - 1]) / (times[next] - times[next - 1]);
        double[] from = stops[next - 1];
        double[] to = stops[next];
        return new double[] {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])};
    }

    /** How a picture moves whose content follows the path ({@link AskedMotion#pan}). */
    MotionPath motion() {
        double[][] points = over(frame.own()).points();
        float[] dx = new float[points.length - 1];
        float[] dy = new float[points.length - 1];
        for (int f = 0; f < dx.length; f++) {
            dx[f] = (float) ((points[f + 1][0] - points[f][0]) * frame.width());
            dy[f] = (float) ((points[f + 1][1] - points[f][1]) * frame.height());
        }
        return MotionPath.steps(dx, dy);
    }
}
