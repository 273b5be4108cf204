package motionscope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A native array of numbers, on the processor or a CUDA device, that belongs to a {@link Scope}.
 *
 * <p>Tensors are immutable: every operation returns a new one (or a view) in the innermost scope of the calling thread.
 * Every operation passes gradients, unless its text says otherwise. Binary operations broadcast as in PyTorch; scalars
 * are owned by libtorch, so no operation here can read a freed Java buffer during a backward pass.
 */
public final class Tensor {
    private final long[] shape;
    private final Device device;
    private final long bytes;
    private NDArray array;
    private Scope owner;

    private Tensor(NDArray array) {
        this.array = array;
        this.shape = array.getShape().getShape();
        this.device = Device.of(array.getDevice());
        this.bytes = count() * dtype().bytes();
    }

    /** Takes a fresh engine array into the innermost scope. */
    static Tensor wrap(NDArray array) {
        Tensor tensor;
        try {
            tensor = new Tensor(array);
            Scope.innermost().adopt(tensor);
        } catch (RuntimeException e) {
            array.close();
            throw e;
        }
        Scope.born(tensor.device, tensor.bytes);
        return tensor;
    }

    // ---- made from numbers ------------------------------------------------------------------------------------------

    /** A copy of host values, on the processor, row-major. */
    public static Tensor of(float[] values, long... shape) {
        requireCount(values.length, shape);
        return copyOf(Torch.manager().create(values, new Shape(shape)));
    }

    /** A copy of host values in double precision, on the processor, row-major. */
    public static Tensor of(double[] values, long... shape) {
        requireCount(values.length, shape);
        return copyOf(Torch.manager().create(values, new Shape(shape)));
    }

    /** A copy of host integers, on the processor, row-major. */
    public static Tensor of(long[] values, long... shape) {
        requireCount(values.length, shape);
        return copyOf(Torch.manager().create(values, new Shape(shape)));
    }

    /** The engine wraps the Java buffer; a native copy outlives it. */
    static Tensor copyOf(NDArray borrowed) {
        try (borrowed) {
            return wrap(EngineErrors.passing(borrowed::duplicate, () -> "a copy of " + borrowed.getShape()));
        }
    }

    /** A float32 tensor on the processor filled with one value. */
    public static Tensor full(double value, long... shape) {
        return wrap(filled(value, DataType.FLOAT32, shape));
    }

    private static NDArray filled(double value, DataType type, long... shape) {
        NDManager manager = Torch.manager();
        return EngineErrors.passing(
                () -> JniUtils.full(
                        (PtNDManager) manager, new Shape(shape), value, type, manager.getDevice(), SparseFormat.DENSE),
                () -> "filling " + Arrays.toString(shape));
    }

    private static void requireCount(long count, long[] shape) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != count) {
            throw new IllegalArgumentException(count + " values do not fill the shape " + Arrays.toString(shape) + ".");
        }
    }

    // ---- what it is -------------------------------------------------------------------------------------------------

    /** A copy of the shape. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** Size of one dimension; negative ones count from the last. */
    public long size(int dim) {
        return shape[dim < 0 ? dim + shape.length : dim];
    }

    /** Number of elements. */
    public long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Element type. */
    public DType dtype() {
        DataType type = array().getDataType();
        if (type == DataType.UNKNOWN) {
            return DType.BF16; // the one type that kernels make and the engine has no name for
        }
        return Arrays.stream(DType.values())
                .filter(d -> d != DType.BF16 && d.engineType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Unexpected element type " + type));
    }

    /** Where it lives. */
    public Device device() {
        return device;
    }

    // ---- read on the host -------------------------------------------------------------------------------------------

    /** A host copy of all values, widened to float32, row-major. */
    public float[] floats() {
        try (Scope scope = new Scope()) {
            return cast(DType.F32).array().toFloatArray();
        }
    }

    /** A host copy of all values in double precision, row-major. */
    public double[] doubles() {
        try (Scope scope = new Scope()) {
            return cast(DType.F64).array().toDoubleArray();
        }
    }

    /** A host copy of all values as integers, row-major. */
    public long[] longs() {
        try (Scope scope = new Scope()) {
            return cast(DType.I64).array().toLongArray();
        }
    }

    /** The only value of a tensor with one element. */
    public double item() {
        if (count() != 1) {
            throw new IllegalStateException("item() needs one element, the shape is " + Arrays.toString(shape) + ".");
        }
        return doubles()[0];
    }

    /** Whether no value is NaN or infinite. */
    public boolean isFinite() {
        try (Scope scope = new Scope()) {
            return Kernel.of("x", "torch.all(torch.isfinite(x))").call(this).item() != 0;
        }
    }

    // ---- type and place ---------------------------------------------------------------------------------------------

    /** The same values in another element type (this tensor itself if it has that type already). */
    public Tensor cast(DType type) {
        return dtype() == type
                ? this
                : Kernel.of("x", "torch.to(x, " + type.torchCode() + ")").call(this);
    }

    /** The same values on a device (this tensor itself if it is there already). No gradient passes a move. */
    public Tensor to(Device device) {
        if (device().equals(device)) {
            return this;
        }
        if (dtype() == DType.BF16) { // the engine's own move does not know this type and ends the process
            return moved(device.toString());
        }
        return wrap(EngineErrors.passing(
                () -> array().toDevice(device.engineDevice(), false), () -> "a move of " + this + " to " + device));
    }

    /** @param device in PyTorch's words */
    Tensor moved(String device) {
        return Kernel.of("x", "torch.to(torch.detach(x), torch.device(\"" + device + "\"), ops.prim.dtype(x))")
                .call(this);
    }

    /** On the device and in the precision of {@code placement}. No gradient passes a move between devices. */
    public Tensor to(Placement placement) {
        return Scope.of(() -> to(placement.device()).cast(placement.precision().dtype()));
    }

    /** The same values, constant to any gradient. */
    public Tensor detach() {
        return Kernel.of("x", "torch.detach(x)").call(this);
    }

    // ---- element by element -----------------------------------------------------------------------------------------

    public Tensor add(Tensor other) {
        return Kernel.of("x, y", "torch.add(x, y)").call(this, other);
    }

    public Tensor sub(Tensor other) {
        return Kernel.of("x, y", "torch.sub(x, y)").call(this, other);
    }

    public Tensor mul(Tensor other) {
        return Kernel.of("x, y", "torch.mul(x, y)").call(this, other);
    }

    public Tensor div(Tensor other) {
        return Kernel.of("x, y", "torch.div(x, y)").call(this, other);
    }

    public Tensor add(double value) {
        return withScalar("torch.add(x, torch.item(s))", value);
    }

    public Tensor mul(double value) {
        return withScalar("torch.mul(x, torch.item(s))", value);
    }

    public Tensor div(double value) {
        return withScalar("torch.div(x, torch.item(s))", value);
    }

    /** The scalar travels as a tensor that libtorch owns, so one kernel serves every value. */
    private Tensor withScalar(String expression, double value) {
        try (Scope scope = new Scope()) {
            Tensor scalar = wrap(filled(value, DataType.FLOAT64));
            return scope.keep(Kernel.of("x, s", expression).call(this, scalar));
        }
    }

    public Tensor neg() {
        return Kernel.of("x", "torch.neg(x)").call(this);
    }

    public Tensor abs() {
        return Kernel.of("x", "torch.abs(x)").call(this);
    }

    public Tensor square() {
        return Kernel.of("x", "torch.mul(x, x)").call(this);
    }

    public Tensor sqrt() {
        return Kernel.of("x", "torch.sqrt(x)").call(this);
    }

    /** Values below {@code low} become {@code low}, above {@code high} become {@code high}. */
    public Tensor clamp(double low, double high) {
        try (Scope scope = new Scope()) {
            Tensor lowest = wrap(filled(low, DataType.FLOAT64));
            Tensor highest = wrap(filled(high, DataType.FLOAT64));
            return scope.keep(Kernel.of("x, l, h", "torch.clamp(x, torch.item(l), torch.item(h))")
                    .call(this, lowest, highest));
        }
    }

    // ---- over dimensions --------------------------------------------------------------------------------------------

    /** Mean of all values, a scalar. */
    public Tensor mean() {
        return Kernel.of("x", "torch.mean(x)").call(this);
    }

    /** Mean over dimensions, which stay with size 1. */
    public Tensor mean(int... dims) {
        return Kernel.of("x", "torch.mean(x, " + list(dims) + ", True)").call(this);
    }

    /** Sum of all values, a scalar. */
    public Tensor sum() {
        return Kernel.of("x", "torch.sum(x)").call(this);
    }

    /** Sum over dimensions, which stay with size 1. */
    public Tensor sum(int... dims) {
        return Kernel.of("x", "torch.sum(x, " + list(dims) + ", True)").call(this);
    }

    /** Standard deviation over dimensions (divisor n - 1), which stay with size 1. */
    public Tensor std(int... dims) {
        return Kernel.of("x", "torch.std(x, " + list(dims) + ", True, True)").call(this);
    }

    /** Euclidean norm over one dimension, which stays with size 1; the gradient at zero is zero. */
    public Tensor norm(int dim) {
        return Kernel.of("x", "torch.linalg_vector_norm(x, 2, [" + dim + "], True)")
                .call(this);
    }

    /** Largest value, a scalar. */
    public Tensor max() {
        return Kernel.of("x", "torch.max(x)").call(this);
    }

    /** Quantile over the last dimension, which stays with size 1; linear between values. */
    public Tensor quantile(double share) {
        try (Scope scope = new Scope()) {
            Tensor q = wrap(filled(share, DataType.FLOAT32)).to(device());
            return scope.keep(
                    Kernel.of("x, q", "torch.quantile(x, q, -1, True)").call(this, q));
        }
    }

    // ---- shape ------------------------------------------------------------------------------------------------------

    /** The same values in another shape; one size may be -1. */
    public Tensor reshape(long... sizes) {
        return wrap(EngineErrors.passing(
                () -> array().reshape(sizes), () -> "a reshape of " + this + " to " + Arrays.toString(sizes)));
    }

    /** Dimensions in another order. */
    public Tensor permute(int... dims) {
        return wrap(array().transpose(dims));
    }

    /** A run of {@code length} entries of one dimension. */
    public Tensor narrow(int dim, long start, long length) {
        return Kernel.of("x", "torch.slice(x, " + dim + ", " + start + ", " + (start + length) + ", 1)")
                .call(this);
    }

    /** Entries of one dimension, by index. */
    public Tensor select(int dim, long... indices) {
        try (Scope scope = new Scope()) {
            Tensor at = of(indices, indices.length).to(device());
            return scope.keep(
                    Kernel.of("x, i", "torch.index_select(x, " + dim + ", i)").call(this, at));
        }
    }

    /** Equal parts along one dimension. */
    public Tensor[] chunk(int parts, int dim) {
        return Kernel.script("x", "List[Tensor]", "    return torch.chunk(x, " + parts + ", " + dim + ")\n")
                .callAll(this);
    }

    /** Each entry of one dimension {@code times} times, copies adjacent. */
    public Tensor repeatInterleave(long times, int dim) {
        return Kernel.of("x", "torch.repeat_interleave(x, " + times + ", " + dim + ")")
                .call(this);
    }

    /** Joins tensors along a dimension. */
    public static Tensor cat(int dim, Tensor... parts) {
        return joined("torch.cat", dim, parts);
    }

    /** Joins tensors of equal shape along a new dimension. */
    public static Tensor stack(int dim, Tensor... parts) {
        return joined("torch.stack", dim, parts);
    }

    private static Tensor joined(String function, int dim, Tensor... parts) {
        String names = IntStream.range(0, parts.length).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
        return Kernel.of(names, function + "([" + names + "], " + dim + ")").call(parts);
    }

    /** Matrix product over the last two dimensions. */
    public Tensor matmul(Tensor other) {
        return Kernel.of("x, y", "torch.matmul(x, y)").call(this, other);
    }

    private static String list(int... numbers) {
        return Arrays.toString(numbers);
    }

    // ---- life -------------------------------------------------------------------------------------------------------

    NDArray array() {
        NDArray alive = array;
        if (alive == null) {
            throw new IllegalStateException("This tensor " + Arrays.toString(shape)
                    + " was freed with its scope: keep(...) it, or read it before the scope closes.");
        }
        return alive;
    }

    Scope owner() {
        return owner;
    }

    void moveTo(Scope scope) {
        owner = scope;
    }

    void free() {
        NDArray alive = array;
        array = null;
        owner = null;
        if (alive != null) {
            alive.close();
            Scope.freed(device, bytes);
        }
    }

    @Override
    public String toString() {
        return array == null
                ? "Tensor" + Arrays.toString(shape) + " (freed)"
                : "Tensor" + Arrays.toString(shape) + " " + dtype() + " on " + device();
    }
}
