package motionscope.motion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.PassMemory;
import motionscope.model.Tap;
import motionscope.model.WhatFits;
import motionscope.sampler.DdimInverseSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampler;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * Features of clips: each clip is made noisy (by noise, or by DDIM inversion), goes through the network with the empty
 * prompt as far as the last tap, and what the taps saw is copied to the host.
 *
 * <p>Clips go in small batches and {@link #reducing} shrinks each batch at once, so what is kept is small; {@link #streaming}
 * keeps nothing, so that any number of clips needs the memory of one batch. The noise of clip i comes from seed + i: a clip
 * gives the same features alone and among others.
 *
 * @param model the network
 * @param clips of equal size
 * @param prompts what the network is told of each clip
 * @param seed of the noise
 * @param batch clips that go through the network together; 0: as many as memory has room for, up to some
 * @param reduction applied to the features of each batch
 * @param progress told how many clips are done, of how many
 */
public record FeatureExtraction(
        DiffusionModel model,
        List<Clip> clips,
        List<String> prompts,
        long seed,
        int batch,
        UnaryOperator<Features> reduction,
        Progress progress) {
    /** Chosen by memory. */
    private static final int FITTING = 0;

    /** Told how far a long piece of work is. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (done, total) -> {};

        /** Called after each batch. */
        void at(int done, int total);
    }

    /** Takes the features of some clips as they come. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * @param first index of the first of these clips
         * @param features by tap, reduced, of the clips from {@code first} on
         */
        void take(int first, Map<Tap, Features> features);
    }

    /** Features of clips as they are, from seed 0, with the empty prompt. */
    public static FeatureExtraction of(DiffusionModel model, List<Clip> clips) {
        return new FeatureExtraction(
                model,
                List.copyOf(clips),
                Collections.nCopies(clips.size(), ""),
                0,
                FITTING,
                UnaryOperator.identity(),
                Progress.NONE);
    }

    public FeatureExtraction seed(long value) {
        return new FeatureExtraction(model, clips, prompts, value, batch, reduction, progress);
    }

    /** Tells the network the same of every clip; the paper tells it nothing. */
    public FeatureExtraction prompt(String value) {
        return prompts(Collections.nCopies(clips.size(), value));
    }

    /**
     * Tells the network something of each clip.
     *
     * @throws MotionScopeException if there are other numbers of prompts than clips
     */
    public FeatureExtraction prompts(List<String> values) {
        if (values.size() != clips.size()) {
            throw new MotionScopeException(
                    "Each clip has a prompt, but " + values.size() + " were given for " + clips.size() + " clips.");
        }
        return new FeatureExtraction(model, clips, List.copyOf(values), seed, batch, reduction, progress);
    }

    /** How many clips go through the network together; without this, as many as suit the device and its free memory. */
    public FeatureExtraction batch(int value) {
        if (value < 1) {
            throw new MotionScopeException("A batch has at least one clip, but " + value + " was given.");
        }
        return new FeatureExtraction(model, clips, prompts, seed, value, reduction, progress);
    }

    /** For example {@code f -> ContentCorrelation.remove(f).frame(0).pooled(2)}. */
    public FeatureExtraction reducing(UnaryOperator<Features> value) {
        return new FeatureExtraction(model, clips, prompts, seed, batch, value, progress);
    }

    public FeatureExtraction reporting(Progress value) {
        return new FeatureExtraction(model, clips, prompts, seed, batch, reduction, value);
    }

    /** Features at one tap of the clips with the noise of timestep t. */
    public Features noised(Tap tap, int timestep) {
        return noised(List.of(tap), timestep).get(tap);
    }

    /**
     * Features at several taps of the clips with the noise of timestep t: {@code sqrt(a) x + sqrt(1 - a) e}.
     *
     * @throws MotionScopeException if a tap or the timestep does not exist, or the clips do not fit the model
     */
    public Map<Tap, Features> noised(List<Tap> taps, int timestep) {
        GatheredFeatures gathered = new GatheredFeatures(clips.size());
        streaming(taps, timestep, gathered);
        return gathered.whole();
    }

    /** The same, handed over batch by batch and kept nowhere: a thousand clips need no more memory than four. */
    public void streaming(List<Tap> taps, int timestep, Consumer consumer) {
        Sampler sampler = Sampler.of(SchedulerConfig.of(model.schedulerConfig()));
        inBatches(taps, (latent, text, first) -> {
            Tensor noisy = sampler.schedule().noised(latent, noise(latent, first), timestep);
            consumer.take(first, look(noisy, timestep, text, taps));
        });
    }

    /**
     * Features during DDIM inversion (the paper's protocol: 25 steps, index 5, the empty prompt).
     *
     * @param steps steps of the whole inversion
     * @param index the step whose pass is looked at: its latent has gone through {@code index} steps
     */
    public Map<Tap, Features> inverted(List<Tap> taps, int steps, int index) {
        return inverted(taps, steps, List.of(index)).get(index);
    }

    /**
     * Features at several steps of one DDIM inversion.
     *
     * @param indices steps whose passes are looked at, ascending
     * @return by index, then by tap
     * @throws MotionScopeException if an index is no step of the inversion, or they do not ascend
     */
    public Map<Integer, Map<Tap, Features>> inverted(List<Tap> taps, int steps, List<Integer> indices) {
        Plan plan = new DdimInverseSampler(SchedulerConfig.of(model.schedulerConfig())).plan(steps);
        requireIndices(indices, steps);
        Map<Integer, GatheredFeatures> gathered = new LinkedHashMap<>();
        indices.forEach(index -> gathered.put(index, new GatheredFeatures(clips.size())));
        inBatches(taps, (latent, text, first) -> {
            Tensor current = latent;
            int at = 0;
            for (int index : indices) {
                current = invert(plan, current, text, at, index);
                at = index;
                gathered.get(index).take(first, look(current, plan.timestep(index), text, taps));
            }
        });
        Map<Integer, Map<Tap, Features>> whole = new LinkedHashMap<>();
        gathered.forEach((index, parts) -> whole.put(index, parts.whole()));
        return whole;
    }

    private static void requireIndices(List<Integer> indices, int steps) {
        int before = -1;
        for (int index : indices) {
            if (index < 0 || index >= steps) {
                throw new MotionScopeException("Inversion index " + index + " was asked for; " + steps
                        + " steps have 0.." + (steps - 1) + ".");
            }
            if (index <= before) {
                throw new MotionScopeException("Inversion indices ascend, but " + indices + " were given.");
            }
            before = index;
        }
        if (indices.isEmpty()) {
            throw new MotionScopeException("No inversion index was given; the paper's is 5.");
        }
    }

    private Tensor invert(Plan plan, Tensor latent, Tensor text, int from, int to) {
        if (from == to) {
            return latent;
        }
        return Sampling.run(
                        plan,
                        from,
                        to,
                        latent,
                        (x, t) -> model.denoise(Denoising.of(x, t, text)).prediction(),
                        SamplingListener.NONE)
                .latent();
    }

    /** One batch: a clean latent (b, c, f, h, w), its conditions (b, tokens, width), the index of its first clip. */
    private interface Batch {
        void run(Tensor latent, Tensor text, int first);
    }

    private void inBatches(List<Tap> taps, Batch work) {
        if (clips.isEmpty() || taps.isEmpty()) {
            throw new MotionScopeException("Features need at least one clip and one tap; there are " + clips.size()
                    + " and " + taps.size() + ".");
        }
        taps.forEach(tap -> tap.require(model.taps()));
        requireEqualSizes();
        int together = batch == FITTING ? BatchSize.fitting(model, clips.get(0)) : batch;
        requireMemory(Math.min(together, clips.size()));
        for (int first = 0; first < clips.size(); first += together) {
            int end = Math.min(clips.size(), first + together);
            try (Scope scope = new Scope()) {
                Tensor latent = model.encode(clips.subList(first, end)); // (b, c, f, h, w)
                work.run(latent, model.encodePrompts(prompts.subList(first, end)), first);
            }
            progress.at(end, clips.size());
        }
    }

    /** Before the first batch, not at the one where sizes change. */
    private void requireEqualSizes() {
        Clip one = clips.get(0);
        for (int i = 1; i < clips.size(); i++) {
            Clip other = clips.get(i);
            if (other.frames() != one.frames() || other.height() != one.height() || other.width() != one.width()) {
                throw new MotionScopeException("The clips differ in size: clip 0 has " + one.frames() + " frames of "
                        + one.width() + " x " + one.height() + ", clip " + i + " has " + other.frames() + " of "
                        + other.width() + " x " + other.height() + "; resize or cut them to one size.");
            }
        }
    }

    private Map<Tap, Features> look(Tensor shown, double timestep, Tensor text, List<Tap> taps) {
        Denoised seen = model.denoise(Denoising.of(shown, timestep, text)
                .tapping(taps.toArray(Tap[]::new))
                .featuresOnly());
        Map<Tap, Features> features = new LinkedHashMap<>();
        for (Tap tap : taps) {
            features.put(
                    tap, reduction.apply(Features.of(seen.at(tap), tap, timestep, Math.toIntExact(shown.size(0)))));
        }
        return features;
    }

    private void requireMemory(int together) {
        Clip one = clips.get(0);
        WhatFits.Size size = new WhatFits.Size(together, one.frames(), one.height(), one.width());
        WhatFits fits = new PassMemory(model, model.codec().downscale(), 1, false).whatFits(size);
        MemoryBudget.require(
                model.placement().device(), fits.cost().bytes(size), "Looking at " + size + " at once", fits::within);
    }

    private Tensor noise(Tensor latent, int first) {
        int one = Math.toIntExact(latent.count() / latent.size(0));
        long[] shape = latent.shape();
        shape[0] = 1;
        Tensor[] each = IntStream.range(0, Math.toIntExact(latent.size(0)))
                .mapToObj(i -> Tensor.of(new Noise(seed + first + i).randn(one), shape))
                .toArray(Tensor[]::new);
        return Tensor.cat(0, each).to(latent.device());
    }
}
