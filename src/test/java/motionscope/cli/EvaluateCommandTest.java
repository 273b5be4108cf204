package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.video.ClipWriter;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command evaluate. */
class EvaluateCommandTest {
    private static final Scene PAN = Scene.of(Texture.STONES, Colour.BLUE).moving(Direction.RIGHT, 1);
    private static final Scene CIRCLE = Scene.of(Texture.MARBLE, Colour.GREEN)
            .with(SceneObject.of(Shape.CIRCLE, Colour.RED).moving(Direction.LEFT, 1));

    @TempDir
    Path folder;

    private Captured evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", folder.toString(), "--scenes", "1"));
        arguments.addAll(List.of(more));
        return Captured.run(arguments.toArray(String[]::new));
    }

    @Test
    void clipsWithAndWithoutPrompts() throws IOException {
        Path pan = folder.resolve("pan.gif");
        ClipWriter.write(PAN.render(), pan);
        ClipWriter.write(CIRCLE.render().enlarge(2), folder.resolve("circle"));
        Files.writeString(
                folder.resolve("circle.json"),
                "{\"prompt\": \"" + CIRCLE.prompt() + "\", \"width\": 64, \"height\": 64}");
        evaluate("--reference", pan.toString())
                .succeeds("pan.gif, 64x64", "red circle on green marble background", "motion fidelity", "DIS flow");
        List<String> rows = Files.readAllLines(folder.resolve("evaluation.csv"));
        assertEquals(3, rows.size());
        List<String> names = List.of(rows.get(0).split(",", -1));
        String[] circle = rows.get(1).split(",", -1);
        String[] panned = rows.get(2).split(",", -1);
        assertEquals(1, number(panned, names, "camera x (px/frame)"), 0.1);
        assertEquals(1, number(panned, names, "motion fidelity"), 0.05);
        assertEquals("", panned[names.indexOf("prompt agreement")]);
        assertEquals(-1, number(circle, names, "shape 1 x (px/frame)"), 0.1); // in the pixels that were drawn
        assertEquals(0, number(circle, names, "camera x (px/frame)"), 0.1);
        assertEquals(1, number(circle, names, "prompt agreement"));
        assertTrue(Files.readString(folder.resolve("evaluation-errors.csv")).contains("Lucas-Kanade"));
        assertFalse(String.join("", rows).contains("NaN"));
    }

    private static double number(String[] row, List<String> names, String name) {
        return Double.parseDouble(row[names.indexOf(name)]);
    }

    @Test
    void whatCannotBeMeasuredIsSaid() throws IOException {
        Files.writeString(folder.resolve("damaged.gif"), "GIF89a and no more");
        ClipWriter.write(PAN.render().frames(0, 1), folder.resolve("short.gif"));
        ClipWriter.write(PAN.render(), folder.resolve("whole.gif"));
        Files.writeString(folder.resolve("whole.gif.json"), "{\"prompt\": 7}");
        Path csv = folder.resolve("out").resolve("all.csv");
        Captured done = evaluate("--csv", csv.toString());
        assertEquals(1, done.code(), done.err());
        assertTrue(done.out().contains("not measured: ") && done.out().contains("two frames"), done.out());
        assertEquals(4, Files.readAllLines(csv).size());
    }

    @Test
    void badCommandLines() throws IOException {
        evaluate().fails(1, "no clips");
        ClipWriter.write(PAN.render(), folder.resolve("pan.gif"));
        evaluate("--reference", folder.resolve("none.gif").toString()).fails(1, "none.gif");
        Captured.run("evaluate", folder.toString(), "--scenes", "0").fails(1, "at least one scene");
        Captured.run("evaluate").fails(2, "--help");
        Captured.run("evaluate", folder.resolve("nowhere").toString()).fails(1, "is no folder");
    }
}
