package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.tensor.JsonFile;

/** A folder with the configuration, random weights and reference tensors of one network, which {@code meta.json} names. */
abstract class NetworkCase implements CheckCase {
    static final String CONFIG = "config.json";
    /** Diffusers' name for a network's weights. */
    static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    private final String model;

    /** @param model the network's class in diffusers or transformers */
    NetworkCase(String model) {
        this.model = model;
    }

    @Override
    public final String kind() {
        return model;
    }

    @Override
    public final boolean computesNetworks() {
        return true;
    }

    @Override
    public final boolean accepts(Path folder) {
        Path meta = folder.resolve(Golden.META);
        return Files.isRegularFile(meta)
                && Files.isRegularFile(folder.resolve(CONFIG))
                && JsonFile.read(meta).string("model", "").equals(model);
    }
}
