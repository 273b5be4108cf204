package motionscope.sampler;

import motionscope.MotionScopeException;
import motionscope.tensor.Tensor;

/**
 * What is done to a predicted clean latent before it is used: nothing, clipping, or dynamic thresholding.
 *
 * @param kind which of them
 * @param range clipping: largest absolute value
 * @param ratio thresholding: the quantile of absolute values that becomes the threshold
 * @param most thresholding: largest threshold
 */
public record CleanLimit(Kind kind, double range, double ratio, double most) {
    /** The ways to limit. */
    public enum Kind {
        NONE,
        /** To {@code -range..range}. */
        CLIP,
        /** To the threshold s of each clip, then divided by s (Imagen, arXiv 2205.11487). */
        THRESHOLD
    }

    /** No limit. */
    public static final CleanLimit NONE = new CleanLimit(Kind.NONE, 1, 0.995, 1);

    /** @throws MotionScopeException if a number is outside of its range */
    public CleanLimit {
        requirePositive("clip_sample_range", range);
        requirePositive("sample_max_value", most);
        Latents.requireRange("dynamic_thresholding_ratio", ratio, 0, 1);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException(name + " is " + value + "; it must be above 0.");
        }
    }

    /** Thresholding goes before clipping, as in diffusers. */
    static CleanLimit read(Options options, boolean canThreshold) {
        boolean clips = options.flag("clip_sample", true);
        boolean thresholds = canThreshold && options.flag("thresholding", false);
        return new CleanLimit(
                thresholds ? Kind.THRESHOLD : clips ? Kind.CLIP : Kind.NONE,
                options.number("clip_sample_range", 1),
                options.number("dynamic_thresholding_ratio", 0.995),
                options.number("sample_max_value", 1));
    }

    Tensor apply(Tensor clean) {
        return switch (kind) {
            case NONE -> clean;
            case CLIP -> clean.clamp(-range, range);
            case THRESHOLD -> Latents.scoped(() -> threshold(clean));
        };
    }

    private Tensor threshold(Tensor clean) {
        Tensor flat = clean.reshape(clean.size(0), -1); // (b, c*f*h*w)
        // min(max(s, 1), most), as torch.clamp(min=1, max=most) means it when most is below 1
        Tensor s = flat.abs().quantile(ratio).clamp(Math.min(1, most), most); // (b, 1)
        return flat.div(s).clamp(-1, 1).reshape(clean.shape());
    }
}
