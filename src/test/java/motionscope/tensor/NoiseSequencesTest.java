package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/**
 * Noise against numbers that PyTorch 2.7.1 printed, for unusual seeds, types, lengths and orders of calls, and the
 * properties that random numbers have.
 */
class NoiseSequencesTest {
    /**
     * Calls of one generator per seed, in order: seed, call, type (or bound), n, first value, value n / 2, last value, sum
     * of value i times (i mod 7 + 1). These numbers were drawn with torch.Generator().manual_seed(seed).
     */
    private static final String DRAWN = """
            -1 randn F32 17 -2.664297580718994 -2.843764305114746 1.6243832111358643 -10.188046962022781
            -1 randn F64 3 0.9989074253489602 -0.757517901701896 -0.19365839244488997 -1.0971035553895017
            -1 randperm - 7 4 6 2 78.0
            9223372036854775807 rand F64 5 0.9503951604874923 0.9442999488455328 0.7404600541885635 10.395196588623321
            9223372036854775807 randn F16 31 0.1947021484375 -1.7353515625 -0.71875 -24.14532470703125
            9223372036854775807 randn BF16 47 -0.6953125 2.40625 0.0 3.302978515625
            -9007199254740993 randint 268435455 9 150890916 167655360 77050329 3718973902.0
            -9007199254740993 randint 268435456 9 137464447 230795702 243813977 5348022693.0
            -9007199254740993 randn F32 33 0.5510715842247009 0.9533271789550781 -0.09361386299133301 16.940262004733086
            20240607 randn F32 1 -1.7473597526550293 -1.7473597526550293 -1.7473597526550293 -1.7473597526550293
            20240607 randn F64 20 0.8487304425767055 -0.18997609851966868 1.884786108771808 -13.428061706019081
            20240607 randn F32 1 -2.025346517562866 -2.025346517562866 -2.025346517562866 -2.025346517562866
            20240607 randn F16 5 -0.21142578125 1.939453125 -0.291259765625 -2.644287109375
            20240607 randn BF16 3 -0.51171875 0.77734375 -0.625 -0.83203125
            3 randn F32 1000000 -0.07664429396390915 0.019828738644719124 -1.1889556646347046 -4161.972141274491
            3 randn F32 3 0.37036818265914917 -0.2507290840148926 -0.30694809556007385 -1.0519342720508575
            4 randn F64 1003 0.8870365003585629 1.0505166341783987 0.2991729375223231 -25.202012300826354
            4 rand F16 11 0.11572265625 0.18603515625 0.63916015625 19.23486328125
            4 rand BF16 11 0.1875 0.36328125 0.60546875 17.984375
            5 randn F16 1007 -1.0478515625 0.787109375 0.35400390625 1.4809093475341797
            5 randn F32 16 0.5169916749000549 0.7404689192771912 1.2693501710891724 23.31302772462368
            6 randn BF16 2000 -0.47265625 -0.59765625 -0.546875 -61.86089324951172
            6 rand F32 16 0.2936421036720276 0.7042263746261597 0.88797926902771 33.66456037759781
            8 randperm - 1000 723 803 248 1989758.0
            8 randint 4611686018427400249 12 2390021801363161118 3564095104121423590 3379417926061082529 1.2567292335778972e+20
            8 randint 9223372036854775807 5 2091223333619943461 5491321297408944158 4254405152657687635 5.025950268916875e+19
            8 randint 1 3 0 0 0 0.0
            8 randn F32 2 -1.3186280727386475 -0.4230414032936096 -0.4230414032936096 -2.1647108793258667
            9 randn F32 0 - - - -
            9 randn F32 15 0.04472753778100014 0.2970382571220398 0.021453842520713806 8.579400960355997
            9 randn F32 15 -0.15465080738067627 -0.7755956649780273 0.9480637907981873 14.975206518545747
            9 randn F32 48 0.06333635002374649 1.3875539302825928 1.421738624572754 46.10110509954393
            """;

    @Test
    void drawsWhatPyTorchDraws() {
        long seed = 0;
        Noise noise = null;
        for (String line : DRAWN.lines().toList()) {
            String[] row = line.strip().split(" ");
            if (noise == null || Long.parseLong(row[0]) != seed) {
                seed = Long.parseLong(row[0]);
                noise = new Noise(seed);
            }
            check(noise, row, line);
        }
    }

    private static void check(Noise noise, String[] row, String line) {
        int n = Integer.parseInt(row[3]);
        switch (row[1]) {
            case "randint" -> checkExact(noise.randint(Long.parseLong(row[2]), n), row, line);
            case "randperm" -> checkExact(noise.randperm(n), row, line);
            case "rand" -> checkClose(noise.rand(n, DType.valueOf(row[2])), row, line, 0);
            default -> {
                DType type = DType.valueOf(row[2]);
                double tolerance = type == DType.F32 ? 2e-6 : type == DType.F64 ? 1e-14 : 0;
                checkClose(noise.randn(n, type), row, line, tolerance);
            }
        }
    }

    private static void checkExact(long[] values, String[] row, String line) {
        assertEquals(
                row[4] + " " + row[5] + " " + row[6],
                values[0] + " " + values[values.length / 2] + " " + values[values.length - 1],
                line);
        double sum = Double.parseDouble(row[7]);
        assertEquals(sum, weigh(Arrays.stream(values).asDoubleStream().toArray()), Math.abs(sum) * 1e-14, line);
    }

    private static void checkClose(double[] values, String[] row, String line, double tolerance) {
        if (values.length == 0) {
            assertEquals("-", row[4], line);
            return;
        }
        assertEquals(Double.parseDouble(row[4]), values[0], tolerance, line);
        assertEquals(Double.parseDouble(row[5]), values[values.length / 2], tolerance, line);
        assertEquals(Double.parseDouble(row[6]), values[values.length - 1], tolerance, line);
        // PyTorch adds up in another order
        assertEquals(Double.parseDouble(row[7]), weigh(values), 1e-9 + tolerance * values.length, line);
    }

    private static double weigh(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * (i % 7 + 1);
        }
        return sum;
    }

    @Test
    void onlyTheLow32BitsOfASeedCount() {
        assertArrayEquals(new Noise(-1).randn(40), new Noise(0xffffffffL).randn(40));
        assertArrayEquals(new Noise(7).randn(40), new Noise(7 + (5L << 32)).randn(40));
        assertNotEquals(new Noise(7).randn(1)[0], new Noise(8).randn(1)[0]);
    }

    @Test
    void float32IsOneOfTheTypes() {
        float[] plain = new Noise(11).randn(100);
        double[] widened = new Noise(11).randn(100, DType.F32);
        for (int i = 0; i < 100; i++) {
            assertEquals(plain[i], widened[i]);
        }
        assertEquals(new Noise(11).rand(1)[0], new Noise(11).rand(1, DType.F32)[0]);
    }

    @Test
    void momentsAreThoseOfANormal() {
        for (DType type : new DType[] {DType.F64, DType.F32, DType.F16, DType.BF16}) {
            double[] values = new Noise(123).randn(200_000, type);
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
            double fourth =
                    Arrays.stream(values).map(x -> x * x * x * x).average().orElseThrow();
            assertEquals(0, mean, 0.01, type.name());
            assertEquals(1, variance, 0.02, type.name());
            // uniform numbers in BF16 have 256 levels, which cuts the tails at 3.3
            assertEquals(3, fourth, type == DType.BF16 ? 0.25 : 0.1, type.name());
            assertTrue(Arrays.stream(values).allMatch(Double::isFinite), type.name());
        }
    }

    @Test
    void boundsHold() {
        Noise noise = new Noise(1);
        for (DType type : new DType[] {DType.F64, DType.F32, DType.F16, DType.BF16}) {
            assertTrue(Arrays.stream(noise.rand(20_000, type)).allMatch(x -> x >= 0 && x < 1));
        }
        for (long high : new long[] {1, 2, 1000, 1L << 28, 1L << 40, Long.MAX_VALUE}) {
            assertTrue(Arrays.stream(noise.randint(high, 2000)).allMatch(x -> x >= 0 && x < high));
        }
        long[] order = noise.randperm(5000);
        Arrays.sort(order);
        for (int i = 0; i < order.length; i++) {
            assertEquals(i, order[i]);
        }
    }

    @Test
    void callsThatMakeNoSense() {
        Noise noise = new Noise(0);
        assertThrows(MotionScopeException.class, () -> noise.randn(-1));
        assertThrows(MotionScopeException.class, () -> noise.rand(-1));
        assertThrows(MotionScopeException.class, () -> noise.randperm(-1));
        assertThrows(MotionScopeException.class, () -> noise.randperm(Integer.MAX_VALUE));
        assertThrows(MotionScopeException.class, () -> noise.randint(0, 3));
        assertThrows(MotionScopeException.class, () -> noise.randint(5, -3));
        assertThrows(MotionScopeException.class, () -> noise.randn(4, DType.I64));
        assertThrows(MotionScopeException.class, () -> noise.rand(4, DType.BOOL));
        assertArrayEquals(new Noise(0).randn(5), noise.randn(5), "a refused call draws nothing");
    }
}
