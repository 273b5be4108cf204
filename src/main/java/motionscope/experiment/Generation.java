package motionscope.experiment;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidanceTrace;
import motionscope.control.GuidanceUpdate;
import motionscope.control.GuidedCheckpoint;
import motionscope.control.GuidedResult;
import motionscope.control.GuidedSampler;
import motionscope.model.ChannelsOff;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.ModelDefaults;
import motionscope.model.PrunedDenoiser;
import motionscope.model.Tap;
import motionscope.model.WhatFits;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.DdimPlan;
import motionscope.sampler.Plan;
import motionscope.sampler.Predictor;
import motionscope.sampler.Sampler;
import motionscope.sampler.SamplerKind;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingResult;
import motionscope.sampler.SamplingStep;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * Clips to be drawn from prompts. Settings that are not made are the model's own ({@link ModelDefaults}).
 *
 * <p>A builder for one thread: each setter changes it and returns it.
 */
public final class Generation {
    private static final String UNCONDITIONAL = "";
    /** Seeds of the fresh noise of a step lie apart from those of the start. */
    private static final long STEP_SEEDS = 1_000_003;

    final VideoModel model;
    final List<String> prompts;
    long seed;
    private List<Long> seeds = List.of();
    int steps;
    double guidanceScale;
    double guidanceRescale;
    double eta;
    int frames;
    int height;
    int width;
    double frameRate;
    int clipSkip;
    int scale = 1;
    List<Guidance> guidance = List.of();
    List<ChannelsOff> off = List.of();
    JsonObject guide; // null where the guidance comes from no guide
    private SamplingListener listener = SamplingListener.NONE;
    private Consumer<GuidanceUpdate> watcher = update -> {};
    private GuidedCheckpoint from;
    private GuidedCheckpoint stoppedAt;
    private String newest = "";

    Generation(VideoModel model, List<String> prompts) {
        ModelDefaults defaults = model.defaults();
        this.model = model;
        this.prompts = List.copyOf(prompts);
        this.steps = defaults.steps();
        this.guidanceScale = defaults.guidanceScale();
        this.guidanceRescale = defaults.guidanceRescale();
        this.frames = defaults.frames();
        this.height = model.codec().sampleSize();
        this.width = model.codec().sampleSize();
        this.frameRate = defaults.frameRate();
    }

    /** The model that draws. */
    public VideoModel model() {
        return model;
    }

    /** Denoising steps. */
    public int steps() {
        return steps;
    }

    /** Frames a second of the clips. */
    public double frameRate() {
        return frameRate;
    }

    /** Clip i starts from the noise of seed + i, whatever the device; 0 or more. */
    public Generation seed(long value) {
        seeds = List.of();
        seed = value;
        return this;
    }

    /**
     * Each clip starts from the noise of its own seed: clips of several prompts and seeds in one batch.
     *
     * @throws MotionScopeException if there are not as many as prompts
     */
    public Generation seeds(List<Long> each) {
        if (each.size() != prompts.size()) {
            throw new MotionScopeException(
                    "There are " + each.size() + " seeds for " + prompts.size() + " prompts; give one for each.");
        }
        seeds = List.copyOf(each);
        return this;
    }

    /** The seed of one clip. */
    long seedOf(int clip) {
        return seeds.isEmpty() ? seed + clip : seeds.get(clip);
    }

    /** Denoising steps. */
    public Generation steps(int value) {
        steps = value;
        return this;
    }

    /** Scale of classifier-free guidance; 1 leaves it out. */
    public Generation guidanceScale(double value) {
        guidanceScale = value;
        return this;
    }

    /** How much of the contrast that guidance adds is taken back, 0..1. */
    public Generation guidanceRescale(double value) {
        guidanceRescale = value;
        return this;
    }

    /** Fresh noise in each DDIM step: 0 none, 1 as much as DDPM adds. */
    public Generation eta(double value) {
        eta = value;
        return this;
    }

    /** Frames of a clip. */
    public Generation frames(int value) {
        frames = value;
        return this;
    }

    /** Size of a frame in pixels, multiples of the codec's factor. */
    public Generation size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** Frames a second of the clip; the model does not know of it. */
    public Generation frameRate(double value) {
        frameRate = value;
        return this;
    }

    /** Layers of the text encoder that are left out at its end ("clip skip"); some fine-tuned models are made for 1. */
    public Generation clipSkip(int layers) {
        clipSkip = layers;
        return this;
    }

    /** Each pixel of the clip this many times along both sides, as pixels that can be seen. */
    public Generation enlarged(int times) {
        scale = times;
        return this;
    }

    /** Steers every clip in the same way. */
    public Generation guidedBy(Guidance value) {
        return guidedBy(Collections.nCopies(prompts.size(), value));
    }

    /** Steers each clip in its own way. */
    public Generation guidedBy(List<Guidance> each) {
        guidance = List.copyOf(each);
        guide = null;
        return this;
    }

    /** Steers every clip in the same way, and keeps in the sidecar the guide's JSON that asked for it. */
    public Generation guidedBy(Guidance value, JsonObject asked) {
        guidedBy(value);
        guide = asked.deepCopy();
        return this;
    }

    /**
     * Draws without some channels of a tap: the layers behind it do not get them, in any pass of the run.
     *
     * @throws MotionScopeException if the model has no such tap
     */
    public Generation without(ChannelsOff... channels) {
        List.of(channels).forEach(some -> some.tap().require(model.taps()));
        off = List.of(channels);
        return this;
    }

    /** The network as this run uses it. */
    private Denoiser network() {
        return off.isEmpty() ? model : new PrunedDenoiser(model, off);
    }

    /** Goes on from where a guided run was stopped, with the same settings. */
    public Generation resume(GuidedCheckpoint checkpoint) {
        from = checkpoint;
        return this;
    }

    /** Where the last guided run was stopped before its end. */
    public Optional<GuidedCheckpoint> checkpoint() {
        return Optional.ofNullable(stoppedAt);
    }

    /** Also tells this listener of every step. */
    public Generation listening(SamplingListener more) {
        listener = listener.and(more);
        return this;
    }

    /** Also tells of every update of a guided run, as it is made: the loss curve while it grows. */
    public Generation watching(Consumer<GuidanceUpdate> more) {
        watcher = watcher.andThen(more);
        return this;
    }

    /**
     * Also keeps what taps see while the clips are drawn: ask it after {@link #run}.
     *
     * <pre>{@code
     * var drawing = model.generate(prompt).seed(7);
     * var features = drawing.tracing(Tap.UP1).steps(0, 12);
     * drawing.run();
     * features.at(3, Tap.UP1);
     * }</pre>
     *
     * @throws MotionScopeException if the model has no such tap
     */
    public FeatureTrace tracing(Tap... taps) {
        FeatureTrace trace = new FeatureTrace(
                model, this::network, () -> model.encodePrompts(prompts, clipSkip), prompts.size(), taps);
        listening(trace);
        return trace;
    }

    /** Draws the only clip. */
    public GeneratedClip run() {
        return runAll().get(0);
    }

    /**
     * Draws all clips in one batch.
     *
     * @throws MotionScopeException if a setting or a prompt is of no use, or memory does not suffice
     */
    public List<GeneratedClip> runAll() {
        requireUsable();
        try (Scope scope = new Scope()) {
            Drawn result = draw(startingNoise());
            List<Clip> clips = model.decode(result.latent(), frameRate);
            float[] latents = result.latent().floats();
            int one = latents.length / clips.size();
            List<GeneratedClip> generated = new ArrayList<>();
            for (int i = 0; i < clips.size(); i++) {
                Optional<GuidanceTrace> trace = result.trace(i);
                Provenance provenance = Provenance.of(this, i, result.steps(), trace);
                float[] latent = Arrays.copyOfRange(latents, i * one, (i + 1) * one);
                generated.add(new GeneratedClip(clips.get(i).enlarge(scale), latent, provenance, trace));
            }
            return generated;
        }
    }

    /** Latents of a run, guided or not; without guidance there are no traces. */
    private record Drawn(Tensor latent, int steps, boolean cancelled, List<GuidanceTrace> traces) {
        Optional<GuidanceTrace> trace(int clip) {
            return traces.isEmpty() ? Optional.empty() : Optional.of(traces.get(clip));
        }
    }

    /** Draws latents (b, c, f, h, w) from noise of the same shape, in the innermost scope. */
    public SamplingResult sample(Tensor noise) {
        Drawn drawn = draw(noise);
        return new SamplingResult(drawn.latent(), drawn.steps(), drawn.cancelled());
    }

    private Drawn draw(Tensor noise) {
        ClassifierFreeGuidance mix = new ClassifierFreeGuidance(guidanceScale, guidanceRescale);
        Plan plan = plan(noise);
        String task = prompts.size() == 1 ? "Drawing a clip" : "Drawing " + prompts.size() + " clips";
        try (Scope scope = new Scope();
                WorkDisplay.Shown shown = WorkDisplay.start(task, steps)) {
            Tensor text = model.encodePrompts(conditions(mix.needsUnconditional()), clipSkip);
            Drawn drawn = guidance.isEmpty()
                    ? plain(plan, mix, text, noise, watched(shown))
                    : guided(plan, mix, text, noise, watched(shown));
            scope.keep(drawn.latent());
            return drawn;
        }
    }

    private Drawn plain(Plan plan, ClassifierFreeGuidance mix, Tensor text, Tensor noise, SamplingListener watched) {
        Denoiser network = network();
        Predictor predictor = mix.over((latent, timestep) ->
                network.denoise(Denoising.of(latent, timestep, text)).prediction());
        SamplingResult result = Sampling.run(plan, plan.start(noise), predictor, watched);
        return new Drawn(result.latent(), result.steps(), result.cancelled(), List.of());
    }

    private Drawn guided(Plan plan, ClassifierFreeGuidance mix, Tensor text, Tensor noise, SamplingListener watched) {
        GuidedSampler sampler = new GuidedSampler(network(), plan, mix, text, guidance)
                .checkpointing(needsCheckpointing(noise))
                .watching((update, clip) -> {
                    newest = String.format(Locale.ROOT, ", loss %.3g", update.loss());
                    watcher.accept(update);
                });
        GuidedResult result = from == null ? sampler.run(plan.start(noise), watched) : sampler.resume(from, watched);
        stoppedAt = result.checkpoint().orElse(null);
        newest = "";
        return new Drawn(result.latent(), result.steps(), result.cancelled(), result.traces());
    }

    /** Whether a gradient that keeps everything would take more than half of what is free. */
    private boolean needsCheckpointing(Tensor noise) {
        int[] s = Arrays.stream(noise.shape()).mapToInt(Math::toIntExact).toArray();
        long needed = model.estimateBytes(s[0], s[2], s[3], s[4], true);
        return !MemoryBudget.fits(model.placement().device(), 2 * needed);
    }

    /** What the network is told: the empty prompt for each clip first, where guidance needs it. */
    private List<String> conditions(boolean unconditional) {
        List<String> all = new ArrayList<>();
        if (unconditional) {
            all.addAll(Collections.nCopies(prompts.size(), UNCONDITIONAL));
        }
        all.addAll(prompts);
        return all;
    }

    private Plan plan(Tensor noise) {
        Plan plan = Sampler.of(SchedulerConfig.of(model.schedulerConfig())).plan(steps);
        if (eta == 0) {
            return plan;
        }
        if (!(plan instanceof DdimPlan ddim)) {
            throw new MotionScopeException(
                    "eta is " + eta + ", but only the " + SamplerKind.DDIM.className() + " adds fresh noise; use 0.");
        }
        return ddim.withNoise(
                eta, step -> noise(noise.shape(), STEP_SEEDS * (step + 1)).to(noise.device()));
    }

    /** The noise that sampling starts from, (b, c, f, h, w), in the innermost scope. */
    public Tensor startingNoise() {
        int factor = model.codec().downscale();
        long[] shape = {prompts.size(), model.latentChannels(), frames, height / factor, width / factor};
        return noise(shape, 0).to(model.placement().device());
    }

    private Tensor noise(long[] shape, long offset) {
        int one = Math.toIntExact(shape[1] * shape[2] * shape[3] * shape[4]);
        return Scope.of(() -> Tensor.cat(
                0,
                IntStream.range(0, prompts.size())
                        .mapToObj(i -> Tensor.of(
                                new Noise(seedOf(i) + offset).randn(one), 1, shape[1], shape[2], shape[3], shape[4]))
                        .toArray(Tensor[]::new)));
    }

    /** Shows each step; an interrupted thread ends the loop after its step, and what is done is kept. */
    private SamplingListener watched(WorkDisplay.Shown shown) {
        return listener.and(new SamplingListener() {
            @Override
            public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
                shown.to(step.index() + 1, "t = " + Math.round(step.timestep()) + newest);
                return !Thread.currentThread().isInterrupted();
            }
        });
    }

    private void requireUsable() {
        if (prompts.isEmpty()) {
            throw new MotionScopeException("No prompt was given; give at least one ('' draws without a prompt).");
        }
        if (!guidance.isEmpty() && guidance.size() != prompts.size()) {
            throw new MotionScopeException("There are " + guidance.size() + " guidances for " + prompts.size()
                    + " prompts; give one, or one for each.");
        }
        if (from != null && guidance.isEmpty()) {
            throw new MotionScopeException(
                    "A checkpoint was given, but no guidance; give the one that the run was begun with.");
        }
        IntStream.range(0, prompts.size())
                .mapToLong(this::seedOf)
                .filter(s -> s < 0)
                .findFirst()
                .ifPresent(s -> {
                    throw new MotionScopeException("The seed is " + s + "; use a whole number of 0 or more.");
                });
        int factor = model.codec().downscale();
        if (frames < 1 || height < factor || width < factor || height % factor != 0 || width % factor != 0) {
            throw new MotionScopeException("A clip of " + frames + " frames of " + width + " x " + height
                    + " was asked for; use at least 1 frame and sides that are multiples of " + factor + ".");
        }
        if (!(frameRate > 0 && frameRate <= 1000)) {
            throw new MotionScopeException("The frame rate is " + frameRate + "; use a number above 0, up to 1000.");
        }
        int halves = guidanceScale == 1 ? 1 : 2;
        DrawingMemory.require(model, new WhatFits.Size(prompts.size(), frames, height, width), halves);
    }
}
