package motionscope.control;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionChannels;
import motionscope.video.Clip;

/**
 * Motion to be reached: what some channels of a tap should be, at each timestep of a run.
 *
 * <p>From a clip, from another run, synthetic, or from a drawn trajectory. Immutable; what a clip's features are at a
 * timestep is computed when it is first asked for, and kept.
 */
public final class MotionReference {
    /** The paper's inversion: 25 steps, features kept at index 5 (method.md, section 1). */
    private static final int INVERSION_STEPS = 25;

    private static final int INVERSION_INDEX = 5;

    private final Tap tap;
    private final int[] channels;
    private final Map<String, Object> about;
    private final DoubleFunction<MotionTarget> at;

    private MotionReference(Tap tap, int[] channels, Map<String, Object> about, DoubleFunction<MotionTarget> at) {
        requireSome(channels);
        if (Arrays.stream(channels).distinct().count() != channels.length
                || Arrays.stream(channels).anyMatch(c -> c < 0)) {
            throw new MotionScopeException(
                    "The channels " + Arrays.toString(channels) + " were given; use numbers of 0 or more, each once.");
        }
        this.tap = tap;
        this.channels = channels.clone();
        this.about = Map.copyOf(about);
        this.at = at;
    }

    private static void requireSome(int... channels) {
        if (channels.length == 0) {
            throw new MotionScopeException("A reference of zero channels was asked for; give at least one.");
        }
    }

    // ---- from a clip ------------------------------------------------------------------------------------------------

    /**
     * The motion of a clip, noised to each step's timestep as the latent is that it guides. Where the clip and the sample
     * have the same t their features are alike in scale, so one weight does for every step.
     *
     * @param channels of the tap
     */
    public static MotionReference of(DiffusionModel model, Clip clip, Tap tap, int... channels) {
        return noised(model, clip, 0, tap, channels);
    }

    /** The same at up1, the paper's tap, which the channels must be of. */
    public static MotionReference of(DiffusionModel model, Clip clip, MotionChannels channels) {
        return of(model, clip, Tap.UP1, channels);
    }

    /** The same with channels that analysis has found at a tap. */
    public static MotionReference of(DiffusionModel model, Clip clip, Tap tap, MotionChannels channels) {
        return of(model, clip, tap, channels.indices());
    }

    /** The same with noise of another seed. */
    public static MotionReference noised(DiffusionModel model, Clip clip, long seed, Tap tap, int... channels) {
        MotionSource source = MotionSource.of(model, clip);
        Map<String, Object> about = about("clip, noised to each step's t", source);
        about.put("seed", seed);
        return new MotionReference(
                tap, channels, about, cached(t -> source.noised((int) Math.round(t), seed, tap, channels)));
    }

    /**
     * Plain features of a clip, noised to each step's timestep: no content correlation removal, for {@link
     * GuidanceLoss#PLAIN_REGION_MEAN}.
     */
    public static MotionReference plain(DiffusionModel model, Clip clip, long seed, Tap tap, int... channels) {
        MotionSource source = MotionSource.of(model, clip);
        Map<String, Object> about = about("plain features of a clip, noised to each step's t", source);
        about.put("seed", seed);
        return new MotionReference(
                tap, channels, about, cached(t -> source.plain((int) Math.round(t), seed, tap, channels)));
    }

    /** The motion of a clip from the beginning of its inversion, reused at every step: the paper's 25 steps, index 5. */
    public static MotionReference inverted(DiffusionModel model, Clip clip, Tap tap, int... channels) {
        return inverted(model, clip, INVERSION_STEPS, INVERSION_INDEX, tap, channels);
    }

    /** The same with channels that analysis has found at a tap. */
    public static MotionReference inverted(DiffusionModel model, Clip clip, Tap tap, MotionChannels channels) {
        return inverted(model, clip, tap, channels.indices());
    }

    /** The same at another step of another inversion. */
    public static MotionReference inverted(
            DiffusionModel model, Clip clip, int steps, int index, Tap tap, int... channels) {
        MotionSource source = MotionSource.of(model, clip);
        Map<String, Object> about = about("clip, inverted once", source);
        about.put("inversion_steps", steps);
        about.put("inversion_index", index);
        MotionTarget once = source.inverted(steps, index, tap, channels);
        return new MotionReference(tap, channels, about, t -> once);
    }

    /** From anything that gives a target at a timestep; asked once for each, and kept. */
    static MotionReference computed(
            Tap tap, int[] channels, Map<String, Object> about, DoubleFunction<MotionTarget> at) {
        return new MotionReference(tap, channels, about, cached(at));
    }

    private static Map<String, Object> about(String kind, MotionSource source) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", kind);
        about.put("source_latent_sha256", source.hash());
        return about;
    }

    // ---- from another run -------------------------------------------------------------------------------------------

    /** What a {@link RunRecorder} saw of a run, at the recorded timestep that is nearest. */
    static MotionReference recorded(Tap tap, int[] channels, String prompt, NavigableMap<Double, MotionTarget> seen) {
        if (seen.isEmpty()) {
            throw new MotionScopeException(
                    "The recorder has seen no step; give it to a run (listening(recorder)) before its reference is used.");
        }
        NavigableMap<Double, MotionTarget> kept = new TreeMap<>(seen);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "another run");
        about.put("prompt", prompt);
        about.put("timesteps", List.copyOf(kept.keySet()));
        return new MotionReference(tap, channels, about, t -> nearest(kept, t));
    }

    private static MotionTarget nearest(NavigableMap<Double, MotionTarget> seen, double t) {
        Double low = seen.floorKey(t);
        Double high = seen.ceilingKey(t);
        boolean useLow = high == null || low != null && t - low <= high - t;
        return seen.get(useLow ? low : high);
    }

    // ---- synthetic --------------------------------------------------------------------------------------------------

    /**
     * Motion piecewise in time, from the statistics of motion channels.
     *
     * @param frames of the clip
     * @param statistics of the same channels along each axis that moves
     * @throws MotionScopeException if an axis that moves has none, or their channels differ
     */
    public static MotionReference synthetic(MotionPlan plan, int frames, Tap tap, ChannelStatistics... statistics) {
        List<ChannelStatistics> all = List.of(statistics);
        Axes axes = new Axes(all);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "synthetic");
        about.put("plan", plan.segments());
        about.put("statistics", axes.about());
        return fixed(plan.over(frames, all), about, tap, axes.channels().indices());
    }

    /**
     * Motion along a drawn trajectory, camera or object.
     *
     * @param path where a point is in each frame, in shares of the picture
     * @param reach how far, in shares of the picture, the clips moved that the statistics were taken of
     * @param statistics of the same channels, horizontal and vertical
     */
    public static MotionReference along(Trajectory path, double reach, Tap tap, ChannelStatistics... statistics) {
        List<ChannelStatistics> all = List.of(statistics);
        Axes axes = new Axes(all);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "drawn trajectory");
        about.put("path", path.points());
        about.put("reach", reach);
        about.put("statistics", axes.about());
        return fixed(path.target(reach, all), about, tap, axes.channels().indices());
    }

    /** Values as they are, the same at every timestep. */
    public static MotionReference of(MotionTarget target, Tap tap, int... channels) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "given values");
        about.put("hash", Integer.toHexString(target.hashCode()));
        return fixed(target, about, tap, channels);
    }

    private static MotionReference fixed(MotionTarget target, Map<String, Object> about, Tap tap, int... channels) {
        requireSome(channels);
        if (target.channels() != channels.length) {
            throw new MotionScopeException("The reference has values for " + target.channels() + " channels, but "
                    + channels.length + " channels were named; the numbers must agree.");
        }
        return new MotionReference(tap, channels, about, t -> target);
    }

    // ---- changed ----------------------------------------------------------------------------------------------------

    /** The mean over the whole picture. */
    public MotionReference averaged() {
        return mapped("averaged", "whole picture", MotionTarget::averaged);
    }

    /** The mean over the window from..to-1 of a grid; the official code's is 24..40 of 64. */
    public MotionReference averaged(int grid, int from, int to) {
        return mapped("averaged", from + ".." + to + " of " + grid, t -> t.averaged(grid, from, to));
    }

    /** Every value times a factor: faster motion above 1, slower below; see {@link SpeedCalibration}. */
    public MotionReference times(double factor) {
        if (!Double.isFinite(factor)) {
            throw new MotionScopeException("A reference was to be scaled by " + factor + "; give a finite number.");
        }
        return mapped("times", factor, t -> t.times(factor));
    }

    private MotionReference mapped(String key, Object value, UnaryOperator<MotionTarget> change) {
        Map<String, Object> changed = new LinkedHashMap<>(about);
        changed.merge(key, value, (old, added) -> old + ", then " + added);
        return new MotionReference(tap, channels, changed, cached(t -> change.apply(at.apply(t))));
    }

    private static DoubleFunction<MotionTarget> cached(DoubleFunction<MotionTarget> source) {
        Map<Double, MotionTarget> known = new ConcurrentHashMap<>();
        return t -> {
            MotionTarget there = known.get(t);
            if (there == null) {
                there = source.apply(t);
                known.put(t, there);
            }
            return there;
        };
    }

    // ---- read -------------------------------------------------------------------------------------------------------

    /** Where it holds. */
    public Tap tap() {
        return tap;
    }

    /** The channels of the tap that it speaks of. */
    public int[] channels() {
        return channels.clone();
    }

    /** What the channels should be at a timestep. */
    public MotionTarget at(double timestep) {
        return at.apply(timestep);
    }

    /** Where it comes from, for a sidecar file. */
    public Map<String, Object> about() {
        return about;
    }

    @Override
    public String toString() {
        return about.get("kind") + " at " + tap + ", " + channels.length + " channels";
    }
}
