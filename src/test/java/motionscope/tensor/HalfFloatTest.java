package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
    @Test
    void everyF16ComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.fromF16((short) bits);
            if (Float.isNaN(value)) {
                assertTrue((bits & 0x7c00) == 0x7c00 && (bits & 0x3ff) != 0);
                assertEquals(bits & 0x8000 | 0x7e00, HalfFloat.toF16(value) & 0xffff);
            } else {
                assertEquals(bits, HalfFloat.toF16(value) & 0xffff);
            }
        }
    }

    @Test
    void everyBf16ComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.fromBf16((short) bits);
            if (Float.isNaN(value)) {
                assertEquals(bits & 0x8000 | 0x7fc0, HalfFloat.toBf16(value) & 0xffff);
            } else {
                assertEquals(bits, HalfFloat.toBf16(value) & 0xffff);
            }
        }
    }

    @Test
    void knownValues() {
        assertEquals(1f, HalfFloat.fromF16((short) 0x3c00));
        assertEquals(0x1p-24f, HalfFloat.fromF16((short) 1), "smallest subnormal");
        assertEquals(65504f, HalfFloat.fromF16((short) 0x7bff), "largest");
        assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.fromF16((short) 0xfc00));
        assertEquals(0x7bff, HalfFloat.toF16(65519.996f));
        assertEquals(0x7c00, HalfFloat.toF16(65520f), "halfway to the next power rounds to infinity");
        assertEquals(0x8000, HalfFloat.toF16(-0f) & 0xffff);
        assertEquals(0, HalfFloat.toF16(0x1p-25f), "half of the smallest is a tie, to even");
        assertEquals(1, HalfFloat.toF16(Math.nextUp(0x1p-25f)));
        assertEquals(0x0400, HalfFloat.toF16(Math.nextDown(0x1p-14f)), "the largest subnormal rounds up to a normal");
        assertEquals(1f, HalfFloat.fromBf16((short) 0x3f80));
        assertEquals(Float.POSITIVE_INFINITY, HalfFloat.fromBf16(HalfFloat.toBf16(Float.MAX_VALUE)));
        assertEquals(Float.MIN_VALUE * 0x1p16f, HalfFloat.fromBf16((short) 1), "subnormals of BF16 are floats");
    }

    /** No other 16-bit value is nearer; of two equally near ones it is the even one. */
    @Test
    void narrowingFindsTheNearest() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            float value = (float) Math.scalb(random.nextDouble() + 1, random.nextInt(46) - 28);
            short half = HalfFloat.toF16(value);
            if (value < 65520) {
                checkNearest(
                        value,
                        half,
                        HalfFloat.fromF16(half),
                        HalfFloat.fromF16((short) (half + 1)),
                        half == 0 ? Float.NEGATIVE_INFINITY : HalfFloat.fromF16((short) (half - 1)));
            }
            short brain = HalfFloat.toBf16(value);
            checkNearest(
                    value,
                    brain,
                    HalfFloat.fromBf16(brain),
                    HalfFloat.fromBf16((short) (brain + 1)),
                    HalfFloat.fromBf16((short) (brain - 1)));
        }
    }

    private static void checkNearest(float value, short bits, float found, float above, float below) {
        // the value above the largest stands for the next power of two
        double up = Float.isInfinite(above) ? 65536d : above;
        double error = Math.abs((double) value - found);
        double others = Math.min(Math.abs(value - up), Math.abs((double) value - below));
        assertTrue(error < others || error == others && (bits & 1) == 0, () -> value + " became " + found);
    }
}
