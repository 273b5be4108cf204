package motionscope.experiment.bench;

import java.util.ArrayList;
import java.util.List;
import motionscope.control.Guidance;
import motionscope.control.GuidanceGradient;
import motionscope.model.AttentionSharing;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.Plan;
import motionscope.sampler.Predictor;
import motionscope.tensor.Device;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * What the official code does to draw one guided clip (method.md, section 2, column OFFICIAL_CODE), kept only to be measured
 * beside {@link motionscope.control.GuidedSampler}, which gives the same clip.
 *
 * <p>It wastes what that code wastes: the unguided branch runs at every step and always stores keys and values, with copies
 * on the host; the gradient pass is a {@link WholeGradient}. What is left out makes it a little cheaper than its model:
 * queries and the attentions that are never shared are not stored, nor is the output of the network computed in the gradient
 * pass.
 *
 * @param model its losses, its weights' and its predictions'
 * @param pass a gradient that is taken of the weights too
 * @param plan of a sampler that does not scale its input (DDIM)
 * @param mix of both halves
 * @param text without prompt, then with, (2, tokens, width)
 * @param guidance raw step size, fixed steps, keys and values shared for the gradient
 */
record OfficialWay(
        Denoiser model,
        WholeGradient.Pass pass,
        Plan plan,
        ClassifierFreeGuidance mix,
        Tensor text,
        Guidance guidance) {
    private static final String SHARED = "up[1-9]\\d*\\.attention\\d+";

    /** The latent after the last step, (1, c, f, h, w), in the caller's scope. */
    Tensor run(Tensor start) {
        try (Scope scope = new Scope()) {
            WholeGradient gradients = new WholeGradient(model, pass, text);
            Tensor latent = start;
            Tensor reference = start;
            Scope held = Scope.detached();
            try {
                for (int i = 0; i < plan.steps(); i++) {
                    Scope next = Scope.detached();
                    try (Scope step = new Scope();
                            AttentionSharing store = AttentionSharing.storing(OfficialWay::shared)) {
                        Tensor unguided = predict(reference, i, store);
                        Tensor updated = latent;
                        if (i >= guidance.steps().from() && i < guidance.steps().to()) {
                            updated = update(gradients, latent, i, store);
                        }
                        Tensor guided = predict(updated, i, AttentionSharing.NONE);
                        latent = next.adopt(plan.step(i, updated, guided).previous());
                        reference = next.adopt(plan.step(i, reference, unguided).previous());
                    } finally {
                        held.close();
                        held = next;
                    }
                }
                return scope.keep(scope.adopt(latent));
            } finally {
                held.close();
            }
        }
    }

    private static boolean shared(Tap tap) {
        return tap.name().matches(SHARED);
    }

    private Tensor predict(Tensor latent, int step, AttentionSharing sharing) {
        Predictor both = mix.over((x, t) ->
                model.denoise(Denoising.of(x, t, text).sharing(sharing)).prediction());
        return both.predict(latent, plan.timestep(step));
    }

    private Tensor update(WholeGradient gradients, Tensor latent, int step, AttentionSharing store) {
        List<Tensor> onHost = onHost(store);
        gradients.share(onHost.isEmpty() ? AttentionSharing.NONE : store.using());
        Tensor prompted = text.narrow(0, 1, 1); // (1, tokens, width)
        Tensor z = latent;
        for (int u = 0; u < guidance.updates(); u++) {
            onHost.forEach(copy -> copy.to(latent.device()));
            GuidanceGradient found =
                    GuidanceGradient.of(gradients, z, plan.timestep(step), prompted, guidance, step, plan.steps());
            // (7) z <- z - eta * grad_z L
            z = z.sub(found.clipped().mul(guidance.stepSize().value()));
        }
        return z;
    }

    /** Keys and values as they go to the host; where the network computes there, they are there already. */
    private List<Tensor> onHost(AttentionSharing store) {
        List<Tensor> copies = new ArrayList<>();
        for (Tap tap : model.taps()) {
            if (shared(tap)) {
                copies.add(store.pair(tap).key().to(Device.CPU));
                copies.add(store.pair(tap).value().to(Device.CPU));
            }
        }
        return copies;
    }
}
