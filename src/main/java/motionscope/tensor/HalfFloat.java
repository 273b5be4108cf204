package motionscope.tensor;

/**
 * The two 16-bit floating-point types as bits: F16 (IEEE 754 binary16) and BF16 (the high half of a float).
 *
 * <p>Widening is exact. Narrowing rounds to nearest, ties to even, as PyTorch and the hardware do; a NaN becomes the
 * quiet NaN of its sign. (The JDK has the F16 pair from version 20 on; this library runs on 17.)
 */
public final class HalfFloat {
    private HalfFloat() {}

    /** The float with the value of these F16 bits. */
    public static float fromF16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0x1f) { // infinity and NaN
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        }
        if (exponent == 0) { // zero and subnormals: fraction * 2^-24, exact in float
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13); // 112 = 127 - 15
    }

    /** The F16 bits nearest to a value; from 65520 on that is infinity. */
    public static short toF16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) { // subnormal: a multiple of 2^-24; rint rounds ties to even
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int rebased = (bits & 0x7fffffff) - (112 << 23);
        return (short) (sign | roundToEven(rebased, 13)); // a carry out of the fraction raises the exponent
    }

    /** The float with the value of these BF16 bits. */
    public static float fromBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The BF16 bits nearest to a value. */
    public static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 & 0x8000 | 0x7fc0);
        }
        return (short) (bits >>> 16 & 0x8000 | roundToEven(bits & 0x7fffffff, 16));
    }

    /** Drops the low bits of a magnitude, rounding to nearest with ties to even. */
    private static int roundToEven(int magnitude, int dropped) {
        int lastKept = magnitude >>> dropped & 1;
        return (magnitude + (1 << dropped - 1) - 1 + lastKept) >>> dropped;
    }
}
