package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import motionscope.experiment.Generation;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.DenoisingRun;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.notebook.widget.Panel;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panels that draw clips: the scrubber, and channels switched off. */
class DrawnPanelsTest {
    private static final int STEPS = 3;

    @TempDir
    static Path folder;

    private static VideoModel model;

    private final Hands hands = new Hands();

    @BeforeAll
    static void load() {
        model = VideoModel.load(TinyModel.write(folder), Placement.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Generation drawing() {
        return model.generate("red ring").seed(7).steps(STEPS).frames(4).size(16, 16);
    }

    @Test
    void theScrubberGoesOverTheStepsThatAreKept() {
        DenoisingScrubber scrubber = DenoisingScrubber.make(drawing(), Tap.UP1);
        Panel panel = scrubber.panel();
        hands.open(panel);
        panel.stillPicture(); // waits for the run
        assertEquals(STEPS, scrubber.step.value(), "the newest step while it draws");
        assertEquals("" + STEPS, hands.page.seen(scrubber.step, "max").toString());
        Object last = hands.page.seen(scrubber.stage, "video");
        hands.change(scrubber.step, "value", "1");
        DenoisingRun run = DenoisingRun.of(drawing()).looking(Tap.UP1);
        run.draw();
        assertTrue(scrubber.place.html().contains("<b>step 1</b> of 3"), scrubber.place.html());
        assertTrue(
                scrubber.place.html().contains("t = " + Math.round(run.step(0).timestep())));
        assertFalse(Arrays.equals((byte[]) last, (byte[]) hands.page.seen(scrubber.stage, "video")));
        assertTrue(scrubber.curve.html().contains(">step 1<")
                && scrubber.curve.html().contains(">step 3<"));
        String curve = scrubber.curve.html();
        hands.change(scrubber.channel, "index", "4");
        assertNotEquals(curve, scrubber.curve.html());
        assertArrayEquals(
                run.activation(0, 0, scrubber.channel.chosen()).png(), (byte[]) hands.page.seen(scrubber.map, "value"));
        assertEquals("3", hands.page.seen(scrubber.frame, "max").toString());
        hands.change(scrubber.frame, "value", "3");
        assertArrayEquals(
                run.activation(0, 3, scrubber.channel.chosen()).png(), (byte[]) hands.page.seen(scrubber.map, "value"));
        panel.close();
        assertEquals(0, hands.page.size());
    }

    @Test
    void theScrubberWithoutAPageIsAStillPicture() {
        Panel panel = DenoisingScrubber.of(drawing(), Tap.UP0);
        String picture = panel.stillPicture();
        for (String part :
                new String[] {"Out of the noise", "<b>step 3</b> of 3", "<video", "<svg", "channel of up0"}) {
            assertTrue(picture.contains(part), part);
        }
        panel.close();
    }

    @Test
    void aRunThatCannotBeDrawnIsSaidInThePanel() {
        Panel panel = DenoisingScrubber.of(model.generate("a red elephant").frames(4), Tap.UP1);
        assertTrue(panel.stillPicture().contains("vocabulary"));
        panel.close();
    }

    @Test
    void channelsAreSwitchedOffAndBothClipsShown() {
        MotionChannels ranked = new MotionChannels(new int[] {3, 1, 6}, new double[] {.9, .5, -.2}, 8);
        SwitchOff off = new SwitchOff(model, 4, () -> Tap.UP0, () -> 6, () -> ranked);
        Panel panel = new Panel("Test", off.content());
        off.errors(panel::error);
        panel.onClose(off::close);
        hands.open(panel);
        hands.change(off.prompt, "value", "\"red ring\"");
        hands.change(off.steps, "value", "2");
        hands.click(off.draw);
        off.await();
        assertTrue(off.found.html().contains("root mean square"), panel.stillPicture());
        assertTrue(hands.page.seen(off.stage, "clips").toString().contains("without the motion of channel 6 of up0"));
        hands.change(off.which, "index", "1");
        hands.change(off.part, "index", "1");
        hands.click(off.draw);
        off.await();
        assertTrue(hands.page.seen(off.stage, "clips").toString().contains("without 3 channels of up0"));
        panel.close();
    }
}
