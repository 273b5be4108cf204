package motionscope.model;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Tensor;

/**
 * Stable Diffusion's text encoder: CLIP's tokenizer and its text transformer. The empty prompt is a start token and padding.
 */
record ClipTextEncoder(ClipTokenizer tokenizer, ClipText text) implements TextEncoder {
    /**
     * Takes over the tokenizer.
     *
     * @throws MotionScopeException if the two do not fit each other
     */
    static ClipTextEncoder of(ClipTokenizer tokenizer, ClipText text) {
        ClipTextConfig config = text.config();
        if (tokenizer.size() > config.words() || tokenizer.length() > config.length()) {
            tokenizer.close();
            throw new MotionScopeException("The tokenizer has " + tokenizer.size() + " tokens and makes texts of "
                    + tokenizer.length() + ", the text encoder takes " + config.words() + " and up to "
                    + config.length() + ". Check that they belong to one model.");
        }
        return new ClipTextEncoder(tokenizer, text);
    }

    @Override
    public Tensor encode(List<String> prompts) {
        return encode(prompts, 0);
    }

    @Override
    public Tensor encode(List<String> prompts, int clipSkip) {
        if (prompts.isEmpty()) {
            throw new MotionScopeException("No prompts were given; give one for each clip, '' for none.");
        }
        long[][] ids =
                prompts.stream().map(prompt -> tokenizer.read(prompt).ids()).toArray(long[][]::new);
        return text.encode(ids, clipSkip); // (b, length, d)
    }

    @Override
    public String unread(String prompt) {
        return tokenizer.read(prompt).unread();
    }

    @Override
    public int width() {
        return text.config().width();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
