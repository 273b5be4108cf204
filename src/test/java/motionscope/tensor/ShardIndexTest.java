package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints in several files. */
class ShardIndexTest {
    private static final String ONE = "m-00001-of-00002.safetensors";
    private static final String TWO = "m-00002-of-00002.safetensors";

    @TempDir
    Path folder;

    @BeforeEach
    void writeShards() {
        new SafeTensorsWriter()
                .metadata("format", "pt")
                .add("a", new float[] {1, 2}, 2)
                .add("b", new float[] {3}, 1)
                .write(folder.resolve(ONE));
        new SafeTensorsWriter().add("c", new long[] {4}, 1).write(folder.resolve(TWO));
    }

    private Path index(String weightMap) throws IOException {
        Path index = folder.resolve("m.safetensors.index.json");
        return Files.writeString(index, "{\"metadata\": {\"total_size\": 20}, \"weight_map\": " + weightMap + "}");
    }

    private static String map(String a, String b, String c) {
        return "{\"c\": \"" + c + "\", \"a\": \"" + a + "\", \"b\": \"" + b + "\"}";
    }

    @Test
    void manyFilesAreOneSetOfNames() throws Exception {
        try (SafeTensors tensors = SafeTensors.open(index(map(ONE, ONE, TWO)))) {
            assertEquals(List.of("c", "a", "b"), List.copyOf(tensors.names()));
            assertArrayEquals(new float[] {1, 2}, tensors.floats("a"));
            assertArrayEquals(new long[] {4}, tensors.longs("c"));
            assertEquals(20, tensors.totalBytes());
            assertEquals(Map.of("format", "pt"), tensors.metadata());
            String lines = sha256(Files.readAllBytes(folder.resolve(ONE))) + "  " + ONE + "\n"
                    + sha256(Files.readAllBytes(folder.resolve(TWO))) + "  " + TWO + "\n";
            assertEquals(sha256(lines.getBytes(StandardCharsets.UTF_8)), tensors.sha256());
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void indexAndFilesMustAgree() throws IOException {
        assertFails(map(ONE, TWO, TWO), "lists tensor 'b' in " + TWO + ", but it is not there");
        assertFails("{\"a\": \"" + ONE + "\", \"c\": \"" + TWO + "\"}", "has tensor 'b', which");
        assertFails(map(ONE, ONE, "m-00003-of-00003.safetensors"), "does not exist");
        assertFails("{}", "lists no tensors");
        assertFails("[]", "must be an object");
        assertFails("{\"a\": \"" + ONE + "\", \"a\": \"" + TWO + "\"}", "twice");
        new SafeTensorsWriter()
                .add("a", new float[2], 2)
                .add("c", new long[] {4}, 1)
                .write(folder.resolve(TWO));
        assertFails(map(ONE, ONE, TWO), "has tensor 'a', which");
    }

    @Test
    void namesStayInTheFolder() throws IOException {
        String[] names = {
            "../x.safetensors",
            "/etc/passwd",
            "a/b.safetensors",
            "a\\\\b.safetensors",
            "..safetensors",
            "",
            "x.bin",
            ".safetensors",
            "C:x.safetensors",
            "a..b.safetensors",
            "x\\u0000.safetensors",
            "x.safetensors\\n",
            "~.safetensors"
        };
        for (String name : names) {
            assertFails(map(name, ONE, TWO), "only plain *.safetensors names");
        }
        for (String value : List.of("1", "null", "true", "[\"" + ONE + "\"]", "{}")) {
            assertFails("{\"a\": " + value + "}", "only plain *.safetensors names");
        }
    }

    private void assertFails(String weightMap, String part) throws IOException {
        Path index = index(weightMap);
        String message = assertThrows(MotionScopeException.class, () -> SafeTensors.open(index))
                .getMessage();
        assertTrue(message.contains(part) && message.lines().count() == 1, message);
    }
}
