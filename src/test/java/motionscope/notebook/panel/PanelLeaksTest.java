package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import motionscope.experiment.VideoModel;
import motionscope.experiment.explore.Tiny;
import motionscope.experiment.studio.StudioModel;
import motionscope.model.Tap;
import motionscope.motion.MotionChannels;
import motionscope.notebook.widget.FakeComms;
import motionscope.notebook.widget.Panel;
import motionscope.notebook.widget.Session;
import motionscope.tensor.Scope;
import motionscope.tensor.Torch;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel that is closed in the midst of its work gives back every native tensor, its threads and its comms. */
class PanelLeaksTest {
    private static final int CLIPS = 24;
    private static final LabelledClips<Direction> PANS = Tiny.pans(CLIPS / 2, Direction.RIGHT, Direction.LEFT);

    @TempDir
    static Path folder;

    private static VideoModel model;
    private static int threads;

    private final FakeComms page = new FakeComms();
    private final Session session = new Session(page);

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

    /** What a model keeps from its first clip on is no leak. */
    @BeforeEach
    void warm() {
        model.generate("red ring").steps(2).run();
    }

    /** Opens, waits until the page was told the words, closes, and waits for the threads. */
    private void closeAt(String words, String never, Supplier<Panel> opened) {
        long before = Scope.liveTensors();
        Panel panel = opened.get();
        until(words, () -> said(words));
        panel.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("motionscope")) {
                join(thread);
            }
        }
        assertEquals(before, Scope.liveTensors(), "native tensors alive");
        assertFalse(said(never), "the work had ended before it was closed");
        assertEquals(0, page.size(), "comms");
        assertEquals(0, session.size(), "widgets");
    }

    private Panel open(Panel panel) {
        panel.open(session);
        return panel;
    }

    private boolean said(String words) {
        return page.sent().stream().anyMatch(message -> message.contains(words));
    }

    private static void until(String what, Supplier<Boolean> seen) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!seen.get()) {
            assertTrue(System.nanoTime() < end, "not seen: " + what);
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(60_000);
            assertFalse(thread.isAlive(), "still there: " + thread.getName());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Panel studio() {
        GuidanceStudio studio = GuidanceStudio.of(model);
        open(studio.panel());
        page.change(studio.clip.prompt, "value", "\"red ring\"");
        page.change(studio.clip.steps, "value", "50");
        return studio.panel();
    }

    @Test
    void theStudioInAGuidedClip() {
        closeAt("Drawing the guided clip: 2 of", "Clip of", this::studio);
    }

    @Test
    void theStudioInADraft() {
        closeAt("Drawing the guided draft: 1 of", "Clip of", this::studio);
    }

    @Test
    void thePcaExplorerInItsPass() {
        closeAt("Looking at clips: ", "by guessing", () -> open(PcaExplorer.of(model, PANS)));
    }

    @Test
    void theChannelExplorerInItsPass() {
        closeAt("Looking at clips: ", "Curves: mean", () -> open(ChannelExplorer.of(model, PANS)));
    }

    @Test
    void theScrubberInItsClip() {
        closeAt(
                "Drawing the clip: 2 of",
                "Drawing the clip: 50 of 50",
                () -> open(DenoisingScrubber.of(model.generate("red ring").steps(50), Tap.UP1)));
    }

    @Test
    void channelsSwitchedOffInTheFirstOfTwoClips() {
        MotionChannels ranked = new MotionChannels(new int[] {3, 1, 6}, new double[] {.9, .5, -.2}, 8);
        closeAt("Drawing: 1 of", "root mean square", () -> {
            SwitchOff off = new SwitchOff(model, StudioModel.FRAMES, () -> Tap.UP0, () -> 6, () -> ranked);
            Panel panel = open(new Panel("Test", off.content()));
            panel.onClose(off::close);
            page.change(off.prompt, "value", "\"red ring\"");
            page.change(off.steps, "value", "50");
            page.click(off.draw);
            return panel;
        });
    }
}
