package motionscope.sampler;

import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Pushes a prediction away from what the model expects without a prompt (arXiv 2207.12598).
 *
 * @param scale 1: the prompt as the model sees it; above: more of it; 0: no prompt
 * @param rescale 0..1, how much of the contrast that a large scale adds is taken back (arXiv 2305.08891, sec. 3.4)
 */
public record ClassifierFreeGuidance(double scale, double rescale) {
    /** @throws MotionScopeException if the scale is negative or no number, or rescale lies outside 0..1 */
    public ClassifierFreeGuidance {
        if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException("The guidance scale is " + scale + "; it must be a number of 0 or more.");
        }
        Latents.requireRange("guidance rescale", rescale, 0, 1);
    }

    /** Guidance without rescale. */
    public ClassifierFreeGuidance(double scale) {
        this(scale, 0);
    }

    /** Whether the prediction without prompt is needed at all; if not, a step costs half. */
    public boolean needsUnconditional() {
        return scale != 1;
    }

    /**
     * The guided prediction.
     *
     * @param unconditional prediction without prompt, (b, ...)
     * @param conditional prediction with prompt, in the same shape
     */
    public Tensor combine(Tensor unconditional, Tensor conditional) {
        Latents.requireSameShape("The unconditional prediction", unconditional, conditional);
        return Latents.scoped(() -> {
            Tensor guided = unconditional.add(conditional.sub(unconditional).mul(scale)); // u + scale (c - u)
            return rescale == 0 ? guided : rescaled(guided, conditional);
        });
    }

    /** Gives each clip of the batch, in part, the standard deviation of its conditional prediction. */
    private Tensor rescaled(Tensor guided, Tensor conditional) {
        int[] rest = IntStream.range(1, guided.rank()).toArray();
        Tensor even = guided.mul(conditional.std(rest).div(guided.std(rest)));
        return even.mul(rescale).add(guided.mul(1 - rescale));
    }

    /**
     * A guided predictor from one that takes both halves in one batch, without prompt first.
     *
     * @param halves called with a latent of (2b, ...); with (b, ...), prompts only, where the scale is 1
     */
    public Predictor over(Predictor halves) {
        if (!needsUnconditional()) {
            return halves;
        }
        return (latent, timestep) -> Scope.of(() -> {
            Tensor[] parts =
                    halves.predict(Tensor.cat(0, latent, latent), timestep).chunk(2, 0);
            return combine(parts[0], parts[1]);
        });
    }
}
