package motionscope.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.MotionPath;

/**
 * Statistics of motion channels (paper, section 4.1) at several timesteps, from clips whose motion is known: what synthetic
 * references are made of.
 *
 * <p>The paper measures once and uses the values at every guided step. How far a channel swings depends on the noise, though,
 * so a reference of the latent's own timestep asks the same motion of each step.
 *
 * @param tap where they were measured
 * @param speed of the clips, in pixels per frame (zoom: growth per frame): the motion of a plan's share 1
 * @param byTimestep for each timestep, the statistics of the same channels along one or more axes
 */
public record MotionStatistics(Tap tap, double speed, NavigableMap<Double, List<ChannelStatistics>> byTimestep) {
    private static final int FRAMES = 16;

    /** @throws MotionScopeException if there are none, or they are of different channels or axes */
    public MotionStatistics {
        if (byTimestep.isEmpty()) {
            throw new MotionScopeException("Motion statistics need at least one timestep; none was given.");
        }
        NavigableMap<Double, List<ChannelStatistics>> kept = new TreeMap<>();
        byTimestep.forEach((t, each) -> kept.put(t, List.copyOf(each)));
        List<ChannelStatistics> one = kept.firstEntry().getValue();
        kept.values().forEach(other -> {
            if (other.size() != one.size() || !new Axes(other).channels().equals(new Axes(one).channels())) {
                throw new MotionScopeException(
                        "The statistics of one timestep are of other channels or axes than those of another; measure"
                                + " all of them alike.");
            }
        });
        byTimestep = kept;
    }

    /**
     * Measures.
     *
     * @param clips that move along one or more axes, both ways each, at a constant speed
     * @param speed of the clips
     * @param channels of the tap
     * @param timesteps at which; those of the guided steps of a run
     * @param axes to be measured
     */
    public static MotionStatistics measure(
            DiffusionModel model,
            LabelledClips<?> clips,
            double speed,
            Tap tap,
            MotionChannels channels,
            List<Integer> timesteps,
            MotionAxis... axes) {
        NavigableMap<Double, List<ChannelStatistics>> all = new TreeMap<>();
        for (int t : timesteps) {
            Features x = FeatureExtraction.of(model, clips.clips()).noised(tap, t);
            List<ChannelStatistics> each = new ArrayList<>();
            for (MotionAxis axis : axes) {
                each.add(ChannelStatistics.of(x, clips.motions(), axis, channels));
            }
            all.put((double) t, each);
        }
        return new MotionStatistics(tap, speed, all);
    }

    /** The channels, in the order of the statistics. */
    public MotionChannels channels() {
        return byTimestep.firstEntry().getValue().get(0).channels();
    }

    /** Linear between the two timesteps around, as at the end beyond the last. */
    public List<ChannelStatistics> at(double timestep) {
        Map.Entry<Double, List<ChannelStatistics>> low = byTimestep.floorEntry(timestep);
        Map.Entry<Double, List<ChannelStatistics>> high = byTimestep.ceilingEntry(timestep);
        if (low == null || high == null || low.getKey().equals(high.getKey())) {
            return (low == null ? high : low).getValue();
        }
        double share = (timestep - low.getKey()) / (high.getKey() - low.getKey());
        List<ChannelStatistics> between = new ArrayList<>();
        for (int i = 0; i < low.getValue().size(); i++) {
            between.add(low.getValue().get(i).toward(high.getValue().get(i), share));
        }
        return between;
    }

    /** The reference of a plan, whose share 1 goes through the whole range that was measured: {@link #speed}. */
    public MotionReference reference(MotionPlan plan, int frames) {
        Map<String, Object> about = about();
        about.put("plan", plan.segments().toString());
        return MotionReference.computed(tap, channels().indices(), about, t -> plan.over(frames, at(t)));
    }

    /**
     * The reference of the camera's content moving along a path, any way and as fast as it says: where the path has gone as
     * far as the measured clips went, channels have gone through their whole range.
     *
     * @param path in pixels; as many frames as the clip
     */
    public MotionReference reference(MotionPath path) {
        Map<String, Object> about = about();
        about.put("path", path.toString());
        return MotionReference.computed(tap, channels().indices(), about, t -> along(path, at(t)));
    }

    private MotionTarget along(MotionPath path, List<ChannelStatistics> statistics) {
        Axes axes = new Axes(statistics);
        double reach = speed * (path.frames() - 1); // pixels; measured clips moved for the whole time
        double[] x = new double[path.frames()];
        double[] y = new double[path.frames()];
        for (int f = 0; f < x.length; f++) {
            x[f] = path.x(f) / reach;
            y[f] = path.y(f) / reach;
        }
        return Curve.sum(
                x.length,
                channels().count(),
                List.of(new Curve(axes.get(MotionAxis.HORIZONTAL), x), new Curve(axes.get(MotionAxis.VERTICAL), y)));
    }

    /** Nothing moves: every channel stays at its mean. */
    public MotionReference still(int frames) {
        int count = channels().count();
        return MotionReference.of(
                MotionTarget.vector(frames, count, new float[frames * count]),
                tap,
                channels().indices());
    }

    /** Mean square of the reference of a motion as fast as the measured clips, over all timesteps: the scale of a loss. */
    public double energy() {
        double sum = 0;
        for (List<ChannelStatistics> each : byTimestep.values()) {
            MotionTarget one = MotionPlan.of(Motion.RIGHT).over(FRAMES, each);
            for (float v : one.values()) {
                sum += v * v / (double) one.values().length;
            }
        }
        return sum / byTimestep.size();
    }

    private Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "synthetic, from the statistics of each step's t");
        about.put("statistics_speed", speed);
        return about;
    }
}
