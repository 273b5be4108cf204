package motionscope.control;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.ForwardingDenoiser;
import motionscope.model.Tap;
import motionscope.sampler.Betas;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.CleanLimit;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.PredictionType;
import motionscope.sampler.Predictor;
import motionscope.sampler.SamplerKind;
import motionscope.sampler.Sampling;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.sampler.SigmaOptions;
import motionscope.sampler.TimestepSpacing;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Draws;
import motionscope.testing.Golden;

/** A network with random weights that counts its passes, and runs of a few steps with it: 4 frames of 8 x 8. */
final class SmallRun extends ForwardingDenoiser implements AutoCloseable {
    static final int FRAMES = 4;
    static final int SIDE = 8;
    static final int STEPS = 5;
    static final SchedulerConfig SCHEDULE = new SchedulerConfig(
            SamplerKind.DDIM,
            new Betas(Betas.Curve.LINEAR, 1000, 0.00085, 0.012, List.of(), false),
            PredictionType.EPSILON,
            TimestepSpacing.LEADING,
            0,
            false,
            CleanLimit.NONE,
            SigmaOptions.DEFAULT);

    private final Scope weights;
    int wholePasses;
    int shortPasses;
    int gradients;

    SmallRun() {
        this(Scope.detached());
    }

    private SmallRun(Scope weights) {
        super(Golden.of("unet_motion_small").unet(weights));
        this.weights = weights;
    }

    /** Noise of some clips. */
    static Tensor noise(int clips) {
        return new Draws(5).floats(clips, 4, FRAMES, SIDE, SIDE);
    }

    /** Conditions of some clips, without prompt first. */
    Tensor texts(int clips) {
        return new Draws(6).floats(2L * clips, 7, textWidth());
    }

    static Plan plan() {
        return new DdimSampler(SCHEDULE).plan(STEPS);
    }

    static ClassifierFreeGuidance mix() {
        return new ClassifierFreeGuidance(3);
    }

    /** A reference of 3 channels that asks for something else than what is there. */
    static MotionReference reference(int frames) {
        float[] values = new float[frames * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return MotionReference.of(MotionTarget.vector(frames, 3, values).centred(), Tap.UP1, 1, 4, 9);
    }

    GuidedSampler sampler(Guidance... each) {
        return new GuidedSampler(this, plan(), mix(), texts(each.length), List.of(each));
    }

    /** The last latents of a guided run, on the host. */
    float[] guided(Guidance... each) {
        try (Scope scope = new Scope()) {
            return sampler(each)
                    .run(noise(each.length), SamplingListener.NONE)
                    .latent()
                    .floats();
        }
    }

    /** The last latents of a run that knows nothing of guidance. */
    float[] plain(int clips) {
        try (Scope scope = new Scope()) {
            Tensor texts = texts(clips);
            Predictor predictor =
                    mix().over((x, t) -> denoise(Denoising.of(x, t, texts)).prediction());
            return Sampling.run(plan(), noise(clips), predictor, SamplingListener.NONE)
                    .latent()
                    .floats();
        }
    }

    @Override
    public Denoised denoise(Denoising input) {
        if (input.prediction()) {
            wholePasses++;
        } else {
            shortPasses++;
        }
        return super.denoise(input);
    }

    @Override
    public FeatureGradient gradient(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss, boolean checkpointing) {
        gradients++;
        return super.gradient(input, loss, checkpointing);
    }

    @Override
    public void close() {
        weights.close();
    }
}
