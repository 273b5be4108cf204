package motionscope.notebook.widget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.junit.jupiter.api.Test;

class WidgetsTest {
    private final FakeComms page = new FakeComms();
    private final Session session = new Session(page);

    private Panel open(Widget... content) {
        Panel panel = new Panel("Test", content);
        panel.open(session);
        return panel;
    }

    /** Waits until the panel's thread has run everything posted so far. */
    private static void settle(Panel panel) {
        CountDownLatch done = new CountDownLatch(1);
        panel.callbacks().post(panel, new Object(), done::countDown);
        try {
            assertTrue(done.await(20, TimeUnit.SECONDS), "the panel's thread hangs");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Clip clip(int width) {
        return Clip.of(new float[2 * 3 * 8 * width], 2, 8, width, 8);
    }

    @Test
    void everyWidgetOpensWithWhatItRefersTo() {
        Picture picture = new Picture();
        picture.png(new byte[] {1, 2}, 10, "a picture");
        Map<String, Widget> pages = new LinkedHashMap<>();
        pages.put("first", new Html("one"));
        pages.put("second", picture);
        ClipStage stage = new ClipStage();
        DrawingSurface surface = new DrawingSurface("region", Drawing.Kind.BOX);
        Output output = new Output();
        open(
                Box.row(new Slider("a", 0, 1, .1), new IntSlider("b", 0, 3)),
                Box.column(new RangeSlider("c", 0, 9), new NumberField("d", 0, 9), new Toggle("e")),
                TextField.line("f"),
                TextField.area("g", 4),
                Choice.dropdown("h", List.of("x", "y"), s -> s),
                Choice.buttons("i", List.of("x", "y"), s -> s),
                new Button("j"),
                new ProgressBar(),
                new Tabs(pages),
                stage,
                surface,
                output);
        assertEquals(session.size(), page.size());
        stage.show(List.of(new ClipStage.Shown(
                clip(8), "clip", List.of(new ClipStage.Arrow(0, 0, 1, 1, true, "measured: right")))));
        surface.frame(new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB));
        output.show(Map.of("text/plain", "words"));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) page.seen(picture, "value"));
        assertTrue(((byte[]) page.seen(stage, "video")).length > 500);
        assertEquals("[252,168]", page.seen(surface, "size").toString());
        assertTrue(page.seen(output, "outputs").toString().contains("words"));
    }

    @Test
    void valuesGoBothWays() throws Exception {
        Slider weight = new Slider("weight", 0, 30, .5).value(5);
        var heard = new LinkedBlockingQueue<Double>();
        weight.onChange(heard::add);
        open(weight);
        assertEquals("5.0", page.seen(weight, "value").toString());
        weight.value(7);
        assertEquals("7.0", page.seen(weight, "value").toString());
        page.change(weight, "value", "30");
        assertEquals(30, weight.value());
        assertEquals(30, heard.poll(20, TimeUnit.SECONDS));
        assertTrue(heard.isEmpty(), "only the person's change is called back");
    }

    @Test
    void aFastDragNeverLosesItsLastValue() throws Exception {
        Slider weight = new Slider("weight", 0, 30, .5);
        var held = new CountDownLatch(1);
        List<Double> heard = new ArrayList<>();
        weight.onChange(w -> {
            await(held);
            heard.add(w);
        });
        Panel panel = open(weight);
        for (int i = 1; i <= 20; i++) {
            page.change(weight, "value", "" + i);
        }
        held.countDown();
        settle(panel);
        assertEquals(20, heard.get(heard.size() - 1));
        assertTrue(heard.size() <= 2, "values in between are taken together, found " + heard);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyClickCounts() {
        Button button = new Button("more");
        int[] clicks = new int[2];
        button.onClick(() -> clicks[0]++);
        button.onClickAtOnce(() -> clicks[1]++);
        Panel panel = open(button);
        for (int i = 0; i < 5; i++) {
            page.click(button);
        }
        assertEquals(5, clicks[1]);
        settle(panel);
        assertEquals(5, clicks[0]);
    }

    @Test
    void aWrongValueOfThePageIsRefusedAndCorrected() {
        IntSlider steps = new IntSlider("steps", 1, 50).value(10);
        Panel panel = open(steps);
        page.change(steps, "value", "51");
        assertEquals(10, steps.value());
        assertEquals("10", page.seen(steps, "value").toString());
        assertTrue(panel.picture().contains("'steps' is 51; use a whole number from 1 to 50."));
        page.change(steps, "value", "\"many\"");
        assertEquals(10, steps.value());
        page.change(steps, "value", "12");
        assertEquals(12, steps.value());
        settle(panel);
        assertFalse(panel.picture().contains("alert"), "a good value takes the error away");
    }

    @Test
    void wrongValuesOfACellAreErrors() {
        assertThrows(MotionScopeException.class, () -> new Slider("a", 0, 1, .1).value(Double.NaN));
        assertThrows(MotionScopeException.class, () -> new IntSlider("a", 0, 1).value(2));
        assertThrows(MotionScopeException.class, () -> new NumberField("a", 0, 9).value(-1L));
        assertThrows(MotionScopeException.class, () -> new RangeSlider("a", 0, 9).value(new RangeSlider.Range(5, 4)));
        assertThrows(MotionScopeException.class, () -> Choice.buttons("a", List.of("x"), s -> s)
                .choose("y"));
        assertThrows(MotionScopeException.class, () -> new ClipStage().show(List.of()));
    }

    @Test
    void anExceptionIsShownAndThePanelLivesOn() {
        Toggle toggle = new Toggle("CR");
        toggle.onChange(on -> {
            if (on) {
                throw new MotionScopeException("Tap 'up5' does not exist <here>.");
            }
        });
        Panel panel = open(toggle);
        page.change(toggle, "value", "true");
        settle(panel);
        assertTrue(panel.picture().contains("Tap 'up5' does not exist &lt;here&gt;."));
        page.change(toggle, "value", "false");
        settle(panel);
        assertFalse(panel.picture().contains("alert"));
    }

    @Test
    void aReloadedPageGetsEverything() {
        Slider weight = new Slider("weight", 0, 30, .5);
        Picture picture = new Picture();
        picture.png(new byte[] {9}, 4, "dot");
        open(weight, picture);
        page.change(weight, "value", "12");
        JsonObject answer = page.reload();
        assertEquals("update_states", answer.get("method").getAsString());
        JsonObject states = answer.getAsJsonObject("states");
        assertEquals(session.size(), states.size());
        JsonObject slider = states.getAsJsonObject(weight.id());
        assertEquals("FloatSliderModel", slider.get("model_name").getAsString());
        assertEquals(12, slider.getAsJsonObject("state").get("value").getAsDouble());
        assertEquals(
                "[\"" + picture.id() + "\",\"state\",\"value\"]",
                answer.getAsJsonArray("buffer_paths").get(0).toString());
    }

    @Test
    void aCellThatRunsAgainLeavesNothingOfItsLastRun() {
        for (int run = 0; run < 10; run++) {
            page.runs("cell", "run " + run);
            open(new Slider("weight", 0, 30, .5));
            open(new Toggle("CR"));
        }
        int two = page.size();
        assertEquals(two, session.size());
        page.runs("other", "run 10", "cell");
        Panel last = open(new Slider("weight", 0, 30, .5));
        assertTrue(page.size() < two, "a deleted cell's panels are closed");
        last.close();
        assertEquals(0, page.size());
        assertEquals(0, session.size());
    }

    @Test
    void twoPanelsDoNotMix() {
        Slider one = new Slider("weight", 0, 30, .5);
        Slider two = new Slider("weight", 0, 30, .5);
        two.onChange(w -> {
            throw new IllegalStateException("second");
        });
        Panel first = open(one);
        Panel second = open(two);
        page.change(one, "value", "3");
        page.change(two, "value", "4");
        settle(first);
        settle(second);
        assertEquals(3, one.value());
        assertEquals(4, two.value());
        assertFalse(first.picture().contains("second"));
        assertTrue(second.picture().contains("IllegalStateException: second"));
        second.close();
        page.change(one, "value", "5");
        assertEquals(5, one.value());
    }

    @Test
    void aClosedPanelFreesWhatItHeldAndCallsNothing() {
        Slider weight = new Slider("weight", 0, 30, .5);
        int[] calls = new int[2];
        weight.onChange(w -> calls[0]++);
        Panel panel = open(weight);
        panel.onClose(() -> calls[1]++);
        panel.close();
        panel.close();
        weight.value(3);
        assertEquals(0, page.size());
        assertEquals(0, calls[0]);
        assertEquals(1, calls[1]);
    }

    @Test
    void otherOptionsKeepTheChoiceWhereTheyCan() {
        Choice<String> tap =
                Choice.dropdown("tap", List.of("up0", "up1", "up2"), s -> s).choose("up1");
        open(tap);
        tap.options(List.of("mid", "up1"));
        assertEquals("up1", tap.chosen());
        assertEquals("1", page.seen(tap, "index").toString());
        tap.options(List.of("down0", "down1"));
        assertEquals("down0", tap.chosen());
        assertEquals("0", page.seen(tap, "index").toString());
    }

    @Test
    void aStillPictureShowsTheSamePanel() {
        Html result = new Html("");
        Html hidden = new Html("hidden");
        hidden.visible(false);
        Panel panel = new Panel("Studio", new Slider("weight", 0, 30, .5).value(4), result, hidden, new Button("stop"));
        panel.beforePicture(() -> result.text("a < b"));
        String still = panel.stillPicture();
        for (String part : List.of("Studio", "weight", "4.0", "a &lt; b", "stop")) {
            assertTrue(still.contains(part), part + " is not in " + still);
        }
        assertFalse(still.contains("hidden<"), still);
        assertFalse(still.contains("<script"), still);
    }
}
