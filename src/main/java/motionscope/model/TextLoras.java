package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.WeightChange;

/**
 * What LoRAs add to a text encoder; most add nothing to it.
 *
 * @param changes for the reader of its weights
 */
record TextLoras(List<LoraFile> files, WeightChange changes) implements AutoCloseable {
    /**
     * @param encoder the text encoder's weights, with the prefix {@code text_model.} or without
     * @throws motionscope.MotionScopeException listing changes of weights that are not there or have another shape
     */
    static TextLoras open(List<Lora> loras, Checkpoint encoder) {
        List<LoraFile> files = new ArrayList<>();
        try {
            loras.forEach(lora -> files.add(LoraFile.open(lora)));
            return new TextLoras(files, LoraChanges.of(files, LoraName.Part.TEXT, encoder));
        } catch (RuntimeException e) {
            files.forEach(LoraFile::close);
            throw e;
        }
    }

    @Override
    public void close() {
        files.forEach(LoraFile::close);
    }
}
