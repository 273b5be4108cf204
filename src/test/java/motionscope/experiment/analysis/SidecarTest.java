package motionscope.experiment.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.model.Tap;
import motionscope.plot.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sidecars as anyone may have written them. */
class SidecarTest {
    @TempDir
    Path folder;

    private Sidecar sidecar() {
        var recipe = new Recipe(
                FigureKind.HEATMAP,
                List.of(Tap.UP0, Tap.UP1),
                List.of(199, 399),
                4,
                Long.MAX_VALUE,
                1,
                ShownFeatures.CR,
                16,
                8,
                64,
                List.of(0, 7),
                Optional.of(new Point(3, 5)),
                List.of(MotionKind.CAMERA),
                List.of(new ClipFile(folder.resolve("my clip.mp4"), "ab".repeat(32))),
                Look.DARK);
        var origin = new Origin(
                "mini", folder.resolve("models/mini"), "0f".repeat(32), "cpu", "f32", 2, "1.0", "DJL, PyTorch");
        return new Sidecar(recipe, origin);
    }

    private Path written(String json) {
        try {
            return Files.writeString(folder.resolve("figure.json"), json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MotionScopeException refused(String json) {
        Path file = written(json);
        var error = assertThrows(MotionScopeException.class, () -> Sidecar.read(file));
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
        assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
        return error;
    }

    @Test
    void everySettingComesBack() {
        assertEquals(sidecar(), Sidecar.read(written(sidecar().toJson(folder))));
    }

    @Test
    void pathsAreSeenFromTheSidecar() {
        String json = sidecar().toJson(folder);
        assertTrue(json.contains("\"my clip.mp4\"") && json.contains("\"models/mini\""), json);
        assertFalse(json.contains(folder.toString()), json);
        assertTrue(sidecar().toJson(folder.resolve("figures")).contains("\"../models/mini\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scenes\": 4 | \"scenes\": 0 | scenes is 0",
                "\"scenes\": 4 | \"scenes\": 2000000000 | scenes is 2000000000",
                "\"scenes\": 4 | \"scenes\": 1e99 | scenes",
                "\"scenes\": 4 | \"scenes\": NaN | not valid JSON",
                "\"scenes\": 4 | \"scenes\": \"4\" | the string",
                "\"scenes\": 4 | \"scenes\": null | scenes",
                "\"scenes\": 4 | \"scenes\": 4.5 | whole number",
                "\"scenes\": 4 | \"scenes\": 4, \"scenes\": 5 | twice",
                "\"scenes\": 4 | \"surprise\": 4, \"scenes\": 4 | surprise",
                "\"scenes\": 4, | '' | no 'scenes'",
                "\"seed\": 9223372036854775807 | \"seed\": -1 | seed is -1",
                "\"seed\": 9223372036854775807 | \"seed\": 99999999999999999999 | 64 bits",
                "\"seed\": 9223372036854775807 | \"seed\": true | seed",
                "\"heatmap\" | \"pie\" | 'pie'",
                "\"heatmap\" | [] | a list",
                "\"up0\" | \"../up0\" | no tap's name",
                "\"up0\" | 7 | a string",
                "199 | -1 | timestep is -1",
                "199 | 99999999999 | timesteps",
                "\"cr\" | \"all\" | 'all'",
                "\"dark\" | \"blue\" | 'blue'",
                "\"camera\" | \"dolly\" | 'dolly'",
                "\"side\": 64 | \"side\": 100000 | side is 100000",
                "\"threads\": 2 | \"threads\": 0 | threads",
                "\"sha256\" | \"sha1\" | sha1",
                "abab | ABAB | no SHA-256",
                "\"my clip.mp4\" | \"\\u0000\" | no path",
                "0f0f | 0 | no SHA-256",
            })
    void aDamagedSettingIsNamed(String old, String other, String word) {
        String json = sidecar().toJson(folder);
        assertTrue(json.contains(old), json);
        String message = refused(json.replaceFirst(
                        java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(other)))
                .getMessage();
        assertTrue(message.contains(word), "'" + word + "' is not in: " + message);
    }

    @Test
    void listsWithoutEndAreRefused() {
        String many = "0, ".repeat(1000);
        refused(sidecar().toJson(folder).replaceFirst("199,", many + "199,"));
        refused("[".repeat(100_000));
        refused("");
        refused("[]");
    }

    @Test
    void mutatedBytesAreReadOrRefusedInOneLine() throws IOException {
        byte[] good = sidecar().toJson(folder).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("figure.json"), bad);
            try {
                Sidecar.read(file);
            } catch (MotionScopeException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }
}
