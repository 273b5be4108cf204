package motionscope.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import motionscope.MotionScopeException;

/** Values on their way into a file: written piece by piece, so no second copy of a tensor is made. */
interface SafeTensorsSource {
    int PIECE = 1 << 16;

    void writeTo(OutputStream out) throws IOException;

    /** Puts value number i at the buffer's position. */
    interface Encoder {
        void put(ByteBuffer buffer, int i);
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static SafeTensorsSource of(DType type, float[] values) {
        return switch (type) {
            case F64 -> encoded(values.length, (to, i) -> to.putDouble(values[i]));
            case F32 -> encoded(values.length, (to, i) -> to.putFloat(values[i]));
            case F16 -> encoded(values.length, (to, i) -> to.putShort(HalfFloat.toF16(values[i])));
            case BF16 -> encoded(values.length, (to, i) -> to.putShort(HalfFloat.toBf16(values[i])));
            default ->
                throw new MotionScopeException(
                        "Fractions cannot be stored as " + type + "; choose F64, F32, F16 or BF16.");
        };
    }

    static SafeTensorsSource of(double[] values) {
        return encoded(values.length, (to, i) -> to.putDouble(values[i]));
    }

    static SafeTensorsSource of(String name, DType type, long[] values) {
        checkRange(name, type, values);
        return switch (type.bytes()) {
            case 8 -> encoded(values.length, (to, i) -> to.putLong(values[i]));
            case 4 -> encoded(values.length, (to, i) -> to.putInt((int) values[i]));
            default -> encoded(values.length, (to, i) -> to.put((byte) values[i]));
        };
    }

    static SafeTensorsSource of(ByteBuffer bytes) {
        return out -> {
            ByteBuffer rest = bytes.duplicate();
            byte[] piece = new byte[PIECE];
            while (rest.hasRemaining()) {
                int count = Math.min(rest.remaining(), PIECE);
                rest.get(piece, 0, count);
                out.write(piece, 0, count);
            }
        };
    }

    private static SafeTensorsSource encoded(int count, Encoder encoder) {
        return out -> {
            ByteBuffer piece = littleEndian(PIECE);
            for (int i = 0; i < count; i++) {
                encoder.put(piece, i);
                if (piece.remaining() < Long.BYTES || i == count - 1) {
                    out.write(piece.array(), 0, piece.position());
                    piece.clear();
                }
            }
        };
    }

    private static void checkRange(String name, DType type, long[] values) {
        long low =
                switch (type) {
                    case I64 -> Long.MIN_VALUE;
                    case I32 -> Integer.MIN_VALUE;
                    case I8 -> Byte.MIN_VALUE;
                    case U8, BOOL -> 0;
                    default ->
                        throw new MotionScopeException(
                                "Whole numbers are not stored as " + type + "; give them as float or double values.");
                };
        long high =
                switch (type) {
                    case I64 -> Long.MAX_VALUE;
                    case I32 -> Integer.MAX_VALUE;
                    case I8 -> Byte.MAX_VALUE;
                    case U8 -> 255;
                    default -> 1;
                };
        for (long value : values) {
            if (value < low || value > high) {
                throw new MotionScopeException("Tensor " + JsonStrict.shown(name) + " has the value " + value
                        + ", which " + type + " cannot hold (" + low + " to " + high + ").");
            }
        }
    }
}
