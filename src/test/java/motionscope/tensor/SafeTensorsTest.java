package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    private static final Path BUNDLED = Path.of("data/mini-model/unet/diffusion_pytorch_model.safetensors");
    private static final float[] ODD_FLOATS = {
        0f,
        -0f,
        1f,
        -1.5f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        0x1p-24f,
        0x1p-133f,
        (float) Math.PI
    };

    @TempDir
    Path folder;

    @Test
    void floatingTypesComeBack() {
        Path file = folder.resolve("a.safetensors");
        double[] doubles = {Double.NaN, Double.MIN_VALUE, -1e300, Math.PI};
        new SafeTensorsWriter()
                .add("f32", ODD_FLOATS, 3, 4)
                .add("f64", doubles, 4)
                .add("widened", DType.F64, ODD_FLOATS, 12)
                .add("scalar", new float[] {2})
                .add("empty", new float[0], 3, 0, 5)
                .write(file);
        try (SafeTensors tensors = SafeTensors.open(file)) {
            assertArrayEquals(ODD_FLOATS, tensors.floats("f32"));
            assertArrayEquals(ODD_FLOATS, tensors.floats("widened"));
            assertArrayEquals(doubles, tensors.doubles("f64"));
            assertArrayEquals(new float[] {2}, tensors.floats("scalar"));
            assertEquals(List.of(), tensors.entry("scalar").shape());
            assertEquals(0, tensors.floats("empty").length);
            assertArrayEquals(new long[] {3, 0, 5}, tensors.entry("empty").sizes());
            assertEquals(12 * 4 + 4 * 8 + 12 * 8 + 4, tensors.totalBytes());
        }
    }

    @Test
    void everyHalfComesBack() {
        ByteBuffer all = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, 1 << 16).forEach(bits -> all.putShort((short) bits));
        all.flip();
        Path file = folder.resolve("halves.safetensors");
        new SafeTensorsWriter()
                .addBytes("f16", DType.F16, all, 256, 256)
                .addBytes("bf16", DType.BF16, all, 1 << 16)
                .write(file);
        try (SafeTensors tensors = SafeTensors.open(file)) {
            float[] f16 = tensors.floats("f16");
            float[] bf16 = tensors.floats("bf16");
            for (int bits = 0; bits < 1 << 16; bits++) {
                assertEquals(HalfFloat.fromF16((short) bits), f16[bits]);
                assertEquals(HalfFloat.fromBf16((short) bits), bf16[bits]);
            }
            Path again = folder.resolve("again.safetensors");
            new SafeTensorsWriter()
                    .add("f16", DType.F16, f16, 256, 256)
                    .add("bf16", DType.BF16, bf16, 1 << 16)
                    .write(again);
            try (SafeTensors second = SafeTensors.open(again)) {
                assertArrayEquals(f16, second.floats("f16"));
                assertArrayEquals(bf16, second.floats("bf16"));
            }
        }
    }

    @Test
    void wholeNumbersComeBack() {
        Path file = folder.resolve("whole.safetensors");
        long[] wide = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE, 16777217};
        long[] ints = {Integer.MIN_VALUE, Integer.MAX_VALUE, 5};
        new SafeTensorsWriter()
                .add("i64", wide, 5)
                .add("i32", DType.I32, ints, 3)
                .add("i8", DType.I8, new long[] {-128, 127}, 2)
                .add("u8", DType.U8, new long[] {0, 200, 255}, 3)
                .add("bool", DType.BOOL, new long[] {1, 0}, 1, 2)
                .write(file);
        try (SafeTensors tensors = SafeTensors.open(file)) {
            assertArrayEquals(wide, tensors.longs("i64"));
            assertArrayEquals(ints, tensors.longs("i32"));
            assertArrayEquals(new long[] {-128, 127}, tensors.longs("i8"));
            assertArrayEquals(new long[] {0, 200, 255}, tensors.longs("u8"));
            assertArrayEquals(new long[] {1, 0}, tensors.longs("bool"));
            assertArrayEquals(new float[] {0, 200, 255}, tensors.floats("u8"));
            assertEquals(16777216f, tensors.floats("i64")[4], "rounded once, to even");
            assertEquals(List.of("i64", "i32", "i8", "u8", "bool"), List.copyOf(tensors.names()));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SafeTensorsWriter writer = new SafeTensorsWriter().add("a", new float[4], 4);
        assertFails("do not fill the shape", () -> writer.add("b", new float[4], 3));
        assertFails("do not fill the shape", () -> writer.add("b", new float[2], -1, -2));
        assertFails("taken", () -> writer.add("a", new float[4], 4));
        assertFails("no Unicode", () -> writer.add("\ud800", new float[4], 4));
        assertFails("reserved", () -> writer.add("__metadata__", new float[4], 4));
        assertFails("cannot hold", () -> writer.add("b", DType.U8, new long[] {256}, 1));
        assertFails("cannot hold", () -> writer.add("b", DType.BOOL, new long[] {2}, 1));
        assertFails("choose F64", () -> writer.add("b", DType.I32, new float[1], 1));
        assertFails("float or double", () -> writer.add("b", DType.F16, new long[1], 1));
        assertFails("no multiple", () -> writer.addBytes("b", DType.F32, ByteBuffer.allocate(7), 1));
    }

    /** The reference library wrote the bundled weights; ours must write the same bytes from the same tensors. */
    @Test
    void writesTheBytesOfTheReferenceLibrary() throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        try (SafeTensors tensors = SafeTensors.open(BUNDLED)) {
            assertEquals(717, tensors.names().size());
            assertEquals(Map.of("format", "pt"), tensors.metadata());
            SafeTensorsWriter writer = new SafeTensorsWriter().metadata("format", "pt");
            tensors.names().forEach(name -> {
                SafeTensors.Entry entry = tensors.entry(name);
                writer.addBytes(name, entry.dtype(), tensors.bytes(name), entry.sizes());
            });
            writer.write(copy);
        }
        assertEquals(-1, Files.mismatch(BUNDLED, copy));
    }

    @Test
    void hashIsThatOfTheFile() throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), "\2\0\0\0\0\0\0\0{}".getBytes());
        try (SafeTensors tensors = SafeTensors.open(file)) {
            assertEquals("411a485216e432ece6b9af94fa32154cf79a2a56d4f81266baa50063f45092bd", tensors.sha256());
            assertTrue(tensors.names().isEmpty());
        }
    }

    @Test
    void bytesAreReadOnlyAndOutliveTheReader() {
        SafeTensors tensors = SafeTensors.open(BUNDLED);
        ByteBuffer bytes = tensors.bytes("conv_in.bias");
        short expected = bytes.getShort(0);
        tensors.close();
        assertTrue(bytes.isDirect() && bytes.order() == ByteOrder.LITTLE_ENDIAN);
        assertThrows(ReadOnlyBufferException.class, () -> bytes.put(0, (byte) 1));
        assertEquals(expected, bytes.getShort(0));
        assertThrows(IllegalStateException.class, () -> tensors.bytes("conv_in.bias"));
        assertThrows(IllegalStateException.class, () -> tensors.floats("conv_in.bias"));
        assertThrows(IllegalStateException.class, tensors::sha256);
    }

    @Test
    void namesWhatIsThere() {
        try (SafeTensors tensors = SafeTensors.open(BUNDLED)) {
            assertTrue(tensors.contains("conv_in.weight"));
            assertFalse(tensors.contains("nothing"));
            assertFails("has no tensor 'nothing'; it has 717: 'conv_in.bias'", () -> tensors.entry("nothing"));
            assertFails("is F16, not whole numbers", () -> tensors.longs("conv_in.bias"));
        }
    }

    @Test
    void changedFilesAreRefused() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new SafeTensorsWriter().add("a", new float[5000], 5000).write(file);
        try (SafeTensors tensors = SafeTensors.open(file)) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, 100));
            assertFails("was changed since it was opened", () -> tensors.floats("a"));
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            assertFails("was changed since it was opened", () -> tensors.bytes("a"));
            assertFails("was changed since it was opened", tensors::sha256);
            Files.delete(file);
            assertFails("is gone", () -> tensors.floats("a"));
        }
    }

    @Test
    void placesThatAreNoFiles() {
        assertFails("does not exist", () -> SafeTensors.open(folder.resolve("none.safetensors")));
        assertFails("is not a file", () -> SafeTensors.open(folder));
    }

    private static void assertFails(String part, Runnable action) {
        String message = assertThrows(MotionScopeException.class, action::run).getMessage();
        assertTrue(message.contains(part) && message.lines().count() == 1, message);
    }
}
