package motionscope.model;

import java.nio.file.Path;

/**
 * A LoRA and how strongly it is mixed in: small factors that are added to weights of a model.
 *
 * @param path a file of any of the usual kinds: AnimateDiff's motion LoRAs, diffusers', PEFT's, kohya's; or a folder with one, as diffusers writes
 *     it
 * @param weight 1 for as it was trained, 0 for not at all
 */
public record Lora(Path path, double weight) {
    /** @throws IllegalArgumentException if the weight is no finite number */
    public Lora {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("The weight of a LoRA is a finite number, not " + weight + ".");
        }
    }
}
