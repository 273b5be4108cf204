package motionscope.experiment.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of random tensors as calls. */
class NoiseNameTest {
    @ParameterizedTest
    @CsvSource({
        "randn.seed0.n65536.first32, RANDN, 0, 65536, F32, FIRST, 32",
        "rand.seed9.n5.last2, RAND, 9, 5, F32, LAST, 2",
        "rand.seed42.shape1x4x16x8x8, RAND, 42, 4096, F32, ALL, 0",
        "randn.seed42.n20.bfloat16, RANDN, 42, 20, BF16, ALL, 0",
        "randn.seed42.n7.float64.first3, RANDN, 42, 7, F64, FIRST, 3",
        "randn.seed42_plus_2pow32.n16, RANDN, 4294967338, 16, F32, ALL, 0",
        "randn.seed7_minus_9.n16, RANDN, -2, 16, F32, ALL, 0",
        "randn.seed-1.n3, RANDN, -1, 3, F32, ALL, 0",
        "generator.seed42.call4.randn40, RANDN, 42, 40, F32, ALL, 0",
        "generator.seed3.mixed0.rand3, RAND, 3, 3, F32, ALL, 0",
        "generator.seed3.mixed1.randperm10, RANDPERM, 3, 10, F32, ALL, 0",
    })
    void aCall(
            String name, NoiseName.Function function, long seed, int count, DType type, NoiseName.End end, int part) {
        NoiseName call = NoiseName.parse(name).orElseThrow();
        assertEquals(function, call.function());
        assertEquals(seed, call.seed());
        assertEquals(count, call.count().orElseThrow());
        assertEquals(type, call.type());
        assertEquals(end, call.end());
        assertEquals(part, call.part());
    }

    @Test
    void callsOfOneGeneratorBelongTogether() {
        NoiseName integers =
                NoiseName.parse("generator.seed42.mixed2.randint100.n6").orElseThrow();
        NoiseName order = NoiseName.parse("generator.seed42.mixed13.randperm10").orElseThrow();
        NoiseName latents = NoiseName.parse("generator.seed42.latents1").orElseThrow();
        assertEquals(100, integers.high());
        assertEquals(6, integers.count().orElseThrow());
        assertEquals(integers.sequence(), order.sequence());
        assertEquals(13, order.index());
        assertTrue(latents.count().isEmpty() && !latents.sequence().equals(order.sequence()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "randn.seed0",
                "randn.n5",
                "poisson.seed0.n5",
                "randn.seed0.n5.wide",
                "randn.seed0.n",
                "pca.mean",
                "generator.seed0.randn5",
                "randn.seed0.n99999999x99999",
                "randn.seed99999999999999999999.n2"
            })
    void whatIsNoCallIsNotGuessed(String name) {
        assertTrue(NoiseName.parse(name).isEmpty());
    }
}
