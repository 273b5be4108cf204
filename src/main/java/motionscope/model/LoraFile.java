package motionscope.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Device;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * An open LoRA: what it adds to which layer.
 *
 * @param lora where it comes from, and its weight
 * @param changes one for each layer
 */
record LoraFile(Lora lora, Checkpoint file, List<Change> changes) implements AutoCloseable {
    private static final int LISTED = 8;

    /**
     * The two factors of one layer's change.
     *
     * @param module as the file names it, see {@link LoraName}
     * @param down name of the tensor (rank, in) or (rank, in, k, k)
     * @param up name of the tensor (out, rank) or (out, rank, 1, 1)
     * @param alpha name of the number that scales them: the change is alpha / rank of their product; null for the rank
     */
    record Change(LoraName.Part part, String module, String down, String up, String alpha) {}

    /** Everything of one layer while the names are read. */
    private record Layer(LoraName.Part part, String module) {}

    /** @throws MotionScopeException if it is no LoRA, or one of a kind that is not read */
    static LoraFile open(Lora lora) {
        Checkpoint file = Checkpoint.open(stored(lora.path()));
        try {
            return new LoraFile(lora, file, changes(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** SHA-256 of a line for the model and one for each LoRA with its weight. */
    static String hash(String model, List<Lora> loras) {
        StringBuilder lines = new StringBuilder(model).append('\n');
        for (Lora lora : loras) {
            try (Checkpoint file = Checkpoint.open(stored(lora.path()))) {
                lines.append(file.sha256()).append(' ').append(lora.weight()).append('\n');
            }
        }
        return Checkpoint.sha256(lines.toString());
    }

    /** A file as it is; of a folder the file that diffusers writes there. */
    private static Path stored(Path path) {
        if (!Files.isDirectory(path)) {
            return path;
        }
        WeightFiles own = new WeightFiles(path, "pytorch_lora_weights", "pytorch_lora_weights");
        return (own.present() ? own : WeightFiles.ofNetwork(path)).choose(Optional.empty());
    }

    /** Whether one of these is a name of a factor. */
    static boolean isLora(Iterable<String> names) {
        for (String name : names) {
            Optional<LoraName> read = LoraName.of(name);
            if (read.isPresent() && read.get().role() != LoraName.Role.ALPHA) {
                return true;
            }
        }
        return false;
    }

    private static List<Change> changes(Checkpoint file) {
        Map<Layer, Map<LoraName.Role, String>> layers = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String name : file.names()) {
            Optional<LoraName> read = LoraName.of(name);
            if (read.isEmpty()) {
                problems.add("unknown " + name);
                continue;
            }
            Layer layer = new Layer(read.get().part(), read.get().module());
            String other = layers.computeIfAbsent(layer, any -> new LinkedHashMap<>())
                    .put(read.get().role(), name);
            if (other != null) {
                problems.add(name + " and " + other + " are the same");
            }
        }
        List<Change> changes = new ArrayList<>();
        layers.forEach((layer, names) -> {
            String down = names.get(LoraName.Role.DOWN);
            String up = names.get(LoraName.Role.UP);
            if (down == null || up == null) {
                problems.add("one half of " + layer.module());
            }
            changes.add(new Change(layer.part(), layer.module(), down, up, names.get(LoraName.Role.ALPHA)));
        });
        if (changes.isEmpty()) {
            problems.add(0, "no factors");
        }
        refuse(file, problems, "only LoRAs of two factors a layer are read");
        return List.copyOf(changes);
    }

    /** @throws MotionScopeException if there are problems, listing the first */
    static void refuse(Checkpoint file, List<String> problems, String advice) {
        if (!problems.isEmpty()) {
            String listed = problems.stream().limit(LISTED).collect(Collectors.joining("; "));
            String rest = problems.size() > LISTED ? "; and " + (problems.size() - LISTED) + " more" : "";
            throw new MotionScopeException(
                    "LoRA '" + file.path() + "' cannot be used: " + listed + rest + ". Note that " + advice + ".");
        }
    }

    /** Why a change does not fit a weight of this shape, or null. */
    String fault(Change change, Checkpoint.Entry weight) {
        long[] down = file.entry(change.down()).sizes();
        long[] up = file.entry(change.up()).sizes();
        boolean fits = down.length >= 2
                && up.length >= 2
                && weight.shape().size() >= 2
                && down[0] == up[1]
                && up[0] == weight.shape().get(0)
                && file.entry(change.up()).count() == up[0] * up[1]
                && file.entry(change.down()).count() / Math.max(1, down[0]) * up[0] == weight.count()
                && down[0] > 0;
        boolean numbers = file.entry(change.down()).dtype().isFloating()
                && file.entry(change.up()).dtype().isFloating()
                && (change.alpha() == null || file.entry(change.alpha()).count() == 1);
        return fits && numbers
                ? null
                : weight.name() + " is " + weight.shape() + ", the factors are "
                        + file.entry(change.down()).shape() + " and "
                        + file.entry(change.up()).shape();
    }

    /** {@code weight * alpha / rank * up down}, in float32, of the shape of the layer's weight. */
    Tensor delta(Change change, Device device, long... shape) {
        Tensor down = read(change.down(), device); // (r, in, ...)
        Tensor up = read(change.up(), device); // (out, r, ...)
        long rank = down.size(0);
        double alpha = change.alpha() == null ? rank : file.doubles(change.alpha())[0];
        return up.reshape(up.size(0), rank)
                .matmul(down.reshape(rank, -1)) // (out, in ...)
                .mul(lora.weight() * alpha / rank)
                .reshape(shape);
    }

    private Tensor read(String name, Device device) {
        return Weights.read(file, name).to(device).cast(DType.F32);
    }

    @Override
    public void close() {
        file.close();
    }
}
