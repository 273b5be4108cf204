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
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steering and repeating from the command line, with the bundled model, small and short. */
class GuidedCommandTest {
    private static final String PROMPT = "a red circle on a blue stones background";
    private static final List<String> SHORT = List.of("--steps", "2", "--size");

    @TempDir
    Path folder;

    private Captured generate(String output, String... more) {
        List<String> arguments = new ArrayList<>(List.of("generate", "-o", at(output), "--device", "cpu"));
        arguments.addAll(List.of(more));
        return Captured.run(arguments.toArray(String[]::new));
    }

    /** Draws a short and small clip. */
    private Captured draw(String output, String... more) {
        return draw(16, output, more);
    }

    private Captured draw(int side, String output, String... more) {
        List<String> all = new ArrayList<>(SHORT);
        all.add(side + "x" + side);
        all.addAll(List.of(more));
        all.add(PROMPT);
        return generate(output, all.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonObject sidecar(String clip) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(clip + ".json")))
                .getAsJsonObject();
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Test
    void anUnguidedClipIsRepeatedBitForBit() throws IOException {
        draw(
                        "a.gif",
                        "--seed",
                        "9007199254740993", // more than a double holds
                        "--eta",
                        "0.5",
                        "--guidance-rescale",
                        "0.3",
                        "--frames",
                        "5",
                        "--frame-rate",
                        "6.5",
                        "--scale",
                        "2")
                .succeeds();
        generate("b.gif", "--repeat", at("a.gif.json")).succeeds("b.gif");
        assertArrayEquals(bytes("a.gif"), bytes("b.gif"));
        assertEquals(sidecar("a.gif"), sidecar("b.gif"));
    }

    @Test
    void aSteeredClipIsRepeatedBitForBit() throws IOException {
        draw("a.png", "--camera", "30:0.8", "--seed", "4").succeeds("16 of 16x16");
        draw("plain.png", "--seed", "4").succeeds();
        generate("b.png", "--repeat", at("a.png.json")).succeeds();
        assertEquals(
                "30:0.8",
                sidecar("a.png").getAsJsonObject("guide").get("camera").getAsString());
        assertEquals(sidecar("a.png"), sidecar("b.png"));
        assertTrue(same(clip("a"), clip("b")));
        assertFalse(same(clip("a"), clip("plain")));
    }

    private Clip clip(String folderOfPictures) {
        return ClipReader.read(folder.resolve(folderOfPictures));
    }

    private static boolean same(Clip one, Clip other) {
        return Arrays.deepEquals(pixels(one), pixels(other));
    }

    private static int[][] pixels(Clip clip) {
        return Stream.iterate(0, f -> f + 1)
                .limit(clip.frames())
                .map(f -> clip.image(f).getRGB(0, 0, clip.width(), clip.height(), null, 0, clip.width()))
                .toArray(int[][]::new);
    }

    @Test
    void aGuideWithAReferenceOfItsOwnIsRepeatedFromAnotherFolder() throws IOException {
        Files.copy(Path.of("data/clips/stones-pan-right.gif"), folder.resolve("pan.gif"));
        Files.writeString(
                folder.resolve("guide.json"),
                "{\"preset\": \"paper\", \"goals\": [{\"reference\": {\"kind\": \"noised\", \"file\": \"pan.gif\","
                        + " \"channels\": [58, 38, 42]}, \"region\": {\"box\": [0, 0, 8, 16]}}], \"weight\": 30}");
        draw("a.gif", "--guide", at("guide.json")).succeeds("was scaled");
        generate("b/b.gif", "--repeat", at("a.gif.json")).succeeds();
        assertArrayEquals(bytes("a.gif"), bytes("b/b.gif"));
        Files.writeString(folder.resolve("pan.gif"), "GIF89a");
        generate("c.gif", "--repeat", at("a.gif.json")).fails(1, "pan.gif has changed");
        Files.delete(folder.resolve("pan.gif"));
        generate("c.gif", "--repeat", at("a.gif.json")).fails(1, "pan.gif");
    }

    @Test
    void whatWillDifferIsSaid() throws IOException {
        draw("a.gif", "--frames", "3").succeeds();
        String text = Files.readString(folder.resolve("a.gif.json"));
        Files.writeString(
                folder.resolve("other.json"),
                text.replace("\"library\": \"", "\"library\": \"0.0-").replace("\"together\": 1", "\"together\": 2"));
        generate("b.gif", "--repeat", at("other.json")).succeeds("it was 0.0-", "one batch of 2", "may differ");
    }

    @Test
    void sidecarsThatCannotBeRepeated() throws IOException {
        draw("a.gif", "--frames", "3").succeeds();
        String text = Files.readString(folder.resolve("a.gif.json"));
        refused(text.replaceFirst("\"weights\": \"..", "\"weights\": \"xx"), "other weights");
        refused(text.replace("\"completedSteps\": 2", "\"completedSteps\": 1"), "interrupted after step 1 of 2");
        refused(text.replace("\"seed\": 0", "\"seed\": 0.5"), "'seed'");
        refused(text.replace("\"seed\"", "\"sead\""), "'sead', which is unknown here");
        refused(text.replace("\"scale\": 1", "\"scale\": 1, \"notRepeatable\": \"It is art.\""), "It is art.");
        refused(text.replace("\"scale\": 1", "\"scale\": 1, \"guide\": {\"camera\": \"right\"}"), "'right'");
        refused(text.replace("\"scale\": 1", "\"scale\": 1, \"guide\": {\"cam\": \"right\"}"), "'guide' has 'cam'");
        refused(text.replace("\"threads\": ", "\"threads\": -"), "'threads'");
        refused("{", "ends before");
        refused("{}", "has no 'completedSteps'");
        generate("b.gif", "--repeat", at("none.json")).fails(1, "none.json does not exist");
    }

    private void refused(String sidecar, String word) throws IOException {
        Files.writeString(folder.resolve("bad.json"), sidecar);
        generate("b.gif", "--repeat", at("bad.json")).fails(1, word);
        assertFalse(Files.exists(folder.resolve("b.gif")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--camera sideways:1 | direction of 'sideways:1'",
                "--camera right | no number",
                "--camera right:NaN | no number",
                "--camera still:1 | leave one out",
                "--camera zoom-in:.03 --region 20,20,20,20 --move up:0.5 | contradict",
                "--camera zoom-in:.03 --drag 20,20:30,30 | contradict",
                "--region 20,20,20,20 | 1 --region and 0 --move",
                "--move up:0.5 | 0 --region and 1 --move",
                "--region 20,20,20 --move up:0.5 | 4 numbers",
                "--region 20,20,20,NaN --move up:0.5 | 4 numbers",
                "--region 20,20,20,60 --move up:0.5 | off the frame of 32 x 32",
                "--region 20,20,0,6 --move up:0.5 | is empty",
                "--region 0,0,9,9 --move up:1 | would leave the picture",
                "--drag 20,20 | 1 points",
                "--drag 20,20:30 | 2 numbers",
                "--drag 20,20:99,30 | leaves the picture",
                "--camera right:1 --frames 1 | at least 2 frames",
                "--guide none.json | none.json does not exist",
                "--guide none.json --camera right:1 | leave out --guide",
                "--repeat a.json --seed 3 | leave out --repeat",
            })
    void badInputIsOneLineAndLeavesNoFile(String options, String word) {
        draw(32, "x.gif", options.split(" ")).fails(1, word);
        assertFalse(Files.exists(folder.resolve("x.gif")));
    }

    @Test
    void wrongCommandLines() {
        generate("x.gif").fails(2, "PROMPT");
        draw("x.gif", "--camera", "left:1", "--camera", "right:1").fails(2, "--camera");
        generate("x.gif", "--repeat", at("a.json"), "--camera", "left:1").fails(1, "leave out the others");
    }
}
