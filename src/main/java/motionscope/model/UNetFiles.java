package motionscope.model;

import java.nio.file.Path;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.CheckpointView;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * The files of a denoiser, open: a {@code UNetMotionModel}, or an image network and the motion modules that go with it.
 *
 * @param config of the network that they make
 * @param weights all of them, under the names of that network
 */
public record UNetFiles(UNetMotionConfig config, Checkpoint weights) implements AutoCloseable {
    /**
     * Opens them.
     *
     * @param folder with {@code config.json} and weights
     * @param variant of the weights; empty for the plain ones, or the only one there is
     * @param adapter a folder or a file of motion modules, for an image network
     * @throws MotionScopeException if a file is missing, damaged, or of another kind
     */
    public static UNetFiles open(Path folder, Optional<String> variant, Optional<Path> adapter) {
        JsonFile json = JsonFile.read(folder.resolve("config.json"));
        if (!json.string("_class_name", UNetMotionConfig.CLASS).equals(UNet2DConfig.CLASS)) {
            if (adapter.isPresent()) {
                throw new MotionScopeException("Network '" + folder + "' has motion modules already; the adapter '"
                        + adapter.get() + "' is for an image network (" + UNet2DConfig.CLASS + "). Leave one away.");
            }
            return new UNetFiles(
                    UNetMotionConfig.of(json), WeightFiles.ofNetwork(folder).open(variant));
        }
        if (adapter.isEmpty()) {
            return new UNetFiles(
                    UNet2DConfig.of(json, Optional.empty()),
                    WeightFiles.ofNetwork(folder).open(variant));
        }
        MotionAdapter motion = MotionAdapter.open(adapter.get(), variant);
        try {
            UNetMotionConfig config = UNet2DConfig.of(json, Optional.of(motion));
            Checkpoint both = CheckpointView.union(WeightFiles.ofNetwork(folder).open(variant), motion.weights());
            return new UNetFiles(config, both);
        } catch (RuntimeException e) {
            motion.close();
            throw e;
        }
    }

    /**
     * Builds the network.
     *
     * @param scope owns its weights
     * @throws MotionScopeException listing missing, mis-shaped and unused weights
     */
    public UNetMotion load(Placement placement, Scope scope) {
        return UNetMotion.of(config, new Weights(weights, placement, scope));
    }

    @Override
    public void close() {
        weights.close();
    }
}
