package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import motionscope.MotionScopeException;
import motionscope.testing.TorchFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickled checkpoints that are as they should be: both layouts, every type, views, indexes. */
class PickledTensorsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/motion_adapter/original/mm_bare_fp16.ckpt");

    @TempDir
    Path folder;

    /** One tensor of each type, a scalar, an empty one and a transposed matrix. */
    private TorchFile sample() {
        Path plain = folder.resolve("plain.safetensors");
        new SafeTensorsWriter()
                .add("weight", new float[] {1, -2, 3, 4, 5, 6}, 2, 3)
                .add("double", new double[] {1e300, -2}, 2)
                .add("half", DType.F16, new float[] {1, 65504}, 2)
                .add("brain", DType.BF16, new float[] {1, 2}, 2)
                .add("ids", new long[] {1, Long.MIN_VALUE, 3}, 3)
                .add("int", DType.I32, new long[] {-7}, 1)
                .add("char", DType.I8, new long[] {-7}, 1)
                .add("byte", DType.U8, new long[] {200}, 1)
                .add("mask", DType.BOOL, new long[] {1, 0, 1, 1}, 2, 2)
                .add("scalar", new float[] {7})
                .add("empty", new float[0], 0, 3)
                .write(plain);
        TorchFile torch = new TorchFile();
        try (SafeTensors file = SafeTensors.open(plain)) {
            file.names().forEach(name -> torch.add(name, file));
            byte[] six = new byte[24];
            file.bytes("weight").get(six);
            return torch.add("transposed", DType.F32, six, new long[] {3, 2}, new long[] {1, 3});
        }
    }

    private Checkpoint open(String name, byte[] bytes) throws IOException {
        return Checkpoint.open(Files.write(folder.resolve(name), bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "legacy", "state_dict"})
    void everyTypeIsReadAsItWasWritten(String layout) throws IOException {
        TorchFile torch = sample();
        byte[] bytes = layout.equals("legacy")
                ? torch.legacy()
                : layout.equals("zip") ? torch.zip() : torch.in(layout).zip();
        try (Checkpoint file = open("sample.ckpt", bytes);
                SafeTensors plain = SafeTensors.open(folder.resolve("plain.safetensors"))) {
            assertInstanceOf(PickledTensors.class, file);
            assertEquals(plain.names().size() + 1, file.names().size());
            for (String name : plain.names()) {
                assertEquals(plain.entry(name), file.entry(name));
                assertEquals(plain.bytes(name), file.bytes(name), name);
                assertArrayEquals(plain.doubles(name), file.doubles(name), name);
            }
            assertArrayEquals(new float[] {1, 4, -2, 5, 3, 6}, file.floats("transposed"));
            assertEquals(plain.totalBytes() + 24, file.totalBytes());
            assertEquals(64, file.sha256().length());
        }
    }

    @Test
    void weightsComeFromAPickleAsFromSafetensors() throws IOException {
        byte[] bytes = sample().legacy();
        try (Checkpoint file = open("sample.pt", bytes);
                Scope scope = new Scope()) {
            for (String name : Set.of("half", "brain", "transposed", "ids")) {
                Tensor tensor = Weights.read(file, name);
                assertArrayEquals(file.doubles(name), tensor.doubles(), name);
                assertEquals(file.entry(name).dtype(), tensor.dtype());
            }
        }
    }

    /** Written by PyTorch 2.7: 588 tensors of a motion module. */
    @Test
    void whatPytorchWrote() {
        try (Checkpoint file = Checkpoint.open(GOLDEN)) {
            assertEquals(588, file.names().size());
            String name = "mid_block.motion_modules.0.temporal_transformer.norm.weight";
            assertEquals(new Checkpoint.Entry(name, DType.F16, List.of(24L)), file.entry(name));
            assertTrue(file.totalBytes() < GOLDEN.toFile().length());
            for (String each : file.names()) {
                for (float value : file.floats(each)) {
                    assertTrue(Math.abs(value) < 100, each);
                }
            }
        }
    }

    @Test
    void anIndexMakesOneOfSeveral() throws IOException {
        Files.write(
                folder.resolve("m-1.bin"),
                new TorchFile().add("a", new float[] {1, 2}, 2).zip());
        Files.write(
                folder.resolve("m-2.bin"),
                new TorchFile().add("b", new float[] {3}, 1).legacy());
        Path index = Files.writeString(
                folder.resolve("m.bin.index.json"), "{\"weight_map\": {\"b\": \"m-2.bin\", \"a\": \"m-1.bin\"}}");
        try (Checkpoint file = Checkpoint.open(index)) {
            assertEquals(List.of("b", "a"), List.copyOf(file.names()));
            assertArrayEquals(new float[] {1, 2}, file.floats("a"));
            assertArrayEquals(new float[] {3}, file.floats("b"));
        }
        Files.writeString(index, "{\"weight_map\": {\"a\": \"../m-1.bin\"}}");
        assertThrows(MotionScopeException.class, () -> Checkpoint.open(index));
    }

    @Test
    void safetensorsAreKnownByTheirBytesToo() throws IOException {
        Path file = folder.resolve("odd-name.ckpt");
        new SafeTensorsWriter().add("a", new float[] {1}, 1).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertInstanceOf(SafeTensors.class, checkpoint);
        }
    }
}
