package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {
    private static final long MIB = 1 << 20;

    @AfterEach
    void lift() {
        MemoryLimit.lift(Device.CPU);
    }

    @ParameterizedTest
    @CsvSource({"12g, 12884901888", "800m, 838860800", "1.5 GiB, 1610612736", "2T, 2199023255552", "7k, 7168"})
    void theVariableIsASizeWithItsUnit(String value, long bytes) {
        assertEquals(bytes, MemoryLimit.named(value).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "g", "-1g", "0g", "lots", "12gg", "1e3g", "99999999999999g"})
    void whatIsNoSizeIsAnError(String value) {
        MotionScopeException e = assertThrows(MotionScopeException.class, () -> MemoryLimit.named(value));
        assertTrue(e.getMessage().contains("'" + value + "'"), e.getMessage());
        assertTrue(e.getMessage().contains("12g"), e.getMessage());
    }

    @Test
    void withoutTheVariableThereIsNoLimit() {
        assertEquals(OptionalLong.empty(), MemoryLimit.named(null));
        assertEquals(OptionalLong.empty(), MemoryLimit.named(" "));
        assertEquals(OptionalLong.empty(), MemoryLimit.of(Device.CPU));
        assertThrows(MotionScopeException.class, () -> MemoryLimit.set(Device.CPU, 0));
    }

    @Test
    void tensorsCountAgainstTheLimitUntilTheirScopeCloses() {
        long before = Scope.liveBytes(Device.CPU);
        MemoryLimit.set(Device.CPU, before + 3 * MIB);
        assertEquals(3 * MIB, MemoryBudget.freeBytes(Device.CPU).orElseThrow());
        try (Scope scope = new Scope()) {
            Tensor.full(1, MIB / Float.BYTES);
            assertEquals(2 * MIB, MemoryBudget.freeBytes(Device.CPU).orElseThrow());
            MotionScopeException e = assertThrows(
                    MotionScopeException.class,
                    () -> MemoryBudget.require(Device.CPU, 3 * MIB, "A study", free -> "Use " + free + " bytes."));
            assertTrue(
                    e.getMessage()
                            .matches("A study needs about 3.0 MiB on cpu, which has 2.0 MiB free of the .* that this"
                                    + " process may use. Use " + 2 * MIB + " bytes."),
                    e.getMessage());
            assertTrue(MemoryBudget.fits(Device.CPU, 2 * MIB));
        }
        assertEquals(before, Scope.liveBytes(Device.CPU));
        assertTrue(MemoryBudget.fits(Device.CPU, 3 * MIB));
        assertFalse(MemoryBudget.fits(Device.CPU, 3 * MIB + 1));
    }

    @Test
    void aLimitThatIsUsedUpLeavesNothing() {
        try (Scope scope = new Scope()) {
            Tensor.full(1, MIB);
            MemoryLimit.set(Device.CPU, 1);
            assertEquals(0, MemoryBudget.freeBytes(Device.CPU).orElseThrow());
        }
    }

    @Test
    void theAllocatorIsToldAShareOfTheDevice() {
        assertEquals("per_process_memory_fraction:0.250000", CudaAllocator.configuration(null, 20, 80));
        assertEquals("per_process_memory_fraction:1.000000", CudaAllocator.configuration("", 90, 80));
        assertEquals(
                "expandable_segments:True,per_process_memory_fraction:0.500000",
                CudaAllocator.configuration("expandable_segments:True", 40, 80));
        String own = "per_process_memory_fraction:0.1";
        assertEquals(own, CudaAllocator.configuration(own, 40, 80));
    }

    @Test
    void onlyALibraryThatKnowsTheOptionIsToldIt(@TempDir Path folder) throws Exception {
        assertFalse(CudaAllocator.knowsOption(folder));
        Path library = folder.resolve("libc10_cuda.so");
        Files.write(library, "max_split_size_mb\0garbage".getBytes(StandardCharsets.ISO_8859_1));
        assertFalse(CudaAllocator.knowsOption(folder));
        Files.write(library, "\0\1per_process_memory_fraction\0".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(CudaAllocator.knowsOption(folder));
    }
}
