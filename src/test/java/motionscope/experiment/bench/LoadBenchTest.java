package motionscope.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.DType;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That random files are what they claim to be and their loading is measured; how fast it is, no test says. */
class LoadBenchTest {
    private static final int VALUES = 1280 * 1280;

    @TempDir
    Path folder;

    @Test
    void randomFilesHoldFiniteValuesOfTheirTypes() {
        List<Path> written = new RandomCheckpoints(folder, 30_000_000).write();
        List<DType> types = List.of(DType.F32, DType.F16, DType.BF16, DType.F32);
        for (int i = 0; i < types.size(); i++) {
            try (Checkpoint file = Checkpoint.open(written.get(i));
                    Scope scope = new Scope()) {
                int count = types.get(i) == DType.F32 ? 5 : 9;
                assertEquals(count, file.names().size());
                assertEquals(types.get(i), file.entry("layers.1.weight").dtype());
                Tensor read = Weights.read(file, "layers.1.weight");
                assertTrue(read.isFinite());
                assertArrayEquals(file.floats("layers.0.weight"), read.floats());
            }
        }
        try (Checkpoint one = Checkpoint.open(written.get(0));
                Checkpoint other = Checkpoint.open(written.get(3))) {
            assertArrayEquals(one.floats("layers.4.weight"), other.floats("layers.4.weight"));
        }
    }

    /** Of more values than are widened at once, and not a multiple of them. */
    @Test
    void brainFloatsAreWidenedToTheLast() {
        List<Path> written = new RandomCheckpoints(folder, 1).write();
        try (Checkpoint file = Checkpoint.open(written.get(2));
                Scope scope = new Scope();
                Scope weights = Scope.detached()) {
            float[] expected = file.floats("layers.1.weight");
            assertEquals(VALUES, expected.length);
            Tensor taken = new Weights(file, Placement.CPU, weights).take("layers.1.weight", 1280, 1280);
            assertEquals(DType.F32, taken.dtype());
            assertArrayEquals(expected, taken.floats());
        }
    }

    @Test
    void aFileIsMeasured() {
        Path file = new RandomCheckpoints(folder, 1).write().get(1);
        List<String> told = new ArrayList<>();
        BenchReport report = LoadBench.run(file, Placement.CPU, true, told::add);
        assertEquals(List.of("loading f16.safetensors"), told);
        List<String> names = report.figures().stream().map(Figure::name).toList();
        assertEquals(
                List.of(
                        "f16.safetensors",
                        "  loading",
                        "  while the hash is made",
                        "  the hash alone",
                        "  host memory beside it / tensors"),
                names);
        assertEquals(2 * 2 * VALUES / 1e9, report.figures().get(0).median());
        assertTrue(IntStream.range(0, 5).allMatch(i -> report.figures().get(i).median() > 0));
    }

    @Test
    void aFolderWithoutWeightsIsAnError() throws Exception {
        Files.createFile(folder.resolve("readme.txt"));
        assertTrue(
                assertThrows(MotionScopeException.class, () -> LoadBench.run(folder, Placement.CPU, true, what -> {}))
                        .getMessage()
                        .contains("has no weights itself"));
    }
}
