package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and hostile files: each is read consistently or refused with one line. */
class SafeTensorsHostileTest {
    private static final String SHAPE = "\"shape\":[2],";

    @TempDir
    Path folder;

    private int count;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("hostile" + count++ + ".safetensors"), bytes);
    }

    private static byte[] withHeader(byte[] header, int dataBytes) {
        ByteBuffer all = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return all.putLong(header.length).put(header).array();
    }

    private static byte[] withHeader(String header, int dataBytes) {
        return withHeader(header.getBytes(StandardCharsets.UTF_8), dataBytes);
    }

    /** @return whether it was read */
    private boolean readsOrRefuses(byte[] bytes) throws IOException {
        Path file = file(bytes);
        try (SafeTensors tensors = SafeTensors.open(file)) {
            long total = 0;
            for (String name : tensors.names()) {
                SafeTensors.Entry entry = tensors.entry(name);
                assertEquals(entry.bytes(), tensors.bytes(name).remaining());
                assertEquals(entry.count(), tensors.floats(name).length);
                assertEquals(entry.count(), tensors.doubles(name).length);
                if (!entry.dtype().isFloating()) {
                    assertEquals(entry.count(), tensors.longs(name).length);
                }
                total += entry.bytes();
            }
            assertEquals(total, tensors.totalBytes());
            assertTrue(total + 10 <= bytes.length);
            return true;
        } catch (MotionScopeException e) {
            assertOneLine(e, file);
            return false;
        } finally {
            Files.delete(file);
        }
    }

    private static void assertOneLine(MotionScopeException e, Path file) {
        String message = e.getMessage();
        assertTrue(message.lines().count() == 1 && message.contains(file.toString()), message);
        assertTrue(message.length() < 1500 && message.chars().noneMatch(Character::isISOControl), message);
    }

    private byte[] sample() throws IOException {
        Path file = folder.resolve("sample.safetensors");
        new SafeTensorsWriter()
                .metadata("format", "pt")
                .add("weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .add("half", DType.F16, new float[] {1, 2}, 2)
                .add("brain", DType.BF16, new float[] {1, 2}, 2)
                .add("ids", new long[] {1, 2, 3}, 3)
                .add("mask", DType.BOOL, new long[] {1, 0, 1, 1}, 2, 2)
                .add("empty", new float[0], 0)
                .write(file);
        return Files.readAllBytes(file);
    }

    @Test
    void bitFlips() throws IOException {
        byte[] sample = sample();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = sample.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += readsOrRefuses(bytes) ? 0 : 1;
        }
        assertTrue(refused > 500, refused + " refused");
    }

    @Test
    void everyTruncationAndExtensionIsRefused() throws IOException {
        byte[] sample = sample();
        for (int length = 0; length < sample.length; length++) {
            assertTrue(!readsOrRefuses(Arrays.copyOf(sample, length)), "cut at " + length);
        }
        assertTrue(!readsOrRefuses(Arrays.copyOf(sample, sample.length + 1)));
        assertTrue(readsOrRefuses(sample));
    }

    @Test
    void headerLengths() throws IOException {
        byte[] sample = sample();
        long right = ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long[] lengths = {
            0,
            1,
            2,
            right - 1,
            right + 1,
            right - 8,
            right + 8,
            sample.length,
            sample.length - 8,
            100_000_000,
            100_000_001,
            Integer.MAX_VALUE,
            1L << 32,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 7,
            Long.MIN_VALUE,
            -1,
            -8
        };
        for (long length : lengths) {
            byte[] bytes = sample.clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            assertTrue(!readsOrRefuses(bytes), "length " + length);
        }
    }

    /** Pieces of the header cut out, doubled, or replaced by other tokens. */
    @Test
    void editedHeaders() throws IOException {
        byte[] sample = sample();
        int length =
                (int) ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(sample, 8, length, StandardCharsets.UTF_8);
        int data = sample.length - 8 - length;
        String[] tokens = {
            "F64",
            "I8",
            "U8",
            "F32",
            "I64",
            "F8_E4M3",
            "0",
            "-1",
            "1",
            "9",
            "24",
            "1.0",
            "1e2",
            "9223372036854775807",
            "99999999999999999999",
            "null",
            "true",
            "NaN",
            "\"x\"",
            "[]",
            "{}",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"",
            "\\",
            "\\ud800",
            "\u0000",
            "\n",
            "weight",
            "dtype",
            "é"
        };
        Random random = new Random(2);
        for (int i = 0; i < 1500; i++) {
            int at = random.nextInt(header.length());
            int end = Math.min(header.length(), at + random.nextInt(6));
            String middle = random.nextInt(4) == 0
                    ? header.substring(at, end) + header.substring(at, end)
                    : tokens[random.nextInt(tokens.length)];
            readsOrRefuses(withHeader(header.substring(0, at) + middle + header.substring(end), data));
        }
    }

    @Test
    void dtypesShapesAndOffsets() throws IOException {
        String[] types = {
            "F64", "F32", "F16", "BF16", "I64", "I32", "I8", "U8", "BOOL", "I16", "U16", "F8_E5M2", "f32", ""
        };
        String[] shapes = {
            "[]",
            "[0]",
            "[2]",
            "[8]",
            "[2,4]",
            "[-1]",
            "[9223372036854775807]",
            "[4294967296,4294967296]",
            "[2,9223372036854775807]",
            "[0,9223372036854775807,9223372036854775807]",
            "[2305843009213693952]",
            "[1.0]"
        };
        String[] offsets = {
            "[0,8]",
            "[0,0]",
            "[0,16]",
            "[8,16]",
            "[8,0]",
            "[-8,8]",
            "[0,9223372036854775807]",
            "[9223372036854775800,9223372036854775807]",
            "[0]",
            "[]",
            "[0,8,16]"
        };
        int read = 0;
        for (String type : types) {
            for (String shape : shapes) {
                for (String offset : offsets) {
                    String tensor = "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":"
                            + offset + "}}";
                    read += readsOrRefuses(withHeader(tensor, 8)) ? 1 : 0;
                    read += readsOrRefuses(withHeader(tensor, 16)) ? 1 : 0;
                }
            }
        }
        assertEquals(expectedReads(), read);
    }

    /** Types whose size fills 8 or 16 bytes with one of the shapes above. */
    private static int expectedReads() {
        long[] counts = {1, 2, 8, 8};
        int reads = 0;
        for (DType type : DType.values()) {
            for (long values : counts) {
                reads += values * type.bytes() == 8 || values * type.bytes() == 16 ? 1 : 0;
            }
        }
        return reads;
    }

    @Test
    void hostileHeaders() throws IOException {
        String good = "\"a\":{\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":[0,8]}";
        String second = ",\"b\":{\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":";
        assertRefused("{" + good + second + "[4,12]}}", 12, "overlapping");
        assertRefused("{" + good + second + "[0,8]}}", 8, "overlapping");
        assertRefused("{" + good + second + "[16,24]}}", 24, "gap");
        assertRefused("{" + good + "}", 9, "behind its last tensor");
        assertRefused("{" + good + "," + good + "}", 8, "twice");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":[0,8]}}", 8, "twice");
        assertRefused("{\"\":{\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":[0,8]}}", 8, "without a name");
        assertRefused("{\"a\":{\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":[0,8],\"x\":1}}", 8, "unknown field");
        assertRefused("{\"a\":{\"dtype\":\"F32\"," + SHAPE + "\"data_offsets\":[\"0\",8]}}", 8, "instead of a number");
        assertRefused("{\"a\":{" + SHAPE + "\"data_offsets\":[0,8]}}", 8, "lacks dtype");
        assertRefused("{\"a\":{\"dtype\":7," + SHAPE + "\"data_offsets\":[0,8]}}", 8, "instead of a string");
        assertRefused("{\"a\":[]}", 0, "instead of an object");
        assertRefused("[]", 0, "does not begin with '{'");
        assertRefused("\ufeff{}", 0, "does not begin with '{'");
        assertRefused(" {}", 0, "does not begin with '{'");
        assertRefused("{} {}", 0, "is not valid JSON");
        assertRefused("{\"__metadata__\":{\"a\":1}}", 0, "instead of a string");
        assertRefused("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "twice");
        assertRefused("{\"\\ud800\":{}}", 0, "not Unicode");
        assertRefused(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + "1,".repeat(64) + "1],\"data_offsets\":[0,4]}}",
                4,
                "more than 64");
        assertRefused("{\"a\":" + "[".repeat(1_000_000) + "}", 0, "instead of an object");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":" + "[".repeat(1_000_000) + "}}", 0, "instead of a number");
        assertRefused("{\"" + "n".repeat(5_000_000) + "\":1}", 0, "instead of an object");
    }

    private void assertRefused(String header, int data, String part) throws IOException {
        Path file = file(withHeader(header, data));
        MotionScopeException error = assertThrows(MotionScopeException.class, () -> SafeTensors.open(file));
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertOneLine(error, file);
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write("{\"a".getBytes(StandardCharsets.UTF_8));
        header.write(0xff);
        header.write("\":{}}".getBytes(StandardCharsets.UTF_8));
        Path file = file(withHeader(header.toByteArray(), 0));
        MotionScopeException error = assertThrows(MotionScopeException.class, () -> SafeTensors.open(file));
        assertTrue(error.getMessage().contains("not UTF-8"), error.getMessage());
    }

    @Test
    void otherKindsOfFiles() throws IOException {
        Path pointer = file("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".getBytes());
        String message = assertThrows(MotionScopeException.class, () -> SafeTensors.open(pointer))
                .getMessage();
        assertTrue(message.contains("git lfs pull"), message);
        assertTrue(!readsOrRefuses("PK\3\4 a zip archive such as a .ckpt".getBytes()));
        assertTrue(!readsOrRefuses("<html>not found</html>".getBytes()));
    }

    /** More than 2 GiB in one tensor: it is listed, but not handed out. The file is sparse. */
    @Test
    void tensorsBeyondABuffer() throws IOException {
        long bytes = (1L << 31) + 4;
        byte[] header =
                ("{\"small\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"big\":{\"dtype\":\"F32\",\"shape\":["
                                + bytes / 4 + "],\"data_offsets\":[4," + (bytes + 4) + "]}}")
                        .getBytes(StandardCharsets.UTF_8);
        Path file = file(withHeader(header, 0));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 8 + header.length + bytes + 3);
        }
        try (SafeTensors tensors = SafeTensors.open(file)) {
            assertEquals(bytes, tensors.entry("big").bytes());
            assertEquals(0f, tensors.floats("small")[0]);
            for (Runnable read : new Runnable[] {() -> tensors.bytes("big"), () -> tensors.floats("big")}) {
                String message =
                        assertThrows(MotionScopeException.class, read::run).getMessage();
                assertTrue(message.contains("2 GiB"), message);
            }
        }
    }
}
