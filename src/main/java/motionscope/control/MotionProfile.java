package motionscope.control;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.MotionPath;

/**
 * The value of each motion channel at each place of a pan, at several timesteps: what a synthetic reference of the camera is
 * made of.
 *
 * <p>The paper (section 4.1) draws a straight line between the least and the greatest value of a channel. Measured curves are
 * no lines: a channel jumps where the picture passes the middle of its way. A sample that follows the line moves at less than
 * half the speed that is asked for, so the shape is kept, at the latent's own timestep.
 *
 * @param tap where it was measured
 * @param reach how far the measured clips moved, in pixels
 * @param byTimestep for each timestep and axis, (channels, places), from one end of the way to the other
 */
public record MotionProfile(
        Tap tap, MotionChannels channels, double reach, NavigableMap<Double, Map<MotionAxis, float[][]>> byTimestep) {
    /** @throws MotionScopeException if there is no timestep, or a curve is missing, cut short or not finite */
    public MotionProfile {
        if (byTimestep.isEmpty() || !(reach > 0)) {
            throw new MotionScopeException(
                    "A motion profile needs at least one timestep and a reach above 0; there are " + byTimestep.size()
                            + " timesteps and a reach of " + reach + ".");
        }
        NavigableMap<Double, Map<MotionAxis, float[][]>> kept = new TreeMap<>();
        for (Map.Entry<Double, Map<MotionAxis, float[][]>> entry : byTimestep.entrySet()) {
            for (MotionAxis axis : List.of(MotionAxis.HORIZONTAL, MotionAxis.VERTICAL)) {
                float[][] curves = entry.getValue().get(axis);
                if (curves == null || curves.length != channels.count() || !usable(curves)) {
                    throw new MotionScopeException("The motion profile at t = " + entry.getKey() + " has no "
                            + axis.positive() + "/" + axis.negative()
                            + " curves of one length and of finite numbers for its "
                            + channels.count() + " channels; measure it again.");
                }
            }
            kept.put(entry.getKey(), new EnumMap<>(entry.getValue()));
        }
        byTimestep = kept;
    }

    /** Of one length, at least one place, all numbers. */
    private static boolean usable(float[][] curves) {
        for (float[] curve : curves) {
            if (curve.length == 0 || curve.length != curves[0].length) {
                return false;
            }
            for (float value : curve) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Measures the mean curves of channels over clips that pan four ways.
     *
     * @param pans right, left, down and up at a constant speed
     * @param speed of the clips in pixels per frame
     * @param channels of the tap
     * @param timesteps at which; those of the guided steps of a run
     */
    public static MotionProfile measure(
            DiffusionModel model,
            LabelledClips<?> pans,
            double speed,
            Tap tap,
            MotionChannels channels,
            List<Integer> timesteps) {
        NavigableMap<Double, Map<MotionAxis, float[][]>> all = new TreeMap<>();
        int frames = pans.clips().get(0).frames();
        for (int t : timesteps) {
            // the mean over positions of M (equation 2)
            Features m = FeatureExtraction.of(model, pans.clips())
                    .reducing(x -> ContentCorrelation.remove(x.channels(channels.indices()))
                            .pooled(1))
                    .noised(tap, t); // (clips, F, C, 1, 1)
            Map<MotionAxis, float[][]> axes = new EnumMap<>(MotionAxis.class);
            for (MotionAxis axis : List.of(MotionAxis.HORIZONTAL, MotionAxis.VERTICAL)) {
                axes.put(axis, curves(m, pans.motions(), axis));
            }
            all.put((double) t, axes);
        }
        return new MotionProfile(tap, channels, speed * (frames - 1), all);
    }

    /** Mean over the clips of an axis; one that goes the other way passes the same places from the end. */
    private static float[][] curves(Features m, List<?> motions, MotionAxis axis) {
        int last = m.frames() - 1;
        float[][] sums = new float[m.channels()][m.frames()];
        int clips = 0;
        for (int clip = 0; clip < m.clips(); clip++) {
            int sign = axis.sign(motions.get(clip));
            if (sign == 0) {
                continue;
            }
            clips++;
            for (int c = 0; c < sums.length; c++) {
                for (int f = 0; f <= last; f++) {
                    sums[c][f] += m.at(clip, sign > 0 ? f : last - f, c, 0, 0);
                }
            }
        }
        if (clips == 0) {
            throw new MotionScopeException("A motion profile needs clips that pan " + axis.positive() + " and "
                    + axis.negative() + "; there are none.");
        }
        for (float[] curve : sums) {
            for (int f = 0; f < curve.length; f++) {
                curve[f] /= clips;
            }
        }
        return sums;
    }

    /**
     * The reference of the picture's content moving along a path, any way and as fast as it says.
     *
     * <p>Nothing was measured of clips that are faster: a path that is has their curves, made stronger by as much as it is
     * faster.
     *
     * @param path in pixels; as many frames as the clip
     */
    public MotionReference reference(MotionPath path) {
        double times = path.fastest() / speed();
        return times > 1 ? within(path.times(1 / times)).times(times) : within(path);
    }

    /**
     * The same of its k strongest channels only.
     *
     * @throws MotionScopeException if it has not so many
     */
    public MotionProfile top(int k) {
        MotionChannels fewer = channels.top(k);
        NavigableMap<Double, Map<MotionAxis, float[][]>> cut = new TreeMap<>();
        byTimestep.forEach((t, axes) -> {
            Map<MotionAxis, float[][]> kept = new EnumMap<>(MotionAxis.class);
            axes.forEach((axis, curves) -> kept.put(axis, Arrays.copyOf(curves, k)));
            cut.put(t, kept);
        });
        return new MotionProfile(tap, fewer, reach, cut);
    }

    /** Of the measured clips, in pixels per frame. */
    public double speed() {
        float[][] curves = byTimestep.firstEntry().getValue().get(MotionAxis.HORIZONTAL);
        return curves.length == 0 ? reach : reach / Math.max(1, curves[0].length - 1);
    }

    private MotionReference within(MotionPath path) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put(
                "points",
                IntStream.range(0, path.frames())
                        .mapToObj(f -> List.of(path.x(f), path.y(f)))
                        .toList());
        about.put("kind", "synthetic, from the profile of each step's t");
        about.put("reach", reach);
        about.put("profile", fingerprint());
        about.put("path", path.toString());
        return MotionReference.computed(tap, channels.indices(), about, t -> along(path, t));
    }

    /** Another one for other curves, so that a sidecar tells whether a clip's profile is still there. */
    private String fingerprint() {
        int hash = channels.hashCode();
        for (Map.Entry<Double, Map<MotionAxis, float[][]>> at : byTimestep.entrySet()) {
            hash = 31 * hash + at.getKey().hashCode();
            for (MotionAxis axis : List.of(MotionAxis.HORIZONTAL, MotionAxis.VERTICAL)) {
                hash = 31 * hash + Arrays.deepHashCode(at.getValue().get(axis));
            }
        }
        return Integer.toHexString(hash);
    }

    /** Nothing moves: every channel stays at its mean. */
    public MotionReference still(int frames) {
        int count = channels.count();
        return MotionReference.of(
                MotionTarget.vector(frames, count, new float[frames * count]), tap, channels.indices());
    }

    private MotionTarget along(MotionPath path, double timestep) {
        int count = channels.count();
        float[] values = new float[path.frames() * count];
        for (int f = 0; f < path.frames(); f++) {
            for (int c = 0; c < count; c++) {
                values[f * count + c] = at(timestep, MotionAxis.HORIZONTAL, c, path.x(f))
                        + at(timestep, MotionAxis.VERTICAL, c, path.y(f));
            }
        }
        return MotionTarget.vector(path.frames(), count, values).centred();
    }

    /** Linear between the two timesteps around; beyond the last as there. */
    private float at(double timestep, MotionAxis axis, int channel, double pixels) {
        Double low = byTimestep.floorKey(timestep);
        Double high = byTimestep.ceilingKey(timestep);
        double from = low == null ? high : low;
        double to = high == null ? low : high;
        float here = at(byTimestep.get(from).get(axis)[channel], pixels);
        float there = at(byTimestep.get(to).get(axis)[channel], pixels);
        double share = from == to ? 0 : (timestep - from) / (to - from);
        return (float) (here + share * (there - here));
    }

    /** A curve at a place, measured in pixels from the middle of the way; beyond its ends as there. */
    private float at(float[] curve, double pixels) {
        int last = curve.length - 1;
        double place = Math.min(last, Math.max(0, (0.5 + pixels / reach) * last));
        int low = (int) Math.min(last - 1, Math.floor(place));
        return low < 0 ? curve[0] : (float) (curve[low] + (place - low) * (curve[low + 1] - curve[low]));
    }

    /** Mean square of the references of right and down over the whole reach, over all timesteps: the scale of a loss. */
    public double energy() {
        double sum = 0;
        int count = 0;
        for (Map<MotionAxis, float[][]> axes : byTimestep.values()) {
            for (float[][] curves : axes.values()) {
                for (float[] curve : curves) {
                    for (float v : curve) {
                        sum += v * v;
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }

    @Override
    public String toString() {
        return "motion profile of " + channels + " of " + tap + " at " + byTimestep.size() + " timesteps";
    }
}
