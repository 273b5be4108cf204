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

    /** A scene beside a sidecar with a guide, ' for ". */
    private void asked(String name, Scene scene, String guide) throws IOException {
        ClipWriter.write(scene.render(), folder.resolve(name + ".gif"));
        String sidecar =
                "{'prompt': '" + scene.prompt() + "', 'frames': 16, 'width': 64, 'height': 64, 'guide': " + guide + "}";
        Files.writeString(folder.resolve(name + ".gif.json"), sidecar.replace('\'', '"'));
    }

    private List<String[]> evaluated(String... more) throws IOException {
        evaluate(more).succeeds("asked motion met");
        return Files.readAllLines(folder.resolve("evaluation.csv")).stream()
                .map(row -> row.split(",", -1))
                .toList();
    }

    @Test
    void whatWasAskedStandsBesideWhatIsSeen() throws IOException {
        Scene apart = Scene.of(Texture.STONES, Colour.BLUE)
                .with(SceneObject.of(Shape.SQUARE, Colour.GREEN)
                        .at(0, -16)
                        .radius(9)
                        .moving(Direction.LEFT, 1))
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED)
                        .at(0, 16)
                        .radius(9)
                        .moving(Direction.RIGHT, 1));
        asked("1-camera", PAN, "{'camera': '10:1.2'}");
        asked("2-wrong", PAN, "{'goals': [{'reference': {'kind': 'camera', 'move': 'up:0.5'}}]}");
        asked("3-zoom", PAN.moving(Direction.STILL, 0).zooming(0.03), "{'camera': 'zoom-in:0.04'}");
        asked(
                "4-apart", // the prompt names the shapes in another order than the guide
                apart,
                "{'shapes': [{'region': [22, 38, 20, 20], 'move': 'right:1'}, {'region': [22, 6, 20, 20], 'move':"
                        + " 'left:1'}]}");
        asked("5-drag", CIRCLE, "{'drag': [{'points': [[39.5, 32], [24.5, 32]]}]}");
        asked("6-other", PAN, "{'goals': [{'reference': {'kind': 'noised', 'file': 'gone.gif'}}]}");
        List<String[]> rows = evaluated();
        List<String> names = List.of(rows.get(0));
        int met = names.indexOf("asked motion met");
        assertEquals(
                List.of("yes", "no", "yes", "yes", "yes", ""),
                rows.stream().skip(1).map(row -> row[met]).toList());
        assertEquals(1.2 * Math.cos(Math.toRadians(10)), number(rows.get(1), names, "asked camera x (px/frame)"), 1e-6);
        assertEquals(-0.5, number(rows.get(2), names, "asked camera y (px/frame)"));
        assertEquals(4, number(rows.get(3), names, "asked zoom (% a frame)"), 1e-9);
        assertEquals("", rows.get(3)[names.indexOf("asked camera x (px/frame)")]);
        assertEquals(-1, number(rows.get(4), names, "asked shape 1 x (px/frame)"));
        assertEquals(1, number(rows.get(4), names, "asked shape 2 x (px/frame)"));
        assertEquals(0, number(rows.get(4), names, "asked camera x (px/frame)"));
        assertEquals(0, number(rows.get(5), names, "distance to drag (px)"), 0.5);
        assertEquals(-1, number(rows.get(5), names, "asked shape 1 x (px/frame)"), 1e-9);
    }

    @Test
    void askedMotionsOfShapesThatThePromptDoesNotName() throws IOException {
        asked("a", PAN, "{'shapes': [{'region': [22, 38, 20, 20], 'move': 'right:1'}]}");
        asked("b", PAN, "{'camera': 'sideways:1'}");
        Captured done = evaluate();
        assertEquals(1, done.code(), done.err());
        assertTrue(done.out().contains("1 shapes were asked to move, but the prompt names 0"), done.out());
        assertTrue(done.out().contains("direction of 'sideways:1'"), done.out());
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
