package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import motionscope.testing.TinyModel;
import motionscope.testing.TinyStableDiffusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged model folders and reference cases through the command line: each is used or refused with one line; nothing is left
 * behind, nothing ends the process. The formats' own tests mutate each reader's input some thousand times more.
 */
class MutatedInputsTest {
    private static final int MODELS = 150;
    private static final int CASES = 60;
    private static final List<String> WORDS = List.of(
            "null",
            "-1",
            "1e999",
            "NaN",
            "[]",
            "{}",
            "\"\"",
            "99999999999999999999",
            "true",
            "0",
            "[[[[",
            "\u0000",
            "..");

    @TempDir
    Path folder;

    private final Random random = new Random(20_240_501);

    @Test
    void mutatedModels() throws IOException {
        Path model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        mutate(model, files(model));
    }

    /** The unet is that of the other test. */
    @Test
    void mutatedStableDiffusion() throws IOException {
        Path model = TinyStableDiffusion.write(Files.createDirectory(folder.resolve("model")));
        mutate(
                model,
                files(model).stream()
                        .filter(file -> !file.startsWith(model.resolve("unet")))
                        .toList());
    }

    private void mutate(Path model, List<Path> files) throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        int refused = 0;
        for (int i = 0; i < MODELS; i++) {
            Path file = files.get(i % files.size());
            byte[] original = Files.readAllBytes(file);
            Files.write(file, mutated(original, file.toString().endsWith(".json")));
            Captured done = Captured.run(
                    "generate",
                    "red",
                    "-o",
                    out.resolve("x.gif").toString(),
                    "--model",
                    model.toString(),
                    "--steps",
                    "1",
                    "--frames",
                    "2",
                    "--size",
                    "8x8",
                    "--device",
                    "cpu");
            refused += assertClean(done, file + " in round " + i);
            if (done.code() != 0) {
                assertEquals(List.of(), files(out), done.err());
            }
            for (Path written : files(out)) {
                Files.delete(written);
            }
            Files.write(file, original);
        }
        assertTrue(refused > MODELS / 2, refused + " of " + MODELS + " were refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet_motion_one_frame", "clip_text", "clip_tokenizer_small", "autoencoder_kl"})
    void mutatedCases(String name) throws IOException {
        Path golden = Path.of("src/test/resources/golden").resolve(name);
        for (Path file : files(golden)) {
            Path copy = folder.resolve(golden.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        List<Path> files = files(folder);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Path file = files.get(i % files.size());
            byte[] original = Files.readAllBytes(file);
            Files.write(file, mutated(original, file.toString().endsWith(".json")));
            Captured done = Captured.run("check", folder.toString(), "--device", "cpu");
            if (done.code() == 1 && done.err().isEmpty()) {
                assertTrue(done.out().contains("FAIL"), done.out());
            } else {
                refused += assertClean(done, file + " in round " + i);
            }
            Files.write(file, original);
        }
        assertTrue(refused > CASES / 4, refused + " of " + CASES + " were refused");
    }

    /** 1 if it was refused, as it should be. */
    private static int assertClean(Captured done, String what) {
        if (done.code() == 0) {
            return 0;
        }
        assertFalse(done.err().contains("Internal error"), what + ": " + done.err());
        done.fails(1);
        return 1;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private byte[] mutated(byte[] bytes, boolean text) {
        return switch (random.nextInt(text ? 5 : 4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
            case 2 -> flipped(bytes, Math.min(bytes.length, 400)); // the header, where there is one
            case 3 -> flipped(bytes, bytes.length);
            default -> word(bytes);
        };
    }

    private byte[] flipped(byte[] bytes, int within) {
        byte[] copy = bytes.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            copy[random.nextInt(within)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /** A value of the JSON replaced by something else. */
    private byte[] word(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':', random.nextInt(text.length()));
        if (colon < 0) {
            return new byte[0];
        }
        int end = text.indexOf(',', colon) < 0 ? text.length() - 1 : text.indexOf(',', colon);
        String other = WORDS.get(random.nextInt(WORDS.size()));
        return (text.substring(0, colon + 1) + other + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
