package motionscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("config.json"), bytes);
    }

    private JsonFile read(String json) throws IOException {
        return JsonFile.read(file(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void gettersReadEveryKind() throws IOException {
        JsonFile json = read("""
                {"i": 12, "negative": -3, "d": 1e-5, "t": true, "f": false, "s": "text é", "none": null,
                 "list": [1, 2], "names": ["a", "b"], "mixed": [1, 2.5], "o": {"deep": {"i": 5}}, "os": [{"i": 1}, {"i": 2}],
                 "wide": 4294967296}
                """);
        assertEquals(12, json.integer("i"));
        assertEquals(-3, json.integer("negative"));
        assertEquals(1e-5, json.number("d"));
        assertEquals(12.0, json.number("i"));
        assertTrue(json.bool("t"));
        assertFalse(json.bool("f", true));
        assertEquals("text é", json.string("s"));
        assertEquals(List.of(1, 2), json.integers("list"));
        assertEquals(List.of(1, 2), json.integers("list", 2));
        assertEquals(List.of(12, 12, 12), json.integers("i", 3));
        assertEquals(List.of(1.0, 2.5), json.numbers("mixed"));
        assertEquals(List.of("a", "b"), json.strings("names"));
        assertEquals(5, json.object("o").object("deep").integer("i"));
        assertEquals(2, json.objects("os").get(1).integer("i"));
        assertEquals(4294967296L, json.tree().get("wide").getAsLong());
        assertFalse(json.has("none") || json.has("absent"));
        assertTrue(json.has("i") && json.isList("list") && !json.isList("i"));
    }

    @Test
    void aListOfObjects() throws IOException {
        List<JsonFile> all = JsonFile.readAll(file("[{\"i\": 1}, {\"i\": 2}]".getBytes(StandardCharsets.UTF_8)));
        assertEquals(2, all.get(1).integer("i"));
        for (String other : List.of("{\"i\": 1}", "[1]", "[")) {
            Path path = file(other.getBytes(StandardCharsets.UTF_8));
            MotionScopeException e = assertThrows(MotionScopeException.class, () -> JsonFile.readAll(path), other);
            assertTrue(e.getMessage().contains("config.json"), e.getMessage());
        }
    }

    @Test
    void defaultsStandForWhatIsAbsentOrNull() throws IOException {
        JsonFile json = read("{\"none\": null, \"s\": \"x\"}");
        for (String key : List.of("none", "absent")) {
            assertEquals(3, json.integer(key, 3));
            assertEquals(2.5, json.number(key, 2.5));
            assertTrue(json.bool(key, true));
            assertEquals("y", json.string(key, "y"));
        }
        assertEquals("x", json.string("s", "y"));
        assertFails(() -> json.integer("s", 3), "'s' is the string 'x', but must be a whole number");
    }

    @Test
    void errorsNameFileAndKey() throws IOException {
        JsonFile json = read(
                "{\"i\": 1, \"d\": 1.0, \"big\": 2147483648, \"l\": [1, \"x\"], \"o\": {\"n\": null}, \"s\": \"1\"}");
        assertFails(() -> json.integer("absent"), "config.json has no 'absent'");
        assertFails(() -> json.integer("d"), "'d' is 1.0, but must be a whole number");
        assertFails(() -> json.integer("big"), "'big' is 2147483648");
        assertFails(() -> json.integer("s"), "'s' is the string '1'");
        assertFails(() -> json.integers("i"), "'i' is '1', but must be a list");
        assertFails(() -> json.integers("l"), "'l' is the string 'x'");
        assertFails(() -> json.integers("l", 3), "'l' is the string 'x'");
        assertFails(() -> json.bool("i"), "'i' is '1', but must be true or false");
        assertFails(() -> json.string("o"), "'o' is an object, but must be a string");
        assertFails(() -> json.object("l"), "'l' is a list, but must be an object");
        assertFails(() -> json.object("o").number("n"), "config.json 'o': 'n' is null, but must be a number");
    }

    @Test
    void whatIsNotStrictJsonIsRefused() throws IOException {
        String[] bad = {
            "",
            " ",
            "[]",
            "1",
            "\"x\"",
            "null",
            "{",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":1} x",
            "{\"a\":1}{}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":-Infinity}",
            "{\"a\":1e999}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":99999999999999999999}",
            "{\"a\":TRUE}",
            "{\"a\":[1,]}",
            "{\"a\":[,1]}",
            "{\"a\" 1}",
            "{\"a\":1 // no\n}",
            "{\"a\":1;\"b\":2}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":{\"b\":1,\"b\":2}}",
            "{\"a\":" + "1".repeat(5000) + "}",
            "{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}",
            "[".repeat(1_000_000),
            "{\"a\":".repeat(1_000_000)
        };
        for (String json : bad) {
            assertFails(() -> assertNull(read(json), json), "config.json");
        }
        assertEquals(
                1,
                read("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}").tree().size());
    }

    @Test
    void sizeAndTextAreChecked() throws IOException {
        assertFails(() -> JsonFile.read(file(new byte[JsonFile.MAX_BYTES + 1])), "over 16000000 bytes");
        assertFails(() -> JsonFile.read(file(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'})), "is not UTF-8");
        assertFails(() -> JsonFile.read(file("{\"a\":1}".getBytes(StandardCharsets.UTF_16))), "config.json");
        assertFails(() -> read("{\"a\":[" + "0,".repeat(2_000_000) + "0]}"), "more than 2000000 values");
        assertFails(() -> JsonFile.read(folder.resolve("none.json")), "does not exist");
        assertFails(() -> JsonFile.read(folder), "cannot be read");
    }

    @Test
    void mutatedConfigurationsAreReadOrRefused() throws IOException {
        byte[] config = Files.readAllBytes(Path.of("src/test/resources/golden/unet_motion_small/config.json"));
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = config.clone();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = file(bytes);
            try {
                JsonFile json = JsonFile.read(file);
                json.tree().keySet().forEach(key -> readAnything(json, key));
            } catch (MotionScopeException e) {
                assertOneLine(e);
                refused++;
            }
        }
        assertTrue(refused > 700, refused + " refused");
    }

    private static void readAnything(JsonFile json, String key) {
        List<Runnable> getters = List.of(
                () -> json.integer(key),
                () -> json.number(key),
                () -> json.bool(key),
                () -> json.string(key),
                () -> json.integers(key),
                () -> json.numbers(key),
                () -> json.strings(key),
                () -> json.object(key));
        for (Runnable getter : getters) {
            try {
                getter.run();
            } catch (MotionScopeException e) {
                assertOneLine(e);
            }
        }
    }

    private static void assertOneLine(MotionScopeException e) {
        String message = e.getMessage();
        assertTrue(message.lines().count() == 1 && message.contains("config.json"), message);
        assertTrue(message.length() < 600 && message.chars().noneMatch(Character::isISOControl), message);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertFails(Action action, String part) {
        MotionScopeException error = assertThrows(MotionScopeException.class, action::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }
}
