package motionscope.experiment.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.plot.Overlay;
import motionscope.plot.Scale;
import motionscope.sampler.Sampler;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * A clip being drawn, guided or not, with all that passed on the way: at each step what the network saw, the clean clip that
 * it believed in, and the features of a tap. Of a batch, the first clip.
 *
 * <p>One thread draws; others may look at the steps that are done, and stop it.
 *
 * <pre>{@code
 * var run = DenoisingRun.of(model.generate("a red circle on a blue stones background").seed(7)).looking(Tap.UP1);
 * run.draw();
 * run.clean(3); // the clean clip as step 3 predicts it
 * }</pre>
 */
public final class DenoisingRun implements AutoCloseable {
    private static final long SHARE_OF_DECODED = 4;

    private final Generation generation;
    private final VideoModel model;
    private final long cap;
    private final List<DenoisingStep> steps = new ArrayList<>();
    private final Map<Integer, FeatureIndex> features = new ConcurrentHashMap<>();
    private final DecodedClips decoded;
    private StepKeeper.Looking looking; // null: at no tap
    private IntConsumer watcher = step -> {};
    private long[] shape; // (1, c, f, h, w)
    private boolean begun;
    private boolean closed;
    private volatile boolean stopped;

    private DenoisingRun(Generation generation, long cap) {
        this.generation = generation;
        this.model = generation.model();
        this.cap = cap;
        this.decoded = new DecodedClips(cap / SHARE_OF_DECODED);
    }

    /** Nothing is drawn yet. Up to a quarter of Java's heap is used for what is kept. */
    public static DenoisingRun of(Generation generation) {
        return of(generation, FeatureStore.usualCap());
    }

    /** @param cap most bytes of latents and features; decoded clips take up to a quarter of it more */
    public static DenoisingRun of(Generation generation, long cap) {
        return new DenoisingRun(generation, cap);
    }

    /** Keeps features of this tap at every step; each costs a part of a pass. */
    public DenoisingRun looking(Tap at) {
        return looking(at, 0, Integer.MAX_VALUE);
    }

    /** Keeps features of this tap at the steps from {@code first} up to, but not with, {@code end}. */
    public DenoisingRun looking(Tap at, int first, int end) {
        if (looking != null || begun) {
            throw new MotionScopeException(
                    "A run looks at one tap, chosen once and before it is drawn; " + at + " came too late.");
        }
        looking = new StepKeeper.Looking(generation.tracing(at).steps(first, end), at, end - first);
        return this;
    }

    /** Tells of each step when it can be looked at; called by the thread that draws. */
    public DenoisingRun watching(IntConsumer told) {
        watcher = told;
        return this;
    }

    /**
     * Draws the clip; once.
     *
     * @return the clip as far as it came, where it was {@linkplain #stop stopped}
     * @throws MotionScopeException if a setting is of no use, or what is kept would need more than the cap
     */
    public GeneratedClip draw() {
        if (begun) {
            throw new MotionScopeException("This run was drawn already; make another one to draw again.");
        }
        begun = true;
        Sampler sampler = Sampler.of(SchedulerConfig.of(model.schedulerConfig()));
        generation.listening(new StepKeeper(sampler, looking, cap, this::keep));
        return generation.runAll().get(0);
    }

    private boolean keep(StepKeeper.Kept kept) {
        synchronized (steps) {
            if (closed) {
                return false;
            }
            shape = kept.shape();
            steps.add(kept.step());
            if (kept.features() != null) {
                features.put(kept.step().index(), kept.features());
            }
        }
        watcher.accept(kept.step().index());
        return !stopped;
    }

    /** Ends the run after the step that is going on; what is done stays. */
    public void stop() {
        stopped = true;
    }

    /** The steps that are done. */
    public List<DenoisingStep> steps() {
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }

    /**
     * One step that is done.
     *
     * @throws MotionScopeException if it is not done, or this is closed
     */
    public DenoisingStep step(int index) {
        List<DenoisingStep> done = steps();
        return done.stream()
                .filter(step -> step.index() == index)
                .findFirst()
                .orElseThrow(() -> new MotionScopeException("Step " + index + " was asked for; "
                        + (done.isEmpty() ? "none is kept." : "those done are " + indices(done) + ".")));
    }

    private static String indices(List<DenoisingStep> done) {
        return done.get(0).index() + ".." + done.get(done.size() - 1).index();
    }

    /** What the network saw at a step, as a clip: mostly noise at first. */
    public Clip seen(int step) {
        return decoded.get("seen " + step, () -> decode(step(step).latent()));
    }

    /** The clean clip as a step predicts it. */
    public Clip clean(int step) {
        return decoded.get("clean " + step, () -> decode(step(step).clean()));
    }

    private Clip decode(float[] latent) {
        try (Scope scope = new Scope()) {
            Tensor on = Tensor.of(latent, shape).to(model.placement().device());
            return model.decode(on, generation.frameRate()).get(0);
        }
    }

    /** The steps whose features are kept. */
    public List<Integer> tracedSteps() {
        return features.keySet().stream().sorted().toList();
    }

    /**
     * Features at a step, of the clip alone.
     *
     * @throws MotionScopeException if they were not kept
     */
    public FeatureIndex features(int step) {
        FeatureIndex found = features.get(step);
        if (found == null) {
            throw new MotionScopeException("Features at step " + step + " were asked for; "
                    + (looking == null
                            ? "the run looks at no tap."
                            : "there are those of steps " + tracedSteps() + "."));
        }
        return found;
    }

    /** The course of a channel over the frames at a step (eq. 2 for one channel), averaged over positions. */
    public double[] curve(int step, int channel) {
        return features(step).curves(channel).values()[0];
    }

    /**
     * A channel over a frame of the clean clip that a step predicts, the frame in grey; the mean over frames is taken away (eq.
     * 1). The colours reach as far as the channel does in any frame at this step.
     */
    public Overlay activation(int step, int frame, int channel) {
        FeatureIndex at = features(step);
        double reach = at.reach(0, channel, true);
        return Overlay.of(
                clean(step).image(frame), at.map(0, frame, channel, true), Scale.centred(reach > 0 ? reach : 1));
    }

    /** Channels of the tap by how much their curve rises or falls at a step, the steepest first. */
    public List<Integer> steepest(int step) {
        FeatureIndex index = features(step);
        double[] slopes = IntStream.range(0, index.features().channels())
                .mapToDouble(channel -> index.curves(channel).slopes()[0])
                .toArray();
        return IntStream.range(0, slopes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(channel -> -Math.abs(slopes[channel])))
                .toList();
    }

    /** Bytes of Java's heap that are held now. */
    public long bytes() {
        long latents = steps().stream()
                .mapToLong(s -> Float.BYTES * ((long) s.latent().length + s.clean().length))
                .sum();
        return latents
                + decoded.bytes()
                + features.values().stream().mapToLong(FeatureIndex::bytes).sum();
    }

    /** Stops the run and forgets everything; the model stays open. */
    @Override
    public void close() {
        stop();
        synchronized (steps) {
            closed = true;
            steps.clear();
            features.clear();
        }
        decoded.clear();
    }
}
