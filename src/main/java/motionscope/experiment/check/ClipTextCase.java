package motionscope.experiment.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.ClipText;
import motionscope.model.ClipTextConfig;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** A small {@code CLIPTextModel} with random weights: every {@code model*.safetensors} must give the recorded states. */
final class ClipTextCase extends NetworkCase {
    private static final String SUFFIX = ".safetensors";
    private static final String IDS = "in.ids";

    ClipTextCase() {
        super("CLIPTextModel");
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        ClipTextConfig config = ClipTextConfig.of(JsonFile.read(folder.resolve(CONFIG)));
        Tolerance tolerance = settings.deviceTolerance().orElse(Golden.tolerance(folder));
        List<String> files = Golden.files(folder, name -> name.startsWith("model") && name.endsWith(SUFFIX));
        if (files.isEmpty()) {
            throw new MotionScopeException("Folder '" + folder + "' has no model.safetensors; download it again.");
        }
        List<Row> rows = new ArrayList<>();
        for (String file : files) {
            try (Scope owner = Scope.detached();
                    SafeTensors weights = SafeTensors.open(folder.resolve(file));
                    SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO))) {
                ClipText text = ClipText.of(config, new Weights(weights, settings.placement(), owner));
                String name = file.substring(0, file.length() - SUFFIX.length());
                rows.addAll(compare(text, io, new Comparison(io, name + "/"), tolerance));
            }
        }
        return rows;
    }

    private static List<Row> compare(ClipText text, SafeTensors io, Comparison rows, Tolerance tolerance) {
        long[][] ids = ids(io);
        rows.input(IDS, "");
        try (Scope scope = new Scope()) {
            Tensor states = text.encode(ids, 0);
            rows.compareIfThere("embeddings", () -> text.embed(ids), tolerance);
            rows.compare("last_hidden_state", states, tolerance);
            rows.compareIfThere("pooled", () -> text.pooled(states, ids), tolerance);
            rows.compareIfThere("clip_skip.before_norm", () -> text.hidden(ids, 1), tolerance);
            rows.compareIfThere("clip_skip.last_hidden_state", () -> text.encode(ids, 1), tolerance);
        }
        return rows.finish();
    }

    /** The token ids of a case, a row for each text. */
    static long[][] ids(SafeTensors io) {
        long[] sizes = io.entry(IDS).sizes();
        if (sizes.length != 2) {
            throw new MotionScopeException(
                    io.path() + ": " + IDS + " is " + Arrays.toString(sizes) + ", but must be (texts, tokens).");
        }
        long[] flat = io.longs(IDS);
        int length = Math.toIntExact(sizes[1]);
        long[][] ids = new long[Math.toIntExact(sizes[0])][];
        Arrays.setAll(ids, i -> Arrays.copyOfRange(flat, i * length, (i + 1) * length));
        return ids;
    }
}
