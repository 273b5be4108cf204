package motionscope.tensor;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.function.BiFunction;
import motionscope.MotionScopeException;

/** Widens the stored bytes of a tensor to Java arrays. Every widening is exact except F64, I64 and I32 to float. */
final class CheckpointValues {
    /** The most values one Java array is asked to hold. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

    private CheckpointValues() {}

    static <T> T read(Checkpoint file, String name, BiFunction<ByteBuffer, DType, T> convert) {
        Checkpoint.Entry entry = file.entry(name);
        if (entry.count() > MAX_ARRAY) {
            throw new MotionScopeException(file.path() + ": tensor " + JsonStrict.shown(name) + " has " + entry.count()
                    + " values, more than an array holds (" + MAX_ARRAY + "); read it in parts.");
        }
        try {
            return convert.apply(file.bytes(name), entry.dtype());
        } catch (InternalError e) { // the JVM's way of saying that a mapped page is gone
            throw new MotionScopeException(file.path() + " became shorter while it was read; load it again.", e);
        }
    }

    static float[] floats(ByteBuffer bytes, DType type) {
        float[] values = new float[bytes.remaining() / type.bytes()];
        switch (type) { // the types that weights have go in bulk
            case F32 -> bytes.asFloatBuffer().get(values);
            case F16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = HalfFloat.fromF16(halves.get(i));
                }
            }
            case BF16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = HalfFloat.fromBf16(halves.get(i));
                }
            }
            case I64 -> { // straight from long: by way of double it would be rounded twice
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getLong(8 * i);
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) at(bytes, type, i);
                }
            }
        }
        return values;
    }

    static double[] doubles(ByteBuffer bytes, DType type) {
        double[] values = new double[bytes.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(bytes, type, i);
        }
        return values;
    }

    static long[] longs(ByteBuffer bytes, DType type) {
        long[] values = new long[bytes.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole(bytes, type, i);
        }
        return values;
    }

    private static double at(ByteBuffer bytes, DType type, int i) {
        return switch (type) {
            case F64 -> bytes.getDouble(8 * i);
            case F32 -> bytes.getFloat(4 * i);
            case F16 -> HalfFloat.fromF16(bytes.getShort(2 * i));
            case BF16 -> HalfFloat.fromBf16(bytes.getShort(2 * i));
            default -> whole(bytes, type, i);
        };
    }

    private static long whole(ByteBuffer bytes, DType type, int i) {
        return switch (type) {
            case I64 -> bytes.getLong(8 * i);
            case I32 -> bytes.getInt(4 * i);
            case I8 -> bytes.get(i);
            case U8 -> bytes.get(i) & 0xff;
            case BOOL -> bytes.get(i) == 0 ? 0 : 1;
            default -> throw new IllegalArgumentException(type + " holds fractions");
        };
    }
}
