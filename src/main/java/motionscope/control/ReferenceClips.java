package motionscope.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.sampler.NoiseSchedule;
import motionscope.sampler.Sampler;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * Clips that move alike and look different: the mean of their features, content correlation removed, is their motion without
 * the looks of any of them. A reference of one clip carries that clip's looks, too.
 *
 * <pre>{@code
 * var clips = Choreography.still(16).with(0, 0, 11, MotionPath.toward(Direction.UP, 1.2, 16)).clips(8, 3);
 * var like = ReferenceClips.of(model, clips, Tap.UP0, Tap.UP1);
 * var guidance = Guidance.adaptive().toward(like.at(Tap.UP0)).toward(like.at(Tap.UP1));
 * }</pre>
 *
 * <p>All references share one set of passes: at each timestep that is asked for, the clips go once through the network, noised
 * to it, as far as the last tap.
 */
public final class ReferenceClips {
    /** Clips in one pass. */
    private static final int TOGETHER = 8;

    private final DiffusionModel model;
    private final List<Clip> clips;
    private final List<Tap> taps;
    private final long seed;
    private final Map<Integer, float[]> noises = new ConcurrentHashMap<>(); // the same at every timestep
    private final Map<Integer, Map<Tap, MotionTarget>> seen = new ConcurrentHashMap<>();

    private ReferenceClips(DiffusionModel model, List<Clip> clips, List<Tap> taps, long seed) {
        this.model = model;
        this.clips = List.copyOf(clips);
        this.taps = List.copyOf(taps);
        this.seed = seed;
    }

    /**
     * @param clips of one size and length
     * @throws MotionScopeException if there is no clip or no tap, the clips differ in size, or a tap does not exist
     */
    public static ReferenceClips of(DiffusionModel model, List<Clip> clips, Tap... taps) {
        if (clips.isEmpty() || taps.length == 0) {
            throw new MotionScopeException("A reference of clips needs at least one clip and one tap; there are "
                    + clips.size() + " and " + taps.length + ".");
        }
        for (Tap tap : taps) {
            tap.require(model.taps());
        }
        Clip first = clips.get(0);
        for (Clip clip : clips) {
            if (!size(clip).equals(size(first))) {
                throw new MotionScopeException("The reference clips differ in size: " + size(first) + " and "
                        + size(clip) + "; resize or cut them to one size.");
            }
        }
        return new ReferenceClips(model, clips, List.of(taps), 0);
    }

    private static String size(Clip clip) {
        return clip.frames() + " frames of " + clip.width() + " x " + clip.height();
    }

    /** The same; clip i is noised with the seed {@code value} + i. */
    public ReferenceClips seed(long value) {
        return new ReferenceClips(model, clips, taps, value);
    }

    /** Their motion in all channels of a tap; a pass of the first clip tells how many there are. */
    public MotionReference at(Tap tap) {
        requireLooked(tap);
        int there = seen.values().stream()
                .findAny()
                .map(known -> known.get(tap).channels())
                .orElseGet(() ->
                        of(model, clips.subList(0, 1), tap).mean(0).get(tap).channels());
        return at(tap, IntStream.range(0, there).toArray());
    }

    /** Their motion in channels that analysis has found at a tap. */
    public MotionReference at(Tap tap, MotionChannels channels) {
        return at(tap, channels.indices());
    }

    /** Their motion in some channels of a tap. */
    public MotionReference at(Tap tap, int... channels) {
        requireLooked(tap);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", "mean of clips, noised to each step's t");
        about.put("clips", clips.size());
        about.put("seed", seed);
        about.put("source_latents_sha256", hashes());
        return MotionReference.computed(tap, channels, about, t -> at((int) Math.round(t), tap, channels));
    }

    private void requireLooked(Tap tap) {
        if (!taps.contains(tap)) {
            throw new MotionScopeException(
                    "The reference clips look at " + taps + ", but " + tap + " was asked for; name it with them.");
        }
    }

    private List<String> hashes() {
        return clips.stream().map(clip -> MotionSource.of(model, clip).hash()).toList();
    }

    private MotionTarget at(int timestep, Tap tap, int... channels) {
        MotionTarget mean = seen.computeIfAbsent(timestep, this::mean).get(tap);
        MotionSource.requireChannels(tap, mean.channels(), channels);
        return mean.channels(channels);
    }

    /** By tap, the mean over clips of X' (equation 1) at a timestep. */
    private Map<Tap, MotionTarget> mean(int timestep) {
        NoiseSchedule schedule =
                Sampler.of(SchedulerConfig.of(model.schedulerConfig())).schedule();
        Map<Tap, MotionTarget> means = new LinkedHashMap<>();
        for (int first = 0; first < clips.size(); first += TOGETHER) {
            List<Clip> some = clips.subList(first, Math.min(clips.size(), first + TOGETHER));
            try (Scope scope = new Scope()) {
                Tensor clean = model.encode(some); // (b, c, f, h, w)
                Tensor noisy = schedule.noised(clean, noise(clean, first), timestep);
                Tensor empty = model.encodePrompts(Collections.nCopies(some.size(), ""));
                Denoised pass = model.denoise(Denoising.of(noisy, timestep, empty)
                        .tapping(taps.toArray(Tap[]::new))
                        .featuresOnly());
                for (Tap tap : taps) {
                    Tensor share = summed(pass.at(tap), some.size()).div(clips.size());
                    means.merge(tap, MotionSource.target(share), MotionTarget::plus);
                }
            }
        }
        return means;
    }

    /** The sum over clips of X', (b f, D, h, w) -> (f, D, h, w). */
    private static Tensor summed(Tensor x, int clips) {
        long frames = x.size(0) / clips;
        Tensor each = x.reshape(clips, frames, x.size(1), x.size(2), x.size(3));
        // (1) X' = X - (1/F) sum_f X_f
        return each.sub(each.mean(1)).sum(0).reshape(frames, x.size(1), x.size(2), x.size(3));
    }

    private Tensor noise(Tensor clean, int first) {
        long[] one = clean.shape();
        one[0] = 1;
        int count = Math.toIntExact(clean.count() / clean.size(0));
        Tensor[] each = IntStream.range(0, Math.toIntExact(clean.size(0)))
                .mapToObj(i -> Tensor.of(noises.computeIfAbsent(first + i, k -> new Noise(seed + k).randn(count)), one))
                .toArray(Tensor[]::new);
        return Tensor.cat(0, each).to(clean.device());
    }
}
