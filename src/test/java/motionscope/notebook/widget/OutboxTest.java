package motionscope.notebook.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(4);
    private final List<Integer> arrived = Collections.synchronizedList(new ArrayList<>());
    private volatile Thread sender;

    @AfterEach
    void close() {
        Thread.interrupted();
        outbox.close();
    }

    private void post(int message) {
        outbox.post(1, () -> {
            sender = Thread.currentThread();
            arrived.add(message);
        });
    }

    @Test
    void messagesArriveInOrderOnOneThread() {
        List<Integer> all = IntStream.range(0, 500).boxed().toList();
        all.forEach(this::post);
        assertEquals("opened", outbox.call(() -> arrived.size() == 500 ? "opened" : "too early"));
        assertEquals(all, arrived);
        assertNotEquals(Thread.currentThread(), sender);
        assertTrue(sender.isDaemon());
    }

    /** An interrupted thread that writes to a channel closes it: what this is for. */
    @Test
    void anInterruptedThreadsMessageArrivesAndTheChannelLives() throws Exception {
        try (Pipe.SinkChannel channel = Pipe.open().sink()) {
            Thread.currentThread().interrupt();
            outbox.post(1, () -> write(channel));
            assertEquals(1, outbox.call(() -> write(channel)));
            assertTrue(Thread.interrupted(), "the caller is still interrupted");
            assertTrue(channel.isOpen());
            Thread.currentThread().interrupt();
            assertThrows(IllegalStateException.class, () -> write(channel), "without an outbox it is closed");
            assertFalse(channel.isOpen());
        }
    }

    private static int write(Pipe.SinkChannel channel) {
        try {
            return channel.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoPostsTooMuchWaitsAlsoWhenInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        outbox.post(1, () -> {
            begun.countDown();
            await(goOn);
        });
        begun.await();
        Thread poster = new Thread(() -> IntStream.range(0, 20).forEach(this::post));
        poster.start();
        poster.interrupt();
        while (poster.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(0, arrived.size());
        goOn.countDown();
        poster.join();
        outbox.flush();
        assertEquals(IntStream.range(0, 20).boxed().toList(), arrived);
    }

    @Test
    void aFailureIsItsCallersAndTheNextMessageIsSent() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> outbox.call(() -> {
                    throw new IllegalArgumentException("as meant");
                }));
        assertEquals("as meant", failure.getMessage());
        post(1);
        outbox.flush();
        assertEquals(List.of(1), arrived);
    }

    @Test
    void aMessageMaySendAnother() {
        assertEquals("inner", outbox.call(() -> outbox.call(() -> "inner")));
    }

    @Test
    void afterClosingNoThreadIsLeftAndNothingIsSent() throws Exception {
        IntStream.range(0, 3).forEach(this::post);
        outbox.flush();
        outbox.close();
        assertNotNull(sender);
        sender.join();
        post(3);
        assertEquals(List.of(0, 1, 2), arrived);
        assertThrows(IllegalStateException.class, outbox::flush);
    }

    /** A panel that changes on an interrupted thread, over a page that would see a message out of order. */
    @Test
    void widgetsAreOpenedChangedAndClosedInOrder() {
        FakeComms page = new FakeComms();
        Session session = new Session(new PostedComms(page, outbox));
        Slider weight = new Slider("weight", 0, 30, 1);
        Panel panel = new Panel("Test", weight);
        Thread.currentThread().interrupt();
        panel.open(session);
        for (int i = 1; i <= 30; i++) {
            weight.value((double) i);
        }
        assertTrue(Thread.interrupted());
        outbox.flush();
        assertEquals("30.0", page.seen(weight, "value").toString());
        panel.close();
        outbox.flush();
        assertEquals(0, page.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
