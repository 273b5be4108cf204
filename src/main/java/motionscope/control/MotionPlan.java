package motionscope.control;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;

/**
 * Motion piecewise in time, from which a synthetic reference is made (paper, section 4.1).
 *
 * <p>One moving segment goes through the whole range of its axis, turning back goes through it again, and two segments
 * the same way share it.
 *
 * @param segments in time; the first begins at frame 0
 */
public record MotionPlan(List<Segment> segments) {
    /**
     * A part of a clip.
     *
     * @param from first frame; the move into a frame belongs to the segment that contains it
     */
    public record Segment(int from, Motion motion) {}

    /** @throws MotionScopeException if the first does not begin at frame 0, or they are not in order */
    public MotionPlan {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.get(0).from() != 0) {
            throw new MotionScopeException("A plan of motion begins at frame 0; this one has " + segments + ".");
        }
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).from() <= segments.get(i - 1).from()) {
                throw new MotionScopeException(
                        "The segments of a plan follow one another in time; these do not: " + segments + ".");
            }
        }
    }

    /** One motion all the time. */
    public static MotionPlan of(Motion motion) {
        return new MotionPlan(List.of(new Segment(0, motion)));
    }

    /** This plan, and from a frame on another motion. */
    public MotionPlan then(int frame, Motion motion) {
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(new Segment(frame, motion));
        return new MotionPlan(longer);
    }

    /**
     * The synthetic reference.
     *
     * @param statistics of the same channels along each axis that moves; still needs any one
     * @throws MotionScopeException if a segment begins after the clip, or an axis that moves has no statistics
     */
    public MotionTarget over(int frames, List<ChannelStatistics> statistics) {
        Segment last = segments.get(segments.size() - 1);
        if (last.from() >= frames) {
            throw new MotionScopeException(
                    "A segment begins at frame " + last.from() + "; the clip has frames 0.." + (frames - 1) + ".");
        }
        Axes axes = new Axes(statistics);
        List<Curve> curves = new ArrayList<>();
        for (MotionAxis axis : MotionAxis.values()) {
            if (segments.stream().anyMatch(s -> s.motion().along(axis) != 0)) {
                curves.add(new Curve(axes.get(axis), shares(frames, axis)));
            }
        }
        return Curve.sum(frames, axes.channels().count(), curves);
    }

    /** How much of the range has been gone through at each frame, from 0 and at most 1 where motions are full ones. */
    private double[] shares(int frames, MotionAxis axis) {
        double[] u = new double[frames];
        for (int s = 0; s < segments.size(); s++) {
            int from = Math.max(1, segments.get(s).from());
            int to = s + 1 < segments.size() ? segments.get(s + 1).from() : frames;
            for (int f = from; f < to; f++) {
                u[f] = segments.get(s).motion().along(axis) / (to - from); // the step into frame f
            }
        }
        double least = 0;
        for (int f = 1; f < frames; f++) {
            u[f] += u[f - 1];
            least = Math.min(least, u[f]);
        }
        double most = 0;
        for (int f = 0; f < frames; f++) {
            u[f] -= least;
            most = Math.max(most, u[f]);
        }
        for (int f = 0; f < frames; f++) {
            u[f] /= Math.max(1, most);
        }
        return u;
    }
}
