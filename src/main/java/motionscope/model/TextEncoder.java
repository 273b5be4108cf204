package motionscope.model;

import java.util.List;
import motionscope.tensor.Tensor;

/** Turns prompts into what a denoiser is conditioned on. */
public interface TextEncoder {
    /**
     * @param prompts one for each clip; the empty prompt is the unconditional one
     * @return (b, tokens, width), float32, in the innermost scope
     * @throws motionscope.MotionScopeException if a prompt cannot be read
     */
    Tensor encode(List<String> prompts);

    /** Width of a token. */
    int width();
}
