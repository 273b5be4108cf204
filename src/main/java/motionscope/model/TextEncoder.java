package motionscope.model;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Tensor;

/** Turns prompts into what a denoiser is conditioned on. */
public interface TextEncoder extends AutoCloseable {
    /**
     * @param prompts one for each clip; the empty prompt is the unconditional one
     * @return (b, tokens, width), float32, in the innermost scope
     * @throws MotionScopeException if a prompt cannot be read
     */
    Tensor encode(List<String> prompts);

    /**
     * The same from an earlier layer.
     *
     * @param clipSkip layers left out at the end
     * @throws MotionScopeException if there are not so many
     */
    default Tensor encode(List<String> prompts, int clipSkip) {
        if (clipSkip != 0) {
            throw new MotionScopeException(
                    "Clip skip is " + clipSkip + "; this model's text encoder has no layers to skip, so it must be 0.");
        }
        return encode(prompts);
    }

    /** The end of a prompt, where it is too long to be read whole; else empty. */
    default String unread(String prompt) {
        return "";
    }

    /** Width of a token. */
    int width();

    /** Frees what is no tensor. */
    @Override
    default void close() {}
}
