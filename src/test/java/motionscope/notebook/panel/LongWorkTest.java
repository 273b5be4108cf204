package motionscope.notebook.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongWorkTest {
    private final LongWork work = new LongWork("test");
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

    LongWorkTest() {
        work.errors(errors::add);
    }

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void theLineIsSeenWhileThereIsWork() {
        boolean[] seen = new boolean[2];
        seen[0] = work.line().visible();
        work.begin("Drawing", progress -> {
            progress.at(1, 2);
            seen[1] = work.line().visible();
        });
        work.await();
        assertFalse(seen[0]);
        assertTrue(seen[1]);
        assertFalse(work.line().visible());
        assertEquals(List.of(""), errors, "an earlier error is taken away");
    }

    @Test
    void whatGoesWrongIsSaidAndTheNextPieceRuns() {
        work.begin("a", progress -> {
            throw new MotionScopeException("Tap 'up9' does not exist.");
        });
        work.await();
        work.begin("b", progress -> {
            throw new IllegalStateException("other");
        });
        work.await();
        boolean[] ran = new boolean[1];
        work.begin("c", progress -> ran[0] = true);
        work.await();
        assertTrue(ran[0]);
        assertEquals(List.of("Tap 'up9' does not exist.", "IllegalStateException: other", ""), errors);
    }

    @Test
    void aNewPieceStopsTheOneBeforeAndItsErrorIsNobodys() {
        CountDownLatch begun = new CountDownLatch(1);
        work.begin("old", progress -> {
            begun.countDown();
            untilStopped(progress);
            throw new MotionScopeException("stopped half-way");
        });
        await(begun);
        boolean[] ran = new boolean[1];
        work.begin("new", progress -> ran[0] = !progress.stopped());
        work.await();
        assertTrue(ran[0]);
        assertEquals(List.of(""), errors);
    }

    @Test
    void onlyAPieceThatCameToNothingAndHasNoSuccessorIsUndone() {
        List<String> undone = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        work.begin(
                "old",
                progress -> {
                    begun.countDown();
                    untilStopped(progress);
                    throw new MotionScopeException("replaced");
                },
                () -> undone.add("old"));
        await(begun);
        work.begin("good", progress -> {}, () -> undone.add("good"));
        work.await();
        work.begin(
                "bad",
                progress -> {
                    throw new MotionScopeException("stopped");
                },
                () -> undone.add("bad"));
        work.await();
        assertEquals(List.of("bad"), undone);
    }

    @Test
    void closingEndsWhatGoesOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        work.begin("long", progress -> {
            begun.countDown();
            untilStopped(progress);
            ended.countDown();
        });
        await(begun);
        work.close();
        ended.await();
        work.begin("late", progress -> errors.add("must not run"));
        work.await();
        assertEquals(List.of(), errors);
    }

    private static void untilStopped(LongWork.Progress progress) {
        while (!progress.stopped()) {
            Thread.onSpinWait();
        }
        assertFalse(Thread.currentThread().isInterrupted(), "the kernel's channels do not survive that");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
