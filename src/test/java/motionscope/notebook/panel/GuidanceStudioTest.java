package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import motionscope.control.PaintedMask;
import motionscope.control.Preset;
import motionscope.experiment.VideoModel;
import motionscope.experiment.studio.Asked;
import motionscope.experiment.studio.Place;
import motionscope.experiment.studio.StudioModel;
import motionscope.experiment.studio.StudioSettings;
import motionscope.model.Tap;
import motionscope.notebook.widget.FakeComms;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.Session;
import motionscope.notebook.widget.Widget;
import motionscope.tensor.Torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio as a person uses it, over a page that a test plays. */
class GuidanceStudioTest {
    @TempDir
    static Path folder;

    private static VideoModel model;
    private static int threads;

    private final FakeComms page = new FakeComms();
    private final Session session = new Session(page);
    private final GuidanceStudio studio = GuidanceStudio.of(model);

    @BeforeAll
    static void load() {
        threads = Torch.threads();
        Torch.setThreads(1);
        model = StudioModel.load(folder.resolve("model"));
    }

    @AfterAll
    static void free() {
        model.close();
        Torch.setThreads(threads);
    }

    @AfterEach
    void close() {
        studio.panel().close();
    }

    private void open() {
        studio.panel().open(session);
        choose(studio.clip.prompt, "value", "\"red ring\""); // the first prompt is none of this model's
        await("Clip of 8 steps");
    }

    private void choose(Widget control, String trait, String json) {
        page.change(control, trait, json);
    }

    private String words(Html html) {
        Object seen = page.seen(html, "value");
        return seen instanceof JsonElement json ? json.getAsString() : "";
    }

    private void await(String status) {
        until(status, () -> words(studio.stage.status).startsWith(status));
    }

    private static void until(String what, BooleanSupplier seen) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!seen.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not seen: " + what);
            Thread.onSpinWait();
        }
    }

    private JsonArray clips() {
        return (JsonArray) page.seen(studio.stage.clips, "clips");
    }

    @Test
    void bothClipsAreThereWithAskedAndMeasured() {
        open();
        assertEquals(2, clips().size());
        assertEquals("unguided", clips().get(0).getAsJsonObject().get("caption").getAsString());
        assertTrue(clips().get(1).getAsJsonObject().get("caption").getAsString().contains("camera right"));
        assertTrue(words(studio.stage.measured).contains("asked 1.00 right px/frame"), words(studio.stage.measured));
        assertTrue(((byte[]) page.seen(studio.asked.surface, "frame")).length > 0);
        assertTrue(((JsonElement) page.seen(studio.history.button(0), "description"))
                .getAsString()
                .startsWith("right"));
    }

    @Test
    void noWeightIsUnguidedAndTheHistoryGoesBack() {
        open();
        choose(studio.guidance.weight, "value", "0");
        until("unguided twice", () -> clips().get(1)
                .getAsJsonObject()
                .get("caption")
                .getAsString()
                .contains("nothing is guided"));
        page.click(studio.history.button(1));
        until(
                "the weight from before",
                () -> ((JsonElement) page.seen(studio.guidance.weight, "value")).getAsDouble() == 15);
        until("the clip from before", () -> clips().get(1)
                .getAsJsonObject()
                .get("caption")
                .getAsString()
                .contains("camera right"));
    }

    @Test
    void aShapeNeedsARegionAndThePanelLivesOn() {
        open();
        String kind = Integer.toString(AskedControls.Kind.SHAPE.ordinal());
        choose(studio.asked.kind, "index", kind);
        until("what is missing", () -> page.sent().stream().anyMatch(s -> s.contains("no region says which")));
        choose(
                studio.asked.surface,
                "drawing",
                "{\"kind\":\"BOX\",\"points\":[[0.25,0.25],[0.75,0.75]],\"columns\":0,\"rows\":0,\"runs\":[]}");
        await("Clip of 8 steps");
        assertEquals(new Place.Box(0.25, 0.25, 0.75, 0.75), studio.settings().place());
    }

    @Test
    void theCellIsThereToBeCopied() {
        open();
        page.click(studio.copy);
        until("the code", () -> !studio.code.code().isEmpty());
        assertTrue(studio.code.code().contains("controls.camera(1.0, 0.0)"), studio.code.code());
        choose(studio.asked.direction, "degrees", "90");
        until("no code of other settings", () -> studio.code.code().isEmpty());
    }

    @Test
    void settingsAreWhatTheControlsShow() {
        StudioSettings plain = StudioSettings.of(model, "red ring").weight(12.0);
        Place painted = new Place.Painted(PaintedMask.of("8x8: 18 4 4 4"));
        for (StudioSettings s : List.of(
                plain,
                plain.asked(new Asked.Camera(135, 0.5))
                        .seed(5)
                        .steps(6)
                        .scale(2.5)
                        .weight(30.0),
                plain.asked(new Asked.Still())
                        .preset(Preset.PAPER)
                        .place(painted)
                        .updates(4),
                plain.asked(new Asked.Zoom(-0.025)).guided(2, 5),
                plain.asked(new Asked.Shape(270, 0.75))
                        .place(new Place.Box(0.1, 0.2, 0.3, 0.4))
                        .tap(Tap.UP0)
                        .share(0.3),
                plain.asked(Asked.Drawn.through(new double[][] {{0.1, 0.1}, {0.8, 0.2}})),
                plain.asked(new Asked.Reference(Path.of("some.gif"))).preset(Preset.OFFICIAL_CODE))) {
            studio.show(s);
            assertEquals(s, studio.settings());
        }
    }

    @Test
    void stoppingSaysHowFar() {
        studio.panel().open(session);
        choose(studio.clip.prompt, "value", "\"red ring\"");
        choose(studio.clip.steps, "value", "50");
        await("Drawing the guided clip");
        page.click(studio.stop);
        await("Stopped: the guided clip was at step");
    }

    @Test
    void closingFreesCommsAndThread() {
        open();
        page.click(studio.close);
        until("no comm", () -> page.size() == 0);
        until("no thread", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("motionscope-studio")));
        assertEquals(0, session.size());
    }

    @Test
    void withoutAPageItIsAPictureWithADraft() {
        studio.clip.prompt.value("red ring");
        String html = studio.panel().stillPicture();
        assertTrue(html.contains("Guidance studio") && html.contains("<video"), html.substring(0, 200));
        assertTrue(html.contains("Draft of"), "a draft is drawn");
        assertFalse(html.contains("<script"));
    }
}
