package motionscope.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/**
 * The tensors of a checkpoint, taken one by one by the layers that need them.
 *
 * <p>A network is built from names: {@code Conv2d.of(weights.at("conv_in"), ...)}. What is missing or of another shape is
 * collected, and {@link #finish} reports everything at once, together with what nobody took. Until {@code finish} has
 * returned the layers must not be used.
 */
public final class Weights {
    private static final int LISTED = 8;

    private final Checkpoint file; // null where weights are drawn
    private final Placement placement;
    private final Scope scope;
    private final WeightChange change;
    private final String prefix;
    private final Set<String> taken;
    private final List<String> problems;
    private final BiConsumer<String, long[]> drawn; // told of each weight that is drawn

    /**
     * @param file an open checkpoint
     * @param placement where the tensors go, and in which precision
     * @param scope owns the tensors, for as long as the model lives
     */
    public Weights(Checkpoint file, Placement placement, Scope scope) {
        this(file, placement, scope, WeightChange.NONE);
    }

    /**
     * @param file an open checkpoint
     * @param placement where the tensors go, and in which precision
     * @param scope owns the tensors, for as long as the model lives
     * @param change what happens to them on the way, in float32
     */
    public Weights(Checkpoint file, Placement placement, Scope scope, WeightChange change) {
        this(file, placement, scope, change, "", new HashSet<>(), new ArrayList<>(), (name, shape) -> {});
    }

    /**
     * Weights of no file, to measure a network of full size: each is drawn where it will be when it is taken, such that what
     * passes keeps its size. They differ from run to run.
     */
    public static Weights random(Placement placement, Scope scope) {
        return random(placement, scope, (name, shape) -> {});
    }

    /**
     * The same, told of the full name and the shape of each weight that is taken: what a file of such a network has.
     *
     * @param drawn called in the order in which the network takes its weights
     */
    public static Weights random(Placement placement, Scope scope, BiConsumer<String, long[]> drawn) {
        return new Weights(null, placement, scope, WeightChange.NONE, "", new HashSet<>(), new ArrayList<>(), drawn);
    }

    private Weights(
            Checkpoint file,
            Placement placement,
            Scope scope,
            WeightChange change,
            String prefix,
            Set<String> taken,
            List<String> problems,
            BiConsumer<String, long[]> drawn) {
        this.file = file;
        this.placement = placement;
        this.scope = scope;
        this.change = change;
        this.prefix = prefix;
        this.taken = taken;
        this.problems = problems;
        this.drawn = drawn;
    }

    /** The tensors whose names start with {@code name} and a dot. */
    public Weights at(String name) {
        return new Weights(file, placement, scope, change, prefix + name + ".", taken, problems, drawn);
    }

    /** The tensors of the {@code index}-th entry of a list. */
    public Weights at(String name, int index) {
        return at(name + "." + index);
    }

    /** Whether the checkpoint has this tensor. */
    public boolean has(String name) {
        return file != null && file.contains(prefix + name);
    }

    /** Where the tensors go. */
    public Placement placement() {
        return placement;
    }

    /**
     * Takes a tensor.
     *
     * @param name its name below this prefix
     * @param shape the shape that the configuration implies
     * @return the tensor, or null where a problem was noted: {@link #finish} will then throw
     */
    public Tensor take(String name, long... shape) {
        if (file == null) {
            drawn.accept(prefix + name, shape);
            try (Scope temporary = new Scope()) {
                return scope.adopt(RandomValues.of(name, placement, shape));
            }
        }
        String full = prefix + name;
        taken.add(full);
        if (!file.contains(full)) {
            problems.add("missing " + full);
            return null;
        }
        long[] found = file.entry(full).sizes();
        if (!Arrays.equals(found, shape)) {
            problems.add(full + " is " + Arrays.toString(found) + ", expected " + Arrays.toString(shape));
            return null;
        }
        if (!file.entry(full).dtype().isFloating()) {
            problems.add(full + " is " + file.entry(full).dtype() + ", expected a floating type");
            return null;
        }
        try (Scope temporary = new Scope()) {
            return scope.adopt(placed(full));
        }
    }

    /** Takes a tensor of any of several shapes that hold the same numbers (a 1x1 convolution is a matrix). */
    public Tensor takeAs(String name, long[] shape, long[]... stored) {
        for (long[] option : stored) {
            if (has(name) && Arrays.equals(file.entry(prefix + name).sizes(), option)) {
                Tensor tensor = take(name, option);
                if (tensor == null) {
                    return null;
                }
                try (Scope temporary = new Scope()) {
                    return scope.adopt(tensor.reshape(shape));
                }
            }
        }
        return take(name, shape);
    }

    /**
     * A computed table beside the weights: placed and owned like them.
     *
     * @param values called only where no problem was noted so far: a hostile configuration makes no large table
     * @return the table, or null where a problem was noted: {@link #finish} will then throw
     */
    public Tensor constant(Supplier<float[]> values, long... shape) {
        if (!problems.isEmpty()) {
            return null;
        }
        try (Scope temporary = new Scope()) {
            return scope.adopt(Tensor.of(values.get(), shape).to(placement));
        }
    }

    /**
     * Checks that every tensor was there, had its shape, and was taken.
     *
     * @param ignorable names that need no taker, for example buffers that are computed
     * @throws MotionScopeException listing what is missing, mis-shaped or unused
     */
    public void finish(Predicate<String> ignorable) {
        if (file == null) {
            return;
        }
        List<String> found = new ArrayList<>(problems);
        for (String name : file.names()) {
            if (!taken.contains(name) && !ignorable.test(name)) {
                found.add("unused " + name);
            }
        }
        if (!found.isEmpty()) {
            String listed = found.stream().limit(LISTED).collect(Collectors.joining("; "));
            String rest = found.size() > LISTED ? "; and " + (found.size() - LISTED) + " more" : "";
            throw new MotionScopeException("Weights " + file.label() + " do not fit their configuration: " + listed
                    + rest + ". Check that config.json belongs to this file.");
        }
    }

    /** Reads one tensor of a file as it is stored, on the processor, in the innermost scope. */
    public static Tensor read(Checkpoint file, String name) {
        Checkpoint.Entry entry = file.entry(name);
        return StoredValues.tensor(file.bytes(name), entry, Device.CPU, entry.dtype());
    }

    /** Reads a floating-point tensor to the device in the precision. */
    private Tensor placed(String name) {
        Checkpoint.Entry entry = file.entry(name);
        DType wanted = placement.precision().dtype();
        if (!change.concerns(name)) {
            return StoredValues.tensor(file.bytes(name), entry, placement.device(), wanted);
        }
        return Scope.of(() -> {
            Tensor wide = StoredValues.tensor(file.bytes(name), entry, placement.device(), DType.F32);
            return change.apply(name, wide).cast(wanted);
        });
    }
}
