package motionscope.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model is read from.
 *
 * <pre>{@code
 * ModelFiles.of(Path.of("stable-diffusion-v1-5")).variant("fp16")
 * }</pre>
 *
 * @param folder in diffusers' layout
 * @param variant of the weights, for example fp16; empty for the plain ones, or the only one there is
 */
public record ModelFiles(Path folder, Optional<String> variant) {
    /** A folder as it is. */
    public static ModelFiles of(Path folder) {
        return new ModelFiles(folder, Optional.empty());
    }

    /** The same with the weights of this variant: {@code diffusion_pytorch_model.fp16.safetensors}. */
    public ModelFiles variant(String name) {
        return new ModelFiles(folder, Optional.of(name));
    }
}
