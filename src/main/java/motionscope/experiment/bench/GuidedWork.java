package motionscope.experiment.bench;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.GuidedResult;
import motionscope.control.GuidedSampler;
import motionscope.control.MotionReference;
import motionscope.control.MotionTarget;
import motionscope.control.Region;
import motionscope.experiment.VideoModel;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.Predictor;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * One guided clip, as latents, with the settings of the official code: once our way, once as that code does it. Text, noise
 * and reference are made before, for they cost both the same.
 */
final class GuidedWork implements AutoCloseable {
    private static final long SEED = 7;
    /** What the official code guides with. */
    private static final double SCALE = 7.5;

    private static final int STEPS = 25;
    private static final int FROM = 3;
    private static final int TO = 12;
    private static final int CHANNELS = 3;

    private final Denoiser model;
    private final WholeGradient.Pass pass;
    private final Plan plan;
    private final ClassifierFreeGuidance mix = new ClassifierFreeGuidance(SCALE);
    private final Guidance guidance;
    private final Scope kept = Scope.detached();
    private final Tensor text; // (2, tokens, width)
    private final Tensor start; // (1, c, f, h, w)

    /**
     * @param model to measure
     * @param pass its gradient that is taken of the weights too
     * @param plan of DDIM
     * @param guidance without a goal
     * @param conditions without prompt and with one, (2, tokens, width)
     * @param frames of the clip
     * @param side of a latent frame
     */
    GuidedWork(
            Denoiser model,
            WholeGradient.Pass pass,
            Plan plan,
            Guidance guidance,
            Tensor conditions,
            int frames,
            int side) {
        this.model = model;
        this.pass = pass;
        this.plan = plan;
        this.guidance = guidance.toward(reference(frames), Region.box(0, 0, 0.5, 1));
        text = kept.adopt(conditions);
        try (Scope scope = new Scope()) {
            long[] shape = {1, model.latentChannels(), frames, side, side};
            int count = Math.toIntExact(shape[1] * frames * side * side);
            start = kept.adopt(Tensor.of(new Noise(SEED).randn(count), shape)
                    .to(model.placement().device()));
        }
    }

    private static GuidedWork of(VideoModel model, String prompt, int frames, int side, int steps, int from, int to) {
        Plan plan = new DdimSampler(SchedulerConfig.of(model.schedulerConfig())).plan(steps);
        try (Scope scope = new Scope()) {
            return new GuidedWork(
                    model,
                    model::gradientOfWeightsToo,
                    plan,
                    Guidance.officialCode().steps(from, to),
                    model.encodePrompts(List.of("", prompt)),
                    frames,
                    side);
        }
    }

    /** A clip of the model's own size; the share of guided steps is that of 3..11 of 25. */
    static GuidedWork whole(VideoModel model, String prompt, int steps) {
        int from = Math.round((float) FROM * steps / STEPS);
        int to = Math.max(from + 1, Math.round((float) TO * steps / STEPS));
        return of(model, prompt, model.defaults().frames(), side(model), steps, from, to);
    }

    /** A quarter of the area, few frames, three steps of which two are guided: to be drawn a hundred times. */
    static GuidedWork small(VideoModel model, String prompt) {
        return of(model, prompt, Math.min(4, model.defaults().frames()), side(model) / 2, 3, 0, 2);
    }

    private static int side(VideoModel model) {
        return model.codec().sampleSize() / model.codec().downscale();
    }

    /** A straight line through time around zero, of some channels: which ones, no time depends on. */
    private static MotionReference reference(int frames) {
        float[] values = new float[frames * CHANNELS];
        int[] channels = new int[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            channels[c] = c;
            for (int f = 0; f < frames; f++) {
                values[f * CHANNELS + c] = (c % 2 == 0 ? 1f : -1f) * (2 * f - frames + 1) / frames;
            }
        }
        return MotionReference.of(MotionTarget.vector(frames, CHANNELS, values), Tap.UP1, channels);
    }

    /**
     * Our way; gives the last latent.
     *
     * @throws MotionScopeException if guidance was given up: the rest of the run would be cheaper than it should be
     */
    float[] ours() {
        return ours(false);
    }

    /** The same, in less memory and more time where asked. */
    float[] ours(boolean checkpointing) {
        try (Scope scope = new Scope()) {
            GuidedResult result = new GuidedSampler(model, plan, mix, text, List.of(guidance))
                    .checkpointing(checkpointing)
                    .run(plan.start(start), SamplingListener.NONE);
            result.traces().get(0).divergence().ifPresent(said -> {
                throw new MotionScopeException("The guided clip to be measured failed. " + said);
            });
            return result.latent().floats();
        }
    }

    /** The clip without guidance; gives the last latent. */
    float[] plain() {
        try (Scope scope = new Scope()) {
            Predictor predictor = mix.over((latent, timestep) ->
                    model.denoise(Denoising.of(latent, timestep, text)).prediction());
            return Sampling.run(plan, plan.start(start), predictor, SamplingListener.NONE)
                    .latent()
                    .floats();
        }
    }

    /** As the official code does it; gives the last latent. */
    float[] official() {
        try (Scope scope = new Scope()) {
            return new OfficialWay(model, pass, plan, mix, text, guidance)
                    .run(plan.start(start))
                    .floats();
        }
    }

    /** Frees text and noise. */
    @Override
    public void close() {
        kept.close();
    }
}
