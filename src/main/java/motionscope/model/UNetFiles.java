package motionscope.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.CheckpointView;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** The files of a denoiser, open: a {@code UNetMotionModel}, or an image network and the motion modules that go with it. */
public final class UNetFiles implements AutoCloseable {
    private final UNetMotionConfig config;
    private final Checkpoint weights;
    private final List<LoraFile> loras;
    private final LoraChanges changes;

    private UNetFiles(UNetMotionConfig config, Checkpoint weights, List<LoraFile> loras) {
        this.config = config;
        this.weights = weights;
        this.loras = loras;
        this.changes = LoraChanges.of(loras, LoraName.Part.UNET, weights);
    }

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
            return of(UNetMotionConfig.of(json), WeightFiles.ofNetwork(folder).open(variant));
        }
        if (adapter.isEmpty()) {
            return of(
                    UNet2DConfig.of(json, Optional.empty()),
                    WeightFiles.ofNetwork(folder).open(variant));
        }
        MotionAdapter motion = MotionAdapter.open(adapter.get(), variant);
        try {
            UNetMotionConfig config = UNet2DConfig.of(json, Optional.of(motion));
            return of(config, CheckpointView.union(WeightFiles.ofNetwork(folder).open(variant), motion.weights()));
        } catch (RuntimeException e) {
            motion.close();
            throw e;
        }
    }

    private static UNetFiles of(UNetMotionConfig config, Checkpoint weights) {
        return new UNetFiles(config, weights, List.of());
    }

    /**
     * The same with LoRAs added to the weights when they are read; closing either closes the weights.
     *
     * @throws MotionScopeException listing changes of weights that are not there or have another shape
     */
    public UNetFiles withLoras(List<Lora> added) {
        List<LoraFile> all = new ArrayList<>(loras);
        try {
            added.forEach(lora -> all.add(LoraFile.open(lora)));
            return new UNetFiles(config, weights, List.copyOf(all));
        } catch (RuntimeException e) {
            all.forEach(LoraFile::close);
            throw e;
        }
    }

    /** What the network is like. */
    public UNetMotionConfig config() {
        return config;
    }

    /** All weights under the names of the network, before LoRAs. */
    public Checkpoint weights() {
        return weights;
    }

    /**
     * Builds the network.
     *
     * @param scope owns its weights
     * @throws MotionScopeException listing missing, mis-shaped and unused weights
     */
    public UNetMotion load(Placement placement, Scope scope) {
        return UNetMotion.of(config, new Weights(weights, placement, scope, changes));
    }

    /** One weight as the network will have it, LoRAs included. */
    public Tensor read(String name, Placement placement, Scope scope) {
        return new Weights(weights, placement, scope, changes)
                .take(name, weights.entry(name).sizes());
    }

    @Override
    public void close() {
        weights.close();
        loras.forEach(LoraFile::close);
    }
}
