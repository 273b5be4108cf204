package motionscope.motion;

import java.util.ArrayList;
import java.util.Arrays;
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
import motionscope.model.Tap;
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
 * <p>Clips go in small batches and {@link #reducing} shrinks each batch at once, so memory does not grow with their number.
 * The noise of clip i comes from seed + i: a clip gives the same features alone and among others.
 *
 * @param model the network
 * @param clips of equal size
 * @param seed of the noise
 * @param batch clips that go through the network together
 * @param reduction applied to the features of each batch
 * @param progress told how many clips are done, of how many
 */
public record FeatureExtraction(
        DiffusionModel model,
        List<Clip> clips,
        long seed,
        int batch,
        UnaryOperator<Features> reduction,
        Progress progress) {
    private static final int DEFAULT_BATCH = 4;

    /** Told how far a long piece of work is. */
    @FunctionalInterface
    public interface Progress {
        /** Does nothing. */
        Progress NONE = (done, total) -> {};

        /** Called after each batch. */
        void at(int done, int total);
    }

    /** Features of clips as they are, from seed 0. */
    public static FeatureExtraction of(DiffusionModel model, List<Clip> clips) {
        return new FeatureExtraction(
                model, List.copyOf(clips), 0, DEFAULT_BATCH, UnaryOperator.identity(), Progress.NONE);
    }

    public FeatureExtraction seed(long value) {
        return new FeatureExtraction(model, clips, value, batch, reduction, progress);
    }

    /** For example {@code f -> ContentCorrelation.remove(f).frame(0).pooled(2)}. */
    public FeatureExtraction reducing(UnaryOperator<Features> value) {
        return new FeatureExtraction(model, clips, seed, batch, value, progress);
    }

    public FeatureExtraction reporting(Progress value) {
        return new FeatureExtraction(model, clips, seed, batch, reduction, value);
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
        Sampler sampler = Sampler.of(SchedulerConfig.of(model.schedulerConfig()));
        return inBatches(taps, timestep, (latent, first) -> {
            Tensor noise = noise(latent, first);
            return sampler.schedule().noised(latent, noise, timestep);
        });
    }

    /**
     * Features during DDIM inversion (the paper's protocol: 25 steps, index 5, the empty prompt).
     *
     * @param steps steps of the whole inversion
     * @param index the step whose pass is looked at: its latent has gone through {@code index} steps
     */
    public Map<Tap, Features> inverted(List<Tap> taps, int steps, int index) {
        Plan plan = new DdimInverseSampler(SchedulerConfig.of(model.schedulerConfig())).plan(steps);
        if (index < 0 || index >= steps) {
            throw new MotionScopeException(
                    "Inversion index " + index + " was asked for; " + steps + " steps have 0.." + (steps - 1) + ".");
        }
        return inBatches(taps, plan.timestep(index), (latent, first) -> invert(plan, latent, index));
    }

    private Tensor invert(Plan plan, Tensor latent, int index) {
        if (index == 0) {
            return latent;
        }
        Tensor text = emptyPrompts(latent.size(0));
        return Sampling.run(
                        plan,
                        0,
                        index,
                        latent,
                        (x, t) -> model.denoise(Denoising.of(x, t, text)).prediction(),
                        SamplingListener.NONE)
                .latent();
    }

    /** From a clean latent (b, c, f, h, w) and the index of its first clip to what the network is shown. */
    private interface Preparation {
        Tensor of(Tensor latent, int first);
    }

    private Map<Tap, Features> inBatches(List<Tap> taps, double timestep, Preparation preparation) {
        if (clips.isEmpty() || taps.isEmpty()) {
            throw new MotionScopeException("Features need at least one clip and one tap; there are " + clips.size()
                    + " and " + taps.size() + ".");
        }
        taps.forEach(tap -> tap.require(model.taps()));
        Map<Tap, List<Features>> parts = new LinkedHashMap<>();
        for (int first = 0; first < clips.size(); first += batch) {
            List<Clip> some = clips.subList(first, Math.min(clips.size(), first + batch));
            try (Scope scope = new Scope()) {
                Tensor latent = model.encode(some); // (b, c, f, h, w)
                requireMemory(latent);
                Tensor shown = preparation.of(latent, first);
                Denoised seen = model.denoise(Denoising.of(shown, timestep, emptyPrompts(some.size()))
                        .tapping(taps.toArray(Tap[]::new))
                        .featuresOnly());
                for (Tap tap : taps) {
                    Features features = onHost(seen.at(tap), tap, timestep, some.size());
                    parts.computeIfAbsent(tap, t -> new ArrayList<>()).add(reduction.apply(features));
                }
            }
            progress.at(first + some.size(), clips.size());
        }
        Map<Tap, Features> whole = new LinkedHashMap<>();
        parts.forEach((tap, list) -> whole.put(tap, Features.join(list)));
        return whole;
    }

    private void requireMemory(Tensor latent) {
        int[] sizes = Arrays.stream(latent.shape()).mapToInt(Math::toIntExact).toArray();
        MemoryBudget.require(
                model.placement().device(),
                model.estimateBytes(sizes[0], sizes[2], sizes[3], sizes[4], false),
                "A pass over " + sizes[0] + " clips of " + sizes[2] + " frames",
                "Use shorter or smaller clips.");
    }

    private Tensor emptyPrompts(long count) {
        return model.encodePrompts(Collections.nCopies(Math.toIntExact(count), ""));
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

    /** (b f, c, h, w) on the device -> features on the host. */
    private static Features onHost(Tensor x, Tap tap, double timestep, int clips) {
        int[] s = Arrays.stream(x.shape()).mapToInt(Math::toIntExact).toArray();
        return new Features(tap, timestep, clips, s[0] / clips, s[1], s[2], s[3], x.floats());
    }
}
