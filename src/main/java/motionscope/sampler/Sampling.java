package motionscope.sampler;

import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/** The loop: latent, prediction, step, and again. Each step has a scope of its own, so memory stays flat. */
public final class Sampling {
    private Sampling() {}

    /** Runs all steps of a plan; see {@link #run(Plan, int, int, Tensor, Predictor, SamplingListener)}. */
    public static SamplingResult run(Plan plan, Tensor latent, Predictor predictor, SamplingListener listener) {
        return run(plan, 0, plan.steps(), latent, predictor, listener);
    }

    /**
     * Runs some steps of a plan.
     *
     * @param from first step
     * @param to the step before which to stop; {@code plan.steps()} for all
     * @param latent what enters the first step: {@link Plan#start} of noise, {@link Plan#noised} of a clip, or, for an
     *     inversion, a clip; it is left as it is
     * @param listener told of every step; where it stops the loop, the result is what was done until then
     * @return its latent belongs to the caller's scope
     * @throws MotionScopeException if there are no such steps, shapes do not fit, or a latent is not finite
     */
    public static SamplingResult run(
            Plan plan, int from, int to, Tensor latent, Predictor predictor, SamplingListener listener) {
        if (from < 0 || from >= to || to > plan.steps()) {
            throw new MotionScopeException("Steps " + from + ".." + to + " were asked for; this plan has steps 0.."
                    + plan.steps() + ", and the first must lie before the last.");
        }
        if (!latent.isFinite()) {
            throw new MotionScopeException("The latent that enters " + at(plan, from)
                    + " has values that are not finite; check where it" + " comes from.");
        }
        try (Scope whole = new Scope()) {
            Scope held = null;
            Tensor current = latent;
            boolean goOn = true;
            int step = from;
            try {
                for (; goOn && step < to; step++) {
                    // The scope of the latent before is closed only when the next latent is safe in its own.
                    Scope next = Scope.detached();
                    try (Scope scope = new Scope()) {
                        SamplingStep now = at(plan, step);
                        StepResult result = advance(plan, now, current, predictor, listener);
                        goOn = listener.afterStep(now, result.previous(), result.cleanPrediction());
                        current = next.adopt(result.previous());
                    } catch (RuntimeException | Error e) {
                        next.close();
                        throw e;
                    }
                    close(held);
                    held = next;
                }
                return new SamplingResult(whole.keep(whole.adopt(current)), step - from, step < to);
            } finally {
                close(held);
            }
        }
    }

    private static StepResult advance(
            Plan plan, SamplingStep now, Tensor latent, Predictor predictor, SamplingListener listener) {
        int step = now.index();
        Tensor ready = listener.beforePrediction(now, latent);
        Latents.requireSameShape("The latent that a listener gave before " + now, ready, latent);
        Tensor prediction = predictor.predict(plan.scaleInput(ready, step), now.timestep());
        StepResult result = plan.step(step, ready, prediction);
        if (!result.previous().isFinite()) {
            String source = !ready.isFinite()
                    ? "the latent that a listener gave was not finite"
                    : !prediction.isFinite() ? "the model's prediction was not finite" : "the step itself overflowed";
            throw new MotionScopeException("The latent has values that are not finite after " + now + ": " + source
                    + ". Use float32, a lower guidance scale, or smaller guidance updates.");
        }
        return result;
    }

    private static SamplingStep at(Plan plan, int step) {
        return new SamplingStep(step, plan.steps(), plan.timestep(step));
    }

    private static void close(Scope scope) {
        if (scope != null) {
            scope.close();
        }
    }
}
