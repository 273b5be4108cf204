package motionscope.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.video.Clip;

/**
 * Whether anything moves much, by VBench's rule: in a quarter of the frames the fastest twentieth of the pixels moves, on
 * average, more than 6 pixels at a side of 256. VBench estimates flow with RAFT; this one uses a classical flow and says
 * which.
 *
 * @param flow whose flow it is: an estimator's, or the truth
 * @param speeds for each pair of frames the mean speed of the fastest twentieth of the pixels, in pixels per frame
 * @param threshold a pair moves above this
 * @param needed so many pairs must
 */
public record DynamicDegree(String flow, double[] speeds, double threshold, int needed) {
    private static final double FASTEST = 0.05;
    private static final double PIXELS = 6.0 / 256; // of the shorter side
    private static final double QUARTER = 4.0 / 16;

    /** @throws motionscope.MotionScopeException if the clip has one frame or is smaller than 16 x 16 */
    public static DynamicDegree of(Clip clip, OpticalFlow flow) {
        return of(flow.of(clip), flow.name());
    }

    /** Of flows that are known, one fewer than there are frames. */
    static DynamicDegree of(List<FlowField> fields, String flow) {
        double[] speeds = fields.stream().mapToDouble(DynamicDegree::fastest).toArray();
        double threshold =
                PIXELS * Math.min(fields.get(0).width(), fields.get(0).height());
        int needed = Math.max(1, (int) Math.round(QUARTER * (fields.size() + 1)));
        return new DynamicDegree(flow, speeds, threshold, needed);
    }

    private static double fastest(FlowField field) {
        double[] lengths = field.lengths();
        Arrays.sort(lengths);
        int kept = Math.max(1, (int) (lengths.length * FASTEST));
        return IntStream.range(lengths.length - kept, lengths.length)
                .mapToDouble(i -> lengths[i])
                .average()
                .orElseThrow();
    }

    /** VBench's verdict. */
    public boolean dynamic() {
        return Arrays.stream(speeds).filter(speed -> speed > threshold).count() >= needed;
    }

    /** Mean speed of the fastest twentieth, in pixels per frame. */
    public double meanSpeed() {
        return Arrays.stream(speeds).average().orElseThrow();
    }
}
