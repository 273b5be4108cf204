package motionscope.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model is read from.
 *
 * <pre>{@code
 * ModelFiles.of(Path.of("stable-diffusion-v1-5")).variant("fp16").withMotionAdapter(Path.of("mm_sd_v15_v2.ckpt"))
 * }</pre>
 *
 * @param folder in diffusers' layout
 * @param variant of the weights, for example fp16; empty for the plain ones, or the only one there is
 * @param motionAdapter the motion modules of an image model: a folder of diffusers, or one of AnimateDiff's files
 */
public record ModelFiles(Path folder, Optional<String> variant, Optional<Path> motionAdapter) {
    /** A folder as it is. */
    public static ModelFiles of(Path folder) {
        return new ModelFiles(folder, Optional.empty(), Optional.empty());
    }

    /** The same with the weights of this variant: {@code diffusion_pytorch_model.fp16.safetensors}. */
    public ModelFiles variant(String name) {
        return new ModelFiles(folder, Optional.of(name), motionAdapter);
    }

    /** The same with these motion modules, or with these instead of others. */
    public ModelFiles withMotionAdapter(Path adapter) {
        return new ModelFiles(folder, variant, Optional.of(adapter));
    }

    /** The folder's name, and that of the motion adapter where there is one. */
    String name() {
        return nameOf(folder)
                + motionAdapter.map(adapter -> " with " + nameOf(adapter)).orElse("");
    }

    private static String nameOf(Path path) {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }
}
