package motionscope.tensor;

import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;

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
            return ofBrainFloats(bytes.asShortBuffer(), entry, device, type);
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

    /** The engine cannot be given this type. It is the high half of float32: nothing is lost, nor by a cast back. */
    private static Tensor ofBrainFloats(ShortBuffer halves, Checkpoint.Entry entry, Device device, DType type) {
        int most = Math.min(PIECE, halves.remaining());
        ByteBuffer piece = ByteBuffer.allocateDirect(Float.BYTES * most).order(ByteOrder.nativeOrder());
        IntBuffer bits = piece.asIntBuffer();
        short[] stored = new short[most]; // arrays, because single accesses to a mapping are slow
        int[] wide = new int[most];
        try (Scope scope = new Scope()) {
            Tensor whole = Tensor.full(0, halves.remaining()).to(device).cast(type);
            for (int begin = 0; begin < halves.remaining(); begin += most) {
                int count = Math.min(most, halves.remaining() - begin);
                halves.get(begin, stored, 0, count);
                for (int i = 0; i < count; i++) {
                    wide[i] = stored[i] << Short.SIZE;
                }
                bits.put(0, wide, 0, count);
                try (Scope inner = new Scope()) {
                    Tensor values = borrowed(piece.slice(0, Float.BYTES * count), DType.F32, count);
                    Tensor from = Tensor.of(new long[] {begin});
                    Kernel.of("x, y, i", "torch.copy_(torch.slice(x, 0, int(i), int(i) + torch.size(y, 0), 1), y)")
                            .call(whole, values, from);
                }
            }
            return scope.keep(whole.reshape(entry.sizes()));
        } finally {
            Reference.reachabilityFence(piece);
        }
    }
}
