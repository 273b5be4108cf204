package motionscope.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.tensor.Checkpoint;

/**
 * What a model is read from.
 *
 * <pre>{@code
 * ModelFiles.of(Path.of("stable-diffusion-v1-5")).variant("fp16").withMotionAdapter(Path.of("mm_sd_v15_v2.ckpt"))
 *         .withLora(Path.of("v2_lora_PanLeft.ckpt"), 0.8)
 * }</pre>
 *
 * <p>Each path may also be a name on Hugging Face whose files are in the cache of this machine: {@code owner/name}, {@code
 * owner/name/file}, {@code owner/name@revision}.
 *
 * @param folder in diffusers' layout
 * @param variant of the weights, for example fp16; empty for the plain ones, or the only one there is
 * @param singleFile a checkpoint of a whole model whose weights take the place of the folder's, as far as it has them
 * @param motionAdapter the motion modules of an image model: a folder of diffusers, or one of AnimateDiff's files
 * @param loras what is added to the weights, in this order
 */
public record ModelFiles(
        Path folder,
        Optional<String> variant,
        Optional<Path> singleFile,
        Optional<Path> motionAdapter,
        List<Lora> loras) {
    /** Copies the list; finds what is named as on Hugging Face and was downloaded ({@code owner/name}). */
    public ModelFiles {
        HubCache cache = HubCache.here();
        folder = cache.locate(folder);
        singleFile = singleFile.map(cache::locate);
        motionAdapter = motionAdapter.map(cache::locate);
        loras = List.copyOf(loras);
    }

    /** A folder as it is. */
    public static ModelFiles of(Path folder) {
        return new ModelFiles(folder, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same with the weights of this variant: {@code diffusion_pytorch_model.fp16.safetensors}. */
    public ModelFiles variant(String name) {
        return new ModelFiles(folder, Optional.of(name), singleFile, motionAdapter, loras);
    }

    /**
     * The same with the weights of a single-file checkpoint (Stable Diffusion 1.5, DreamBooth): the folder gives
     * configuration, words and schedule, and the parts that the file does not have.
     */
    public ModelFiles withWeights(Path checkpoint) {
        return new ModelFiles(folder, variant, Optional.of(checkpoint), motionAdapter, loras);
    }

    /** The weights of one part: from the single file where it has them, else from the folder of the part. */
    Checkpoint open(String part, WeightFiles stored) {
        if (singleFile.isPresent()) {
            SingleFile file = SingleFile.open(singleFile.get());
            if (file.parts().contains(part)) {
                return file.part(part);
            }
            file.close();
        }
        return stored.open(variant);
    }

    /** The same with these motion modules, or with these instead of others. */
    public ModelFiles withMotionAdapter(Path adapter) {
        return new ModelFiles(folder, variant, singleFile, Optional.of(adapter), loras);
    }

    /** The same with a LoRA more, added with this weight. */
    public ModelFiles withLora(Path lora, double weight) {
        List<Lora> more = new ArrayList<>(loras);
        more.add(new Lora(HubCache.here().locate(lora), weight));
        return new ModelFiles(folder, variant, singleFile, motionAdapter, more);
    }

    /** The folder's name, and those of the single file, the motion adapter and the LoRAs where there are some. */
    String name() {
        List<String> added = new ArrayList<>();
        singleFile.ifPresent(file -> added.add(HubCache.nameOf(file)));
        motionAdapter.ifPresent(adapter -> added.add(HubCache.nameOf(adapter)));
        loras.forEach(lora -> added.add(HubCache.nameOf(lora.path()) + " x " + lora.weight()));
        return HubCache.nameOf(folder) + (added.isEmpty() ? "" : " with " + String.join(", ", added));
    }
}
