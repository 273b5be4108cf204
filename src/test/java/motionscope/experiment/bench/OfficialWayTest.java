package motionscope.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import motionscope.control.Guidance;
import motionscope.control.GuidedSampler;
import motionscope.control.KeySharing;
import motionscope.control.MotionReference;
import motionscope.control.MotionTarget;
import motionscope.control.Region;
import motionscope.model.Denoised;
import motionscope.model.Denoising;
import motionscope.model.FeatureGradient;
import motionscope.model.ForwardingDenoiser;
import motionscope.model.Tap;
import motionscope.model.UNetMotion;
import motionscope.sampler.Betas;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.CleanLimit;
import motionscope.sampler.DdimSampler;
import motionscope.sampler.Plan;
import motionscope.sampler.PredictionType;
import motionscope.sampler.SamplerKind;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SchedulerConfig;
import motionscope.sampler.SigmaOptions;
import motionscope.sampler.TimestepSpacing;
import motionscope.tensor.Autograd;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Draws;
import motionscope.testing.Golden;
import motionscope.testing.Leaks;
import org.junit.jupiter.api.Test;

/** That the benchmark compares like with like: the official way wastes what it says, and draws our clip. */
class OfficialWayTest {
    private static final int FRAMES = 3;
    private static final int STEPS = 6;
    private static final Plan PLAN = new DdimSampler(new SchedulerConfig(
                    SamplerKind.DDIM,
                    new Betas(Betas.Curve.LINEAR, 1000, 0.00085, 0.012, List.of(), false),
                    PredictionType.EPSILON,
                    TimestepSpacing.LEADING,
                    0,
                    false,
                    CleanLimit.NONE,
                    SigmaOptions.DEFAULT))
            .plan(STEPS);
    private static final ClassifierFreeGuidance MIX = new ClassifierFreeGuidance(7.5);

    private static Guidance guidance() {
        float[] values = {-1, 2, -0.5f, 0, 0, 0, 1, -2, 0.5f};
        MotionReference reference = MotionReference.of(MotionTarget.vector(FRAMES, 3, values), Tap.UP1, 1, 4, 9);
        return Guidance.officialCode()
                .toward(reference, Region.box(0, 0, 0.5, 1))
                .weight(60)
                .steps(1, 4);
    }

    /** A network that notes how much each call is of. */
    private static final class Noting extends ForwardingDenoiser {
        final List<Long> predictions = new ArrayList<>();
        final List<Long> gradients = new ArrayList<>();
        final Scope weights;
        Set<Tap> tapped;

        Noting(UNetMotion network, Scope weights) {
            super(network);
            this.weights = weights;
        }

        @Override
        public Denoised denoise(Denoising input) {
            predictions.add(input.latent().size(0));
            return super.denoise(input);
        }

        FeatureGradient wasteful(Denoising input, Function<Map<Tap, Tensor>, Tensor> loss) {
            gradients.add(input.latent().size(0));
            tapped = input.taps();
            return Autograd.alsoOf(weights, () -> gradient(input, loss, false));
        }
    }

    private static float[] official(Noting network, Tensor text, Tensor start, Guidance guidance) {
        return new OfficialWay(network, network::wasteful, PLAN, MIX, text, guidance)
                .run(start)
                .floats();
    }

    private static float[] ours(Noting network, Tensor text, Tensor start, Guidance guidance) {
        return new GuidedSampler(network, PLAN, MIX, text, List.of(guidance))
                .run(start, SamplingListener.NONE)
                .latent()
                .floats();
    }

    @Test
    void bothWaysDrawOneClipAndOneWayWastes() {
        try (Scope weights = Scope.detached();
                Scope scope = new Scope()) {
            Noting network = new Noting(Golden.of("unet_motion_small").unet(weights), weights);
            Tensor text = new Draws(6).floats(2, 7, network.textWidth());
            Tensor start = new Draws(5).floats(1, 4, FRAMES, 12, 8);
            Leaks.assertNone(() -> {
                try (Scope inner = new Scope()) {
                    float[] official = official(network, text, start, guidance());
                    assertEquals(List.of(2L, 2L, 2L, 2L, 2L, 2L), network.gradients); // 3 steps, 2 updates, both halves
                    assertEquals(2 * STEPS, network.predictions.size()); // two branches, all steps
                    assertEquals(Set.of(Tap.UP1, Tap.UP3), network.tapped); // every block
                    network.predictions.clear();
                    float[] ours = ours(network, text, start, guidance());
                    assertTrue(network.predictions.size() < 2 * STEPS);
                    assertTrue(GuidedFigures.difference(ours, official) < 1e-4);
                    // what would tell them apart: keys and values that are not shared, and no guidance
                    float[] unshared = ours(network, text, start, guidance().sharing(KeySharing.NONE));
                    assertTrue(GuidedFigures.difference(unshared, official) > 1e-2);
                    float[] plain = ours(network, text, start, guidance().weight(0));
                    assertTrue(GuidedFigures.difference(plain, official) > 1e-1);
                }
            });
        }
    }
}
