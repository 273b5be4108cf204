package motionscope.tensor;

import java.util.stream.LongStream;
import motionscope.MotionScopeException;

/**
 * Random numbers equal to those of PyTorch's CPU generator, in plain Java.
 *
 * <p>{@code new Noise(seed)} behaves as {@code torch.Generator().manual_seed(seed)}: every call draws on from where the
 * last one stopped. Nothing global is touched, so the same seed gives the same noise on every device and in every
 * thread. Integers and uniform numbers are equal; normal ones agree within 2e-6 (PyTorch's vector instructions differ
 * in the last bits).
 *
 * <p>Only the low 32 bits of a seed count. A negative seed is taken by its bits, which is what PyTorch does too: -1 is
 * 2^64 - 1. Not safe for use by several threads at once.
 *
 * <p>Source: PyTorch 2.7.1, {@code DistributionTemplates.h}, {@code DistributionsHelper.h}, {@code TensorFactories.cpp}.
 */
public final class Noise {
    /** Fewer values than this are drawn one by one, in another way. */
    private static final int BLOCK = 16;
    /** From this range on an integer is made of 64 random bits instead of 32. */
    private static final long WIDE_RANGE = 1L << 28;
    /** From this length on PyTorch shuffles with 64-bit words and another algorithm. */
    private static final int LONG_SHUFFLE = (int) (0xffffffffL / 20);

    private final MersenneTwister words;
    private boolean hasSpare;
    private double spare;

    /** @param seed any number; only its low 32 bits count */
    public Noise(long seed) {
        words = new MersenneTwister(seed);
    }

    /**
     * {@code torch.randn(n)}: n normal numbers of mean 0 and deviation 1, drawn in float32.
     *
     * @throws MotionScopeException if n is negative
     */
    public float[] randn(int n) {
        float[] values = new float[checkCount(n)];
        drawNormals(n, DType.F32, (i, value) -> values[i] = (float) value);
        return values;
    }

    /**
     * {@code torch.randn(n, dtype=type)}, widened to double without loss. From 16 values on each type has a sequence of
     * its own; below that the type only rounds.
     *
     * @throws MotionScopeException if n is negative or the type has no normal numbers
     */
    public double[] randn(int n, DType type) {
        double[] values = new double[checkCount(n)];
        drawNormals(n, checkFloating(type), (i, value) -> values[i] = value);
        return values;
    }

    /**
     * {@code torch.rand(n)}: n uniform numbers in [0, 1), drawn in float32 (multiples of 2^-24).
     *
     * @throws MotionScopeException if n is negative
     */
    public float[] rand(int n) {
        float[] values = new float[checkCount(n)];
        for (int i = 0; i < n; i++) {
            values[i] = (float) uniform(DType.F32);
        }
        return values;
    }

    /**
     * {@code torch.rand(n, dtype=type)}, widened to double without loss.
     *
     * @throws MotionScopeException if n is negative or the type has no fractions
     */
    public double[] rand(int n, DType type) {
        double[] values = new double[checkCount(n)];
        checkFloating(type);
        for (int i = 0; i < n; i++) {
            values[i] = uniform(type);
        }
        return values;
    }

    /**
     * {@code torch.randint(high, (n,))}: n integers from 0 to high - 1.
     *
     * @throws MotionScopeException if n is negative or high is below 1
     */
    public long[] randint(long high, int n) {
        if (high < 1) {
            throw new MotionScopeException(
                    "Random integers below " + high + " do not exist; ask for a bound of 1 or more.");
        }
        long[] values = new long[checkCount(n)];
        for (int i = 0; i < n; i++) {
            values[i] = high >= WIDE_RANGE
                    ? Long.remainderUnsigned(words.next64(), high)
                    : Integer.toUnsignedLong(words.next32()) % high;
        }
        return values;
    }

    /**
     * {@code torch.randperm(n)}: the numbers 0 to n - 1 in random order.
     *
     * @throws MotionScopeException if n is negative, or so large that PyTorch shuffles in another way (214 million)
     */
    public long[] randperm(int n) {
        if (n >= LONG_SHUFFLE) {
            throw new MotionScopeException(
                    "A random order of " + n + " numbers is not drawn; ask for fewer than " + LONG_SHUFFLE + ".");
        }
        long[] values = LongStream.range(0, checkCount(n)).toArray();
        for (int i = 0; i < n - 1; i++) {
            int chosen = i + (int) (Integer.toUnsignedLong(words.next32()) % (n - i));
            long kept = values[i];
            values[i] = values[chosen];
            values[chosen] = kept;
        }
        return values;
    }

    private interface Sink {
        void put(int index, double value);
    }

    private void drawNormals(int n, DType type, Sink sink) {
        if (n < BLOCK) {
            for (int i = 0; i < n; i++) {
                sink.put(i, round(oneNormal(), type));
            }
            return;
        }
        int whole = n - n % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            drawBlock(at, type, sink);
        }
        if (whole < n) {
            for (int i = whole; i < n; i++) {
                uniform(type); // PyTorch draws all n uniform numbers first, then 16 new ones for the last 16 values
            }
            drawBlock(n - BLOCK, type, sink);
        }
    }

    /** Box-Muller on 16 uniform numbers; every intermediate result is rounded to the type, as it is there. */
    private void drawBlock(int at, DType type, Sink sink) {
        double[] u = new double[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            u[i] = uniform(type);
        }
        // the float32 code is vectorized and has a float constant, the others multiply by a double
        double turn = type == DType.F32 ? (float) (2 * Math.PI) : 2 * Math.PI;
        for (int i = 0; i < BLOCK / 2; i++) {
            double log = round(Math.log(round(1 - u[i], type)), type);
            double radius = round(Math.sqrt(round(-2 * log, type)), type);
            double angle = round(turn * u[i + BLOCK / 2], type);
            sink.put(at + i, round(radius * round(Math.cos(angle), type), type));
            sink.put(at + i + BLOCK / 2, round(radius * round(Math.sin(angle), type), type));
        }
    }

    /** Box-Muller in double; the second number of a pair waits for the next call that draws fewer than 16. */
    private double oneNormal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double first = uniform(DType.F64);
        double second = uniform(DType.F64);
        double radius = Math.sqrt(-2 * Math.log1p(-second));
        double angle = 2 * Math.PI * first;
        spare = radius * Math.sin(angle);
        hasSpare = true;
        return radius * Math.cos(angle);
    }

    /** A multiple of 2^-(bits of the type's significand) in [0, 1). */
    private double uniform(DType type) {
        return switch (type) {
            case F64 -> (words.next64() & (1L << 53) - 1) * 0x1p-53;
            case F32 -> (words.next32() & (1 << 24) - 1) * 0x1p-24;
            case F16 -> (words.next32() & (1 << 11) - 1) * 0x1p-11;
            default -> (words.next32() & (1 << 8) - 1) * 0x1p-8; // BF16
        };
    }

    private static double round(double value, DType type) {
        return switch (type) {
            case F64 -> value;
            case F32 -> (float) value;
            case F16 -> HalfFloat.fromF16(HalfFloat.toF16((float) value));
            default -> HalfFloat.fromBf16(HalfFloat.toBf16((float) value)); // BF16
        };
    }

    private static DType checkFloating(DType type) {
        if (!type.isFloating()) {
            throw new MotionScopeException("Noise of type " + type + " does not exist; ask for F64, F32, F16 or BF16.");
        }
        return type;
    }

    private static int checkCount(int n) {
        if (n < 0) {
            throw new MotionScopeException("Asked for " + n + " random numbers; ask for 0 or more.");
        }
        return n;
    }
}
