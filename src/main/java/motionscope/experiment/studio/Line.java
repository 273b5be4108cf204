package motionscope.experiment.studio;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;

/** A line as a mouse draws it. */
final class Line {
    private Line() {}

    /**
     * Points of the line that are equally far apart along it, both ends among them.
     *
     * @param line (x, y) of many points
     * @throws MotionScopeException if the line has no length
     */
    static List<List<Double>> spread(double[][] line, int count) {
        double[] far = new double[line.length];
        for (int i = 1; i < line.length; i++) {
            far[i] = far[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
        }
        if (line.length < 2 || !(far[far.length - 1] > 0)) {
            throw new MotionScopeException("The trajectory has " + line.length
                    + " points and no length; draw a line from one place to" + " another.");
        }
        int some = Math.min(count, line.length);
        List<List<Double>> points = new ArrayList<>();
        int at = 1;
        for (int k = 0; k < some; k++) {
            double wanted = far[far.length - 1] * k / (some - 1);
            while (at < line.length - 1 && far[at] < wanted) {
                at++;
            }
            double step = far[at] - far[at - 1];
            double share = step == 0 ? 0 : Math.min(1, Math.max(0, (wanted - far[at - 1]) / step));
            points.add(List.of(
                    line[at - 1][0] + share * (line[at][0] - line[at - 1][0]),
                    line[at - 1][1] + share * (line[at][1] - line[at - 1][1])));
        }
        return points;
    }
}
