package motionscope.model;

import java.nio.file.Path;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Scope;

/**
 * The parts of a loaded model.
 *
 * @param folder where it was read from
 * @param scheduler {@code scheduler_config.json}
 * @param weights owns every native tensor of the parts
 */
record ModelParts(
        Path folder,
        Denoiser denoiser,
        TextEncoder text,
        Codec codec,
        JsonFile scheduler,
        ModelDefaults defaults,
        Scope weights)
        implements AutoCloseable {
    /** Frees the weights and what else the parts hold. */
    @Override
    public void close() {
        text.close();
        weights.close();
    }
}
