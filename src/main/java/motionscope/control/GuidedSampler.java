package motionscope.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import motionscope.MotionScopeException;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.Plan;
import motionscope.sampler.Predictor;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingResult;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Draws clips under guidance (paper, section 4).
 *
 * <p>The gradient is taken of the half with the prompt alone, stops at the last tap, and no weight gets one. An unguided
 * branch runs only from the first guided step to the last one that needs its keys and values. Clips of a batch have each
 * its own guidance. Guidance that destroys a clip is noticed, and the unguided clip is kept.
 */
public final class GuidedSampler {
    final Denoiser model;
    final Plan plan;
    final ClassifierFreeGuidance mix;
    final Tensor text;
    final KeySharing sharing;
    final boolean checkpointing;
    private final List<Guidance> guidance;
    private final ObjIntConsumer<GuidanceUpdate> watcher;

    /**
     * @param text conditions without prompt, then with, (2b, tokens, width); with prompt only, (b, tokens, width), where
     *     the scale of {@code mix} is 1. It must outlive the sampler.
     * @param guidance one for each clip
     * @throws MotionScopeException if a tap does not exist, or clips of a batch cannot share alike
     */
    public GuidedSampler(Denoiser model, Plan plan, ClassifierFreeGuidance mix, Tensor text, List<Guidance> guidance) {
        this(model, plan, mix, text, guidance, false, (update, clip) -> {});
    }

    private GuidedSampler(
            Denoiser model,
            Plan plan,
            ClassifierFreeGuidance mix,
            Tensor text,
            List<Guidance> guidance,
            boolean checkpointing,
            ObjIntConsumer<GuidanceUpdate> watcher) {
        this.model = model;
        this.plan = plan;
        this.mix = mix;
        this.text = text;
        this.guidance = List.copyOf(guidance);
        this.checkpointing = checkpointing;
        this.watcher = watcher;
        for (Guidance one : guidance) {
            one.taps().forEach(tap -> tap.require(model.taps()));
            one.steps().forRun(plan.steps());
        }
        this.sharing = commonSharing();
    }

    /** The same, keeping only what stands between blocks for the gradient: less memory, more time. */
    public GuidedSampler checkpointing(boolean value) {
        return new GuidedSampler(model, plan, mix, text, guidance, value, watcher);
    }

    /** The same, telling of every update and the clip it was made to. */
    public GuidedSampler watching(ObjIntConsumer<GuidanceUpdate> told) {
        return new GuidedSampler(model, plan, mix, text, guidance, checkpointing, told);
    }

    /** Keys and values belong to the whole batch, so clips that are guided must share in one way. */
    private KeySharing commonSharing() {
        List<Guidance> acting = guidance.stream().filter(Guidance::acts).toList();
        if (acting.isEmpty()) {
            return KeySharing.NONE;
        }
        KeySharing first = acting.get(0).sharing();
        for (Guidance other : acting) {
            if (other.sharing() != first) {
                throw new MotionScopeException("Clips of a batch share keys and values " + first + " and "
                        + other.sharing() + "; draw them in batches of one kind.");
            }
            for (int i = 0; first.inSampling() && i < plan.steps(); i++) {
                if (other.guides(i, plan.steps()) != acting.get(0).guides(i, plan.steps())) {
                    throw new MotionScopeException("Clips of a batch share keys and values in sampling (" + first
                            + ") but are guided at different steps; draw them one by one.");
                }
            }
        }
        return first;
    }

    /**
     * Runs all steps.
     *
     * @param start the latent that enters the first step, (b, c, f, h, w)
     * @param listener sees the latent of each step after its updates; where it stops the run, the result has a checkpoint
     * @return its latent belongs to the caller's scope
     * @throws MotionScopeException if shapes or regions do not fit, or goals contradict each other
     */
    public GuidedResult run(Tensor start, SamplingListener listener) {
        return run(0, start, start, null, new boolean[guidance.size()], listener);
    }

    /** Goes on from where a run was stopped, with the same settings. */
    public GuidedResult resume(GuidedCheckpoint from, SamplingListener listener) {
        if (from.step() >= plan.steps() || from.shape()[0] != guidance.size()) {
            throw new MotionScopeException("The " + from + " does not fit a run of " + plan.steps() + " steps and "
                    + guidance.size() + " clips; use the settings that it was made with.");
        }
        try (Scope scope = new Scope()) {
            var device = model.placement().device();
            Tensor latent = Tensor.of(from.latent(), from.shape()).to(device);
            Tensor start = Tensor.of(from.start(), from.shape()).to(device);
            Tensor branch = from.reference() == null
                    ? null
                    : Tensor.of(from.reference(), from.shape()).to(device);
            GuidedResult result = run(from.step(), latent, start, branch, from.givenUp(), listener);
            scope.keep(result.latent());
            return result;
        }
    }

    private GuidedResult run(
            int from, Tensor latent, Tensor start, Tensor branch, boolean[] givenUp, SamplingListener listener) {
        requireFitting(latent);
        List<ClipGuidance> clips = new ArrayList<>();
        for (int k = 0; k < guidance.size(); k++) {
            ClipGuidance clip =
                    new ClipGuidance(guidance.get(k), (int) latent.size(2), (int) latent.size(3), (int) latent.size(4));
            clip.divergence = givenUp[k] ? "Guidance was given up before the checkpoint." : null;
            clips.add(clip);
        }
        Set<Tap> looked = new LinkedHashSet<>();
        guidance.forEach(one -> looked.addAll(one.taps()));
        SharedKeys where = SharedKeys.of(model.taps(), sharing, looked);
        try (Scope scope = new Scope();
                Steering steering = new Steering(this, clips, start, where, watcher)) {
            if (branch != null) {
                steering.reference().start(branch);
            }
            Predictor predictor =
                    mix.over((x, t) -> model.denoise(Denoising.of(x, t, text).sharing(steering.inPrediction()))
                            .prediction());
            SamplingResult result = Sampling.run(plan, from, plan.steps(), latent, predictor, steering.and(listener));
            scope.keep(result.latent());
            int done = from + result.steps();
            Optional<GuidedCheckpoint> checkpoint = result.cancelled()
                    ? Optional.of(new GuidedCheckpoint(
                            done,
                            start.shape(),
                            result.latent().floats(),
                            steering.reference().latent() == null
                                    ? null
                                    : steering.reference().latent().floats(),
                            start.floats(),
                            steering.givenUp()))
                    : Optional.empty();
            List<GuidanceTrace> traces = clips.stream().map(ClipGuidance::trace).toList();
            return new GuidedResult(result.latent(), done, result.cancelled(), traces, checkpoint);
        }
    }

    /** The latents that enter a step of the unguided run. */
    Tensor plain(Tensor start, int step) {
        Predictor predictor =
                mix.over((x, t) -> model.denoise(Denoising.of(x, t, text)).prediction());
        return Sampling.run(plan, 0, step, start, predictor, SamplingListener.NONE)
                .latent();
    }

    private void requireFitting(Tensor latent) {
        if (latent.rank() != 5 || latent.size(0) != guidance.size()) {
            throw new MotionScopeException("The latent is " + Arrays.toString(latent.shape()) + " for "
                    + guidance.size() + " guidances; give (clips, channels, frames, rows, columns) and one for each.");
        }
        long conditions = (mix.needsUnconditional() ? 2 : 1) * latent.size(0);
        if (text.size(0) != conditions) {
            throw new MotionScopeException("There are " + text.size(0) + " conditions; " + latent.size(0)
                    + " clips at this guidance scale need " + conditions + ".");
        }
    }
}
