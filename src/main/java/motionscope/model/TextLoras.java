package motionscope.model;

import java.util.ArrayList;
import java.util.List;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.WeightChange;

/** What LoRAs add to a text encoder, open while its weights are read; most add nothing. */
public final class TextLoras implements AutoCloseable {
    private final List<LoraFile> files;
    private final WeightChange changes;

    private TextLoras(List<LoraFile> files, WeightChange changes) {
        this.files = files;
        this.changes = changes;
    }

    /**
     * Opens them.
     *
     * @param encoder the text encoder's weights, with the prefix {@code text_model.} or without
     * @throws motionscope.MotionScopeException listing changes of weights that are not there or have another shape
     */
    public static TextLoras open(List<Lora> loras, Checkpoint encoder) {
        List<LoraFile> files = new ArrayList<>();
        try {
            loras.forEach(lora -> files.add(LoraFile.open(lora)));
            return new TextLoras(files, LoraChanges.of(files, LoraName.Part.TEXT, encoder));
        } catch (RuntimeException e) {
            files.forEach(LoraFile::close);
            throw e;
        }
    }

    /** For the reader of the encoder's weights. */
    public WeightChange changes() {
        return changes;
    }

    @Override
    public void close() {
        files.forEach(LoraFile::close);
    }
}
