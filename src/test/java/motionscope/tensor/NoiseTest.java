package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Noise against tensors that PyTorch drew. */
class NoiseTest {
    private static final float TOLERANCE = 2e-6f;
    private static final Pattern SINGLE =
            Pattern.compile("(randn|rand)\\.seed(\\w+)\\.(n|shape)([\\dx]+)(?:\\.(\\w+))?");

    private SafeTensors golden;

    @BeforeEach
    void open() {
        golden = SafeTensors.open(Path.of("src/test/resources/golden/noise/io.safetensors"));
    }

    @AfterEach
    void close() {
        golden.close();
    }

    @Test
    void drawsWhatPyTorchDraws() {
        int checked = 0;
        for (String name : golden.names()) {
            Matcher call = SINGLE.matcher(name);
            if (call.matches()) {
                assertArrayEquals(golden.floats(name), draw(call), TOLERANCE, name);
                checked++;
            }
        }
        assertEquals(57, checked);
    }

    private static float[] draw(Matcher call) {
        long seed = call.group(2).equals("42_plus_2pow32") ? 42 + (1L << 32) : Long.parseLong(call.group(2));
        int n = Arrays.stream(call.group(4).split("x"))
                .mapToInt(Integer::parseInt)
                .reduce(1, (a, b) -> a * b);
        Noise noise = new Noise(seed);
        if (call.group(1).equals("rand")) {
            return noise.rand(n);
        }
        String part = String.valueOf(call.group(5));
        return switch (part) {
            case "first32" -> Arrays.copyOf(noise.randn(n), 32);
            case "last32" -> Arrays.copyOfRange(noise.randn(n), n - 32, n);
            case "float64" -> toFloats(noise.randn(n, DType.F64));
            case "float16" -> toFloats(noise.randn(n, DType.F16));
            case "bfloat16" -> toFloats(noise.randn(n, DType.BF16));
            default -> noise.randn(n);
        };
    }

    @Test
    void keepsTheSecondNormalAcrossCalls() {
        Noise noise = new Noise(42);
        int[] counts = {5, 5, 16, 3, 40, 2};
        for (int i = 0; i < counts.length; i++) {
            String name = "generator.seed42.call" + i + ".randn" + counts[i];
            assertArrayEquals(golden.floats(name), noise.randn(counts[i]), TOLERANCE, name);
        }
    }

    @Test
    void drawsLatentsOneAfterTheOther() {
        Noise noise = new Noise(42);
        assertArrayEquals(golden.floats("generator.seed42.latents0"), noise.randn(72), TOLERANCE);
        assertArrayEquals(golden.floats("generator.seed42.latents1"), noise.randn(72), TOLERANCE);
    }

    @Test
    void mixesKindsOfNumbers() {
        Noise noise = new Noise(42);
        assertArrayEquals(golden.floats("generator.seed42.mixed0.rand3"), noise.rand(3));
        assertArrayEquals(golden.floats("generator.seed42.mixed1.randn16"), noise.randn(16), TOLERANCE);
        assertArrayEquals(golden.longs("generator.seed42.mixed2.randint100.n6"), noise.randint(100, 6));
        assertArrayEquals(golden.longs("generator.seed42.mixed3.randperm10"), noise.randperm(10));
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
