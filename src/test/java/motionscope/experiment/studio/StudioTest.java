package motionscope.experiment.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who wins when settings change faster than clips are drawn, with an engine whose every step a test allows. */
class StudioTest {
    private static final int STEPS = 5;

    private final HeldEngine engine = new HeldEngine();
    private final Heard heard = new Heard();
    private final Studio studio = new Studio(engine, heard);

    @AfterEach
    void close() {
        engine.allow(1000);
        studio.close();
    }

    private static StudioSettings seed(long seed) {
        return new StudioSettings(
                "red ring",
                seed,
                STEPS,
                3,
                new Asked.Still(),
                Preset.ADAPTIVE,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aDraftFirstThenTheClip() throws InterruptedException {
        engine.allow(HeldEngine.DRAFT + STEPS);
        studio.change(seed(1));
        assertTrue(heard.nextDrawn().draft());
        StudioResult clip = heard.nextDrawn();
        assertFalse(clip.draft());
        assertEquals(clip, studio.last().orElseThrow());
        assertEquals(
                List.of(seed(1)),
                studio.history().entries().stream()
                        .map(StudioHistory.Entry::settings)
                        .toList());
    }

    @Test
    void goingBackToAClipTakesNoDrawing() throws InterruptedException {
        engine.allow(2 * (HeldEngine.DRAFT + STEPS));
        StudioResult[] both = new StudioResult[2];
        for (int i = 0; i < 2; i++) {
            studio.change(seed(i));
            heard.nextDrawn();
            both[i] = heard.nextDrawn();
        }
        studio.change(studio.history().entries().get(1).settings());
        assertEquals(both[0], heard.nextDrawn());
        assertEquals(seed(0), studio.history().entries().get(0).settings());
    }

    @Test
    void aRunAsShortAsADraftIsDrawnOnce() throws InterruptedException {
        engine.allow(HeldEngine.DRAFT);
        studio.change(seed(1).steps(HeldEngine.DRAFT));
        assertFalse(heard.nextDrawn().draft());
    }

    @Test
    void ofTwentyFastChangesTheLastIsDrawn() throws InterruptedException {
        studio.change(seed(0));
        engine.nextBegun();
        for (int i = 1; i <= 20; i++) {
            studio.change(seed(i));
        }
        engine.allow(1); // the step that is being done when the changes come
        StudioSettings next = engine.nextBegun();
        assertEquals(seed(20), next, "what lies between is never begun");
        engine.allow(1000);
        assertEquals(seed(20), heard.nextDrawn().settings());
        assertEquals(seed(20), heard.nextDrawn().settings());
        assertEquals(1, engine.ended.stream().filter(seed(0)::equals).count());
    }

    @Test
    void aChangeEndsARefinementToo() throws InterruptedException {
        engine.allow(HeldEngine.DRAFT + 1);
        studio.change(seed(1));
        heard.nextDrawn();
        heard.next("started clip");
        heard.next("step 1");
        studio.change(seed(2));
        engine.allow(1 + HeldEngine.DRAFT + STEPS);
        assertEquals(seed(2), heard.nextDrawn().settings());
        assertEquals(seed(2), heard.nextDrawn().settings());
        assertEquals(1, studio.history().entries().size());
    }

    @Test
    void stoppingKeepsWhatIsShownAndSaysHowFar() throws InterruptedException {
        engine.allow(HeldEngine.DRAFT + 2);
        studio.change(seed(1));
        StudioResult draft = heard.nextDrawn();
        heard.next("started clip");
        heard.next("step 2");
        studio.stop();
        engine.allow(1);
        assertEquals("stopped clip at 3 of 5", heard.next("stopped"));
        assertEquals(draft, studio.last().orElseThrow());
        engine.allow(1000);
        studio.change(seed(2));
        assertEquals(seed(2), heard.nextDrawn().settings());
    }

    @Test
    void aFailureIsOneLineAndTheWorkerLivesOn() throws InterruptedException {
        engine.allow(1000);
        for (RuntimeException failure :
                List.of(new MotionScopeException("The speed is too high."), new IllegalStateException("broken"))) {
            engine.failure = failure;
            studio.change(seed(1));
            assertTrue(heard.next("failed").endsWith(failure.getMessage()));
        }
        studio.change(seed(2));
        assertEquals(seed(2), heard.nextDrawn().settings());
    }

    @Test
    void aListenerThatThrowsEndsNothing() throws InterruptedException {
        engine.allow(1000);
        heard.throwing = true;
        studio.change(seed(1));
        heard.nextDrawn();
        assertFalse(heard.nextDrawn().draft());
        studio.change(seed(2));
        assertEquals(seed(2), heard.nextDrawn().settings());
    }

    @Test
    void closingEndsTheWorkAndTheThread() throws InterruptedException {
        Thread worker = worker();
        assertNotNull(worker);
        studio.change(seed(1));
        engine.nextBegun();
        Thread closer = new Thread(studio::close);
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits for the step that is being done
        }
        engine.allow(1);
        closer.join();
        assertFalse(worker.isAlive());
        assertTrue(engine.cleared);
        assertTrue(studio.last().isEmpty());
        assertTrue(heard.drawn.isEmpty());
        assertThrows(MotionScopeException.class, () -> studio.change(seed(2)));
        studio.close();
    }

    private static Thread worker() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("motionscope-studio"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void theHistoryKeepsTheNewestOfEach() {
        StudioHistory history = new StudioHistory();
        for (int i = 0; i < StudioHistory.MOST + 3; i++) {
            history.add(HeldEngine.result(seed(i), false));
        }
        history.add(HeldEngine.result(seed(9), false));
        List<Long> seeds =
                history.entries().stream().map(e -> e.settings().seed()).toList();
        assertEquals(StudioHistory.MOST, seeds.size());
        assertEquals(List.of(9L, 14L, 13L), seeds.subList(0, 3));
        assertEquals(1, seeds.stream().filter(s -> s == 9).count());
        assertTrue(history.entries().get(0).thumbnail().length > 50);
        assertThrows(MotionScopeException.class, () -> studio.save(java.nio.file.Path.of("none")));
    }
}
