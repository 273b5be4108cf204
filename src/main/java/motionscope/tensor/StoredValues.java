package motionscope.tensor;

import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Tensors of the bytes of a file. The values are copied once, from the mapping to where they will stay, in the type that
 * they will have: no second copy of a checkpoint is made on the way.
 */
final class StoredValues {
    /** Values that are widened at once: they stay in the processor's cache. */
    private static final int PIECE = 1 << 18;

    private StoredValues() {}

    /**
     * A tensor in the innermost scope, independent of the bytes.
     *
     * @param bytes direct, little-endian, row-major
     * @param entry their type and shape
     * @param device where it will be
     * @param type that it will have
     */
    static Tensor tensor(ByteBuffer bytes, Checkpoint.Entry entry, Device device, DType type) {
        if (entry.count() == 0) {
            return Scope.of(() -> Tensor.full(0, entry.sizes()).to(device).cast(type));
        }
        if (entry.dtype() == DType.BF16) {
            return ofBrainFloats(bytes, entry, device, type);
        }
        try (Scope scope = new Scope()) {
            Tensor borrowed = borrowed(bytes, entry.dtype(), entry.sizes());
            // half-precision files cross the bus as they are; the cast runs where the tensor will be
            Tensor there = borrowed.to(device).cast(type);
            return scope.keep(
                    there == borrowed ? Kernel.of("x", "torch.clone(x)").call(there) : there);
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** Reads the bytes themselves: it must not outlive them. */
    private static Tensor borrowed(ByteBuffer bytes, DType type, long... shape) {
        return Tensor.wrap(Torch.manager().create(bytes, new Shape(shape), type.engineType()));
    }

    /**
     * The engine cannot be given this type, so it gets bytes, and TorchScript says what they are. It does so by a copy, so
     * that is made piece by piece.
     */
    private static Tensor ofBrainFloats(ByteBuffer bytes, Checkpoint.Entry entry, Device device, DType type) {
        int most = DType.BF16.bytes() * PIECE;
        try (Scope scope = new Scope()) {
            Tensor whole = Kernel.of("x, n", "torch.empty([int(n)], dtype=" + type.torchCode() + ", device=x.device)")
                    .call(Tensor.full(0, 1).to(device), Tensor.of(new long[] {entry.count()}));
            Kernel copy = Kernel.of(
                    "x, y, i",
                    "torch.copy_(torch.slice(x, 0, int(i), int(i) + torch.floordiv(torch.size(y, 0), 2), 1),"
                            + " torch.view_copy(y, dtype=" + DType.BF16.torchCode() + "))");
            for (int begin = 0; begin < bytes.remaining(); begin += most) {
                try (Scope inner = new Scope()) {
                    int count = Math.min(most, bytes.remaining() - begin);
                    Tensor piece =
                            borrowed(bytes.slice(begin, count), DType.U8, count).to(device);
                    copy.call(whole, piece, Tensor.of(new long[] {begin / DType.BF16.bytes()}));
                }
            }
            return scope.keep(whole.reshape(entry.sizes()));
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }
}
