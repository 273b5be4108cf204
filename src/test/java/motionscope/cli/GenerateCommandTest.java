package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import motionscope.testing.TinyModel;
import motionscope.testing.TinyStableDiffusion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command generate, with a model of some hundred kilobytes. */
class GenerateCommandTest {
    @TempDir
    Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        out = Files.createDirectory(folder.resolve("out"));
    }

    private Captured generate(String output, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "generate", "-o", out.resolve(output).toString(), "--model", model.toString(), "--device", "cpu"));
        arguments.addAll(List.of("--steps", "2", "--frames", "3", "--size", "16x8"));
        arguments.addAll(Arrays.asList(more));
        return Captured.run(arguments.toArray(String[]::new));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aClipAndItsSettings() throws IOException {
        generate("a.gif", "red ring", "--seed", "7", "--scale", "2").succeeds("a.gif", " s");
        assertEquals(List.of("a.gif", "a.gif.json"), written());
        JsonObject settings = JsonParser.parseString(Files.readString(out.resolve("a.gif.json")))
                .getAsJsonObject();
        assertEquals("red ring", settings.get("prompt").getAsString());
        assertEquals(7, settings.get("seed").getAsLong());
        assertEquals(2, settings.get("completedSteps").getAsInt());
    }

    @Test
    void imageModelsTakeMotionModulesAndLoras() throws IOException {
        model = TinyStableDiffusion.writeImages(Files.createDirectory(folder.resolve("images")));
        Path golden = Path.of("src/test/resources/golden/motion_adapter");
        String lora = golden.resolve("lora/motion_lora_peft.safetensors").toString();
        String[] added = {
            "red ring",
            "--variant",
            "fp16",
            "--motion-adapter",
            golden.resolve("original/mm_bare_fp16.ckpt").toString(),
            "--lora",
            lora + "=0.7"
        };
        generate("g.gif", added).fails(1, "vae", "no weights of variant 'fp16'"); // only the unet has them
        String[] plain =
                Stream.concat(Stream.of(added[0]), Arrays.stream(added).skip(3)).toArray(String[]::new);
        generate("g.gif", plain).succeeds("g.gif");
        JsonObject settings = JsonParser.parseString(Files.readString(out.resolve("g.gif.json")))
                .getAsJsonObject();
        assertEquals(
                "images with mm_bare_fp16.ckpt, motion_lora_peft.safetensors x 0.7",
                settings.get("model").getAsString());
        generate("h.gif", "red", "--lora", lora + "=much").fails(1, "'much'; give a number");
        generate("h.gif", "red", "--lora", lora).fails(1, "there is no layer");
    }

    @Test
    void everyFormat() throws IOException {
        generate("b.mp4", "red", "--scale", "2").succeeds("b.mp4");
        generate("c.png", "red").succeeds("c.png");
        assertEquals(List.of("b.mp4", "b.mp4.json", "c", "c.png.json"), written());
    }

    @Test
    void severalPromptsGetNumbersAndSeedsOfTheirOwn() throws IOException {
        generate("d.gif", "red", "red", "--seed", "3").succeeds("d-1.gif", "d-2.gif");
        assertEquals(List.of("d-1.gif", "d-1.gif.json", "d-2.gif", "d-2.gif.json"), written());
        generate("e.gif", "red", "--seed", "4").succeeds();
        assertArrayEquals(Files.readAllBytes(out.resolve("d-2.gif")), Files.readAllBytes(out.resolve("e.gif")));
        assertFalse(
                Arrays.equals(Files.readAllBytes(out.resolve("d-1.gif")), Files.readAllBytes(out.resolve("d-2.gif"))));
    }

    @Test
    void theEmptyPromptDrawsWithoutOne() throws IOException {
        generate("f.gif", "").succeeds("f.gif");
        assertTrue(written().contains("f.gif"));
    }

    @ParameterizedTest
    @CsvSource({
        "purple, --steps, 2, 1, 'red ring clouds'",
        "red red red red, --steps, 2, 1, at most 3",
        "red, --steps, 0, 1, 0 steps",
        "red, --steps, 1001, 1, 1001",
        "red, --steps, x, 2, --steps",
        "red, --seed, -1, 1, seed is -1",
        "red, --guidance-scale, NaN, 1, NaN",
        "red, --guidance-scale, -1, 1, guidance",
        "red, --guidance-rescale, NaN, 1, NaN",
        "red, --eta, NaN, 1, NaN",
        "red, --frames, 0, 1, 0 frames",
        "red, --frames, 999, 1, 999",
        "red, --size, 7x8, 1, 7 x 8",
        "red, --size, big, 2, WIDTHxHEIGHT",
        "red, --frame-rate, 0, 1, frame rate",
        "red, --scale, 0, 1, 0",
        "red, --device, cuda:99, 1, cuda:99",
        "red, --device, tpu, 1, tpu",
        "red, --precision, f8, 1, f8",
        "red, --precision, bf16, 1, bf16",
        "red, --threads, 0, 1, 0",
        "red, --model, nowhere, 1, nowhere",
        "red, --model, src, 1, model_index.json",
    })
    void badInputIsOneLineAndLeavesNoFile(String prompt, String option, String value, int code, String word)
            throws IOException {
        Path given = out.resolve("x.gif");
        List<String> arguments = new ArrayList<>(List.of("generate", prompt, "-o", given.toString(), option, value));
        List<String> usual = List.of("--steps", "2", "--frames", "3", "--size", "16x8", "--device", "cpu", "--model");
        for (int i = 0; i + 1 < usual.size(); i += 2) {
            if (!usual.get(i).equals(option)) {
                arguments.addAll(usual.subList(i, i + 2));
            }
        }
        if (!option.equals("--model")) {
            arguments.addAll(List.of("--model", model.toString()));
        }
        Captured.run(arguments.toArray(String[]::new)).fails(code, word);
        assertEquals(List.of(), written());
    }

    @Test
    void outputsThatCannotBeWritten() throws IOException {
        generate("x.avi", "red").fails(1, ".avi");
        Files.writeString(folder.resolve("file"), "");
        generate("../file/x.gif", "red").fails(1, "file");
        Files.createDirectory(out.resolve("y.gif"));
        generate("y.gif", "red").fails(1, "folder");
        assertEquals(List.of("y.gif"), written());
    }

    @Test
    void anErrorLeavesTheOldFileAsItWas() throws IOException {
        Files.writeString(out.resolve("x.gif"), "old");
        generate("x.gif", "red", "--guidance-rescale", "NaN").fails(1, "NaN");
        assertEquals("old", Files.readString(out.resolve("x.gif")));
        generate("x.gif", "red").succeeds("x.gif");
        assertTrue(Files.size(out.resolve("x.gif")) > 3);
    }

    @Test
    void anUnknownWordInTheLastPromptStopsTheFirst() throws IOException {
        generate("x.gif", "red", "blue").fails(1, "blue");
        assertEquals(List.of(), written());
    }

    @Test
    void theTraceIsShownOnRequestOnly() {
        Captured failed = generate("x.gif", "blue", "--stacktrace");
        assertEquals(1, failed.code());
        assertTrue(failed.err().contains("\tat motionscope."), failed.err());
    }

    @Test
    void aFolderOfStableDiffusion() throws IOException {
        model = TinyStableDiffusion.write(Files.createDirectory(folder.resolve("sd")));
        Captured done =
                generate("a.gif", "the ".repeat(80) + "end", "--clip-skip", "1").succeeds("a.gif");
        assertTrue(done.err().contains("does not read its end: 'the the the the the end'."), done.err());
        JsonObject settings = JsonParser.parseString(Files.readString(out.resolve("a.gif.json")))
                .getAsJsonObject();
        assertEquals(1, settings.get("clipSkip").getAsInt());
        assertEquals("the the the the the end", settings.get("unreadPrompt").getAsString());
        generate("b.gif", "a", "--clip-skip", "4").fails(1, "Clip skip is 4");
        String sidecar = out.resolve("a.gif.json").toString();
        String again = out.resolve("again.gif").toString();
        Captured.run("generate", "--repeat", sidecar, "-o", again, "--model", model.toString())
                .succeeds("again.gif");
        assertEquals(Files.readString(Path.of(sidecar)), Files.readString(Path.of(again + ".json")));
        assertEquals(-1, Files.mismatch(out.resolve("a.gif"), Path.of(again)));
    }

    @Test
    void clipSkipWithoutLayers() {
        generate("a.gif", "red ring", "--clip-skip", "1").fails(1, "no layers to skip");
    }
}
