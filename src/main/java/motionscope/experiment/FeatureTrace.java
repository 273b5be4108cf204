package motionscope.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.model.Denoised;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.sampler.Plan;
import motionscope.sampler.Sampler;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Keeps features of clips while they are being drawn: before each chosen step, a pass of the noisy latent with the prompt (the
 * conditional half, without guidance) as far as the last tap. Where a run is steered, it sees the latent after the step's
 * updates. {@link Generation#tracing} makes one.
 */
public final class FeatureTrace implements SamplingListener {
    private final DiffusionModel model;
    private final Supplier<Denoiser> network;
    private final Supplier<Tensor> text;
    private final int clips;
    private final List<Tap> taps;
    private int from = 0;
    private int to = Integer.MAX_VALUE;
    private final Map<Integer, Map<Tap, Features>> seen = new LinkedHashMap<>();

    /**
     * @param prompts of the clips, as they are drawn
     * @throws MotionScopeException if a tap does not exist
     */
    public FeatureTrace(DiffusionModel model, List<String> prompts, List<Tap> taps) {
        this(model, () -> model, () -> model.encodePrompts(prompts), prompts.size(), taps.toArray(Tap[]::new));
    }

    /**
     * @param network of the model, as the run uses it
     * @param text the condition of the clips, (b, tokens, width)
     */
    FeatureTrace(DiffusionModel model, Supplier<Denoiser> network, Supplier<Tensor> text, int clips, Tap... taps) {
        if (taps.length == 0) {
            throw new MotionScopeException("A trace of features needs at least one tap, for example up1.");
        }
        List.of(taps).forEach(tap -> tap.require(model.taps()));
        this.model = model;
        this.network = network;
        this.text = text;
        this.clips = clips;
        this.taps = List.of(taps);
    }

    /** Only the steps from {@code first} up to, but not with, {@code end}; each costs a pass. */
    public FeatureTrace steps(int first, int end) {
        if (first < 0 || first >= end) {
            throw new MotionScopeException("Steps " + first + ".." + end + " were asked for; give a first step of 0 or"
                    + " more and an end behind it.");
        }
        from = first;
        to = end;
        return this;
    }

    @Override
    public Tensor beforePrediction(SamplingStep step, Tensor latent) {
        if (step.index() >= from && step.index() < to) {
            try (Scope scope = new Scope()) {
                Tensor shown = plan(step.count()).scaleInput(latent, step.index());
                Denoised pass = network.get()
                        .denoise(Denoising.of(shown, step.timestep(), text.get())
                                .tapping(taps.toArray(Tap[]::new))
                                .featuresOnly());
                Map<Tap, Features> features = new LinkedHashMap<>();
                taps.forEach(tap -> features.put(tap, Features.of(pass.at(tap), tap, step.timestep(), clips)));
                seen.put(step.index(), features);
            }
        }
        return latent;
    }

    private Plan plan(int count) {
        return Sampler.of(SchedulerConfig.of(model.schedulerConfig())).plan(count);
    }

    /** The steps that were looked at. */
    public List<Integer> steps() {
        return new ArrayList<>(seen.keySet());
    }

    /**
     * What a tap saw before a step, (clips, frames, channels, rows, columns).
     *
     * @throws MotionScopeException if that step or tap was not looked at
     */
    public Features at(int step, Tap tap) {
        Features features = seen.getOrDefault(step, Map.of()).get(tap);
        if (features == null) {
            throw new MotionScopeException("Features of " + tap + " at step " + step
                    + " were asked for; there are steps " + steps() + " of " + taps + ".");
        }
        return features;
    }

    /** The same, and forgets what was seen at that step. */
    public Features take(int step, Tap tap) {
        Features features = at(step, tap);
        seen.remove(step);
        return features;
    }
}
