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

/**
 * The files of a denoiser, open: a {@code UNetMotionModel}, or an image network and the motion modules that go with it; and
 * LoRAs.
 */
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
     * @param files which of the weights, and what comes to them; the folder that it names is not looked at
     * @throws MotionScopeException if a file is missing, damaged, of another kind or not made for this network
     */
    public static UNetFiles open(Path folder, ModelFiles files) {
        List<Checkpoint> open = new ArrayList<>();
        try {
            return open(folder, files, open);
        } catch (RuntimeException e) {
            open.forEach(Checkpoint::close);
            throw e;
        }
    }

    private static UNetFiles open(Path folder, ModelFiles files, List<Checkpoint> open) {
        JsonFile json = JsonFile.read(folder.resolve("config.json"));
        boolean images = json.string("_class_name", UNetMotionConfig.CLASS).equals(UNet2DConfig.CLASS);
        if (!images && files.motionAdapter().isPresent()) {
            throw new MotionScopeException("Network '" + folder + "' has motion modules already; the adapter '"
                    + files.motionAdapter().get() + "' is for an image network (" + UNet2DConfig.CLASS
                    + "). Leave one away.");
        }
        Optional<MotionAdapter> adapter = files.motionAdapter().map(MotionAdapter::open);
        adapter.ifPresent(each -> open.add(each.weights()));
        UNetMotionConfig config = images ? UNet2DConfig.of(json, adapter) : UNetMotionConfig.of(json);
        Checkpoint weights = files.open(LdmNames.UNET, WeightFiles.ofNetwork(folder));
        open.add(weights);
        List<LoraFile> loras = new ArrayList<>();
        for (Lora lora : files.loras()) {
            LoraFile file = LoraFile.open(lora);
            open.add(file.file());
            loras.add(file);
        }
        Checkpoint all = adapter.isEmpty()
                ? weights
                : CheckpointView.union(weights, adapter.get().weights());
        return new UNetFiles(config, all, loras);
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
