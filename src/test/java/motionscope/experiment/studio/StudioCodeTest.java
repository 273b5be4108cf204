package motionscope.experiment.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import motionscope.MotionScopeException;
import motionscope.control.PaintedMask;
import motionscope.control.Preset;
import motionscope.experiment.GeneratedClip;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.tensor.Torch;
import motionscope.video.ClipWriter;
import motionscope.video.world.Direction;
import motionscope.video.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copied cell, run as a notebook runs it, draws the studio's clip. */
public class StudioCodeTest {
    private static final int LINES = 12;

    @TempDir
    static Path folder;

    /** For the cell, which finds it as {@code model}. */
    public static VideoModel model;

    /** What the cell has drawn. */
    public static GeneratedClip drawn;

    private static ModelEngine engine;
    private static StudioSettings plain;

    private static int threads;

    @BeforeAll
    static void load() {
        threads = Torch.threads();
        Torch.setThreads(1); // small operations: two threads would only wait for each other
        model = StudioModel.load(folder.resolve("model"));
        engine = new ModelEngine(model);
        plain = StudioSettings.of(model, "red ring").seed(3).steps(6);
    }

    @AfterAll
    static void close() {
        Torch.setThreads(threads);
        model.close();
    }

    private static StudioSettings asking(Asked asked) {
        return plain.asked(asked);
    }

    private static Map<String, StudioSettings> cases() {
        Place box = new Place.Box(0.25, 0.25, 0.75, 0.8);
        Place painted = new Place.Painted(PaintedMask.of("8x8: 18 4 4 4 4 4"));
        Path gif = folder.resolve("a \"quoted\" clip.gif");
        ClipWriter.write(
                World.pans(1, new Direction[] {Direction.RIGHT}, 991).clips().get(0), gif);
        Asked left = new Asked.Camera(180, 1);
        Map<String, StudioSettings> cases = new LinkedHashMap<>();
        cases.put("nothing", plain.prompt("red"));
        cases.put("camera", asking(left));
        cases.put(
                "all numbers",
                asking(left).weight(12.5).guided(1, 4).updates(3).share(0.25).scale(2.5));
        cases.put("another tap", asking(new Asked.Camera(30, 0.7)).tap(Tap.UP0).weight(30.0));
        cases.put("channels of another tap", asking(left).tap(Tap.UP0).share(0.5));
        cases.put("paper in a box", asking(left).preset(Preset.PAPER).place(box).weight(30.0));
        cases.put("paper as published", asking(left).preset(Preset.PAPER));
        cases.put(
                "official code, painted",
                asking(left).preset(Preset.OFFICIAL_CODE).place(painted).weight(20.0));
        cases.put("still", asking(new Asked.Still()).place(painted));
        cases.put("zoom", asking(new Asked.Zoom(0.03)).tap(Tap.UP1).weight(15.0));
        cases.put(
                "zoom, paper",
                asking(new Asked.Zoom(-0.03)).preset(Preset.PAPER).weight(15.0));
        cases.put("shape", asking(new Asked.Shape(0, 0.5)).place(box));
        cases.put(
                "shape at a tap",
                asking(new Asked.Shape(90, 0.5)).place(box).tap(Tap.UP1).share(0.5));
        cases.put("shape, paper", asking(new Asked.Shape(90, 0.5)).place(box).preset(Preset.PAPER));
        cases.put("line", asking(Asked.Drawn.through(new double[][] {{0.3, 0.5}, {0.7, 0.5}})));
        cases.put(
                "line at a tap",
                asking(Asked.Drawn.through(new double[][] {{0.3, 0.5}, {0.7, 0.5}}))
                        .tap(Tap.UP0));
        cases.put("reference", asking(new Asked.Reference(gif)).weight(10.0));
        cases.put(
                "reference, official",
                asking(new Asked.Reference(gif))
                        .preset(Preset.OFFICIAL_CODE)
                        .place(box)
                        .share(0.5));
        return cases;
    }

    @Test
    void theCellDrawsTheSameClip() throws IOException {
        try (JShell shell = notebook()) {
            for (Map.Entry<String, StudioSettings> one : cases().entrySet()) {
                String code = engine.code(one.getValue());
                assertTrue(code.lines().count() <= LINES, code);
                GeneratedClip studio =
                        engine.draw(one.getValue(), false, Watch.NONE).guided();
                drawn = null;
                run(shell, code);
                run(shell, "motionscope.experiment.studio.StudioCodeTest.drawn = clip;");
                assertArrayEquals(studio.latent(), drawn.latent(), one.getKey() + ":\n" + code);
            }
        }
    }

    /** As a lesson's notebook after its set-up cell. */
    private static JShell notebook() throws IOException {
        JShell shell = JShell.builder().executionEngine("local").build();
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Arrays.stream(own.split(java.io.File.pathSeparator)).forEach(shell::addToClasspath);
        JsonArray cells = JsonParser.parseString(Files.readString(Path.of("notebooks/07-steer-the-camera.ipynb")))
                .getAsJsonObject()
                .getAsJsonArray("cells");
        for (JsonElement cell : cells) {
            JsonObject one = cell.getAsJsonObject();
            if (one.get("cell_type").getAsString().equals("code")) {
                for (String line : source(one.get("source")).lines().toList()) {
                    if (line.startsWith("import ")) {
                        run(shell, line);
                    }
                }
                break;
            }
        }
        run(shell, "var model = motionscope.experiment.studio.StudioCodeTest.model;");
        return shell;
    }

    private static String source(JsonElement source) {
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        StringBuilder all = new StringBuilder();
        source.getAsJsonArray().forEach(line -> all.append(line.getAsString()));
        return all.toString();
    }

    private static void run(JShell shell, String code) {
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertTrue(next.completeness().isComplete(), rest);
            for (SnippetEvent event : shell.eval(next.source())) {
                List<String> problems = new ArrayList<>();
                shell.diagnostics(event.snippet()).forEach(d -> problems.add(d.getMessage(null)));
                assertFalse(event.status() == Snippet.Status.REJECTED, next.source() + problems);
                assertEquals(null, event.exception(), next.source());
            }
            rest = next.remaining();
        }
    }

    @Test
    void whatAControlHasOfItsOwnIsLeftToIt() {
        assertTrue(engine.code(asking(new Asked.Zoom(0.03))).contains("controls.zoom(0.03);"));
        assertTrue(engine.code(asking(new Asked.Still())).contains("controls.camera(0.0, 0.0);"));
        assertTrue(engine.code(asking(new Asked.Camera(90, 1)).weight(30.0)).contains("controls.camera(0.0, -1.0)"));
    }

    @Test
    void noWeightIsUnguidedAndMoreIsMore() {
        for (Preset preset : Preset.values()) {
            StudioSettings none =
                    asking(new Asked.Camera(180, 1)).preset(preset).weight(0.0);
            StudioResult unguided = engine.draw(none, false, Watch.NONE);
            float[] guided = model.generate("red ring")
                    .seed(3)
                    .steps(6)
                    .guidedBy(new GuidanceMaker(model).of(none).value())
                    .run()
                    .latent();
            assertArrayEquals(unguided.unguided().latent(), guided, preset.name());
            assertArrayEquals(unguided.unguided().latent(), unguided.guided().latent());
            double before = 0;
            for (double weight : new double[] {3, 10, 30}) {
                double change = change(unguided, engine.draw(none.weight(weight), false, Watch.NONE));
                assertTrue(change > before, preset + " " + weight + ": " + change + " after " + before);
                before = change;
            }
        }
    }

    private static double change(StudioResult unguided, StudioResult guided) {
        float[] a = unguided.guided().latent();
        float[] b = guided.guided().latent();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        assertRefused("OFFICIAL_CODE", asking(new Asked.Zoom(0.03)).preset(Preset.OFFICIAL_CODE));
        assertRefused("region", asking(new Asked.Shape(0, 1)));
        assertRefused("leave the picture", asking(new Asked.Shape(0, 5)).place(new Place.Box(0, 0, 0.5, 1)));
        assertRefused(
                "PAPER",
                asking(Asked.Drawn.through(new double[][] {{0, 0}, {1, 1}})).preset(Preset.PAPER));
        assertRefused("up9", asking(new Asked.Camera(0, 1)).tap(new Tap("up9")));
        assertRefused("none.gif", asking(new Asked.Reference(folder.resolve("none.gif"))));
    }

    private static void assertRefused(String mention, StudioSettings settings) {
        String message = assertThrows(MotionScopeException.class, () -> engine.code(settings))
                .getMessage();
        assertTrue(message.contains(mention), message);
        assertFalse(message.contains("\n"), message);
    }
}
