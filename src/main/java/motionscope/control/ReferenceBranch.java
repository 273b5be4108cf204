package motionscope.control;

import motionscope.model.AttentionSharing;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.sampler.ClassifierFreeGuidance;
import motionscope.sampler.Plan;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The unguided branch that runs beside a guided one, from the first guided step to the last that needs its keys and
 * values. Before the first both branches are the same, so it starts from the guided branch's latent there. Everything
 * stays on the device.
 */
final class ReferenceBranch implements AutoCloseable {
    private final Denoiser model;
    private final Plan plan;
    private final ClassifierFreeGuidance mix;
    private final SharedKeys where;
    private Scope scope; // owns the latent
    private Tensor latent;
    private AttentionSharing store;
    private boolean conditionalOnly;
    private Tensor prediction; // belongs to the step

    ReferenceBranch(Denoiser model, Plan plan, ClassifierFreeGuidance mix, SharedKeys where) {
        this.model = model;
        this.plan = plan;
        this.mix = mix;
        this.where = where;
    }

    /** The latent that enters this step, or null where the branch does not run. */
    Tensor latent() {
        return latent;
    }

    /** Starts, or goes on, from a copy of a latent. */
    void start(Tensor from) {
        Scope next = Scope.detached();
        replace(next, next.adopt(from.detach()));
    }

    /** One pass with both halves, which stores keys and values and predicts. */
    void pass(SamplingStep step, Tensor text) {
        release();
        store = AttentionSharing.storing(where);
        conditionalOnly = false;
        AttentionSharing target = store;
        prediction = mix.over((x, t) ->
                        model.denoise(Denoising.of(x, t, text).sharing(target)).prediction())
                .predict(plan.scaleInput(latent, step.index()), step.timestep());
    }

    /** One pass of the half with the prompt, as far as a tap: all that the last gradient needs. */
    void passToTap(SamplingStep step, Tensor conditionalText, Tap... taps) {
        release();
        store = AttentionSharing.storing(where);
        conditionalOnly = true;
        Tensor ready = plan.scaleInput(latent, step.index());
        try (Scope pass = new Scope()) {
            model.denoise(Denoising.of(ready, step.timestep(), conditionalText)
                    .tapping(taps)
                    .featuresOnly()
                    .sharing(store));
        }
    }

    /** Keys and values of the half with the prompt, for the gradient. */
    AttentionSharing conditional() {
        if (store == null) {
            return AttentionSharing.NONE;
        }
        boolean halves = mix.needsUnconditional() && !conditionalOnly;
        return halves ? store.using(1, 2) : store.using();
    }

    /** Keys and values of all that a prediction needs. */
    AttentionSharing both() {
        return store == null ? AttentionSharing.NONE : store.using();
    }

    /** Moves over the step, or ends where the branch is needed no longer. */
    void advance(int step, boolean needed) {
        if (latent == null) {
            return;
        }
        release();
        if (!needed) {
            replace(null, null);
            return;
        }
        Tensor moved = plan.step(step, latent, prediction).previous();
        Scope next = Scope.detached();
        replace(next, next.adopt(moved));
    }

    private void replace(Scope next, Tensor other) {
        if (scope != null) {
            scope.close();
        }
        scope = next;
        latent = other;
    }

    private void release() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    @Override
    public void close() {
        release();
        replace(null, null);
    }
}
