package motionscope.notebook.widget;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends what the kernel's sockets are given, in order, on one thread that nobody interrupts. A thread that is interrupted while
 * it writes to a socket closes it, and an interrupted cell would so end the whole kernel.
 *
 * <p>Little waits here: where more does than fits, who posts waits. The thread ends after some seconds without work.
 */
public final class Outbox implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;
    private static final int MOST_MESSAGES = 256;
    private static final int MOST_BYTES = 64 << 20;

    private final ThreadPoolExecutor thread;
    private final Semaphore room = new Semaphore(MOST_BYTES, true);
    private final int least; // bytes that a message counts for, so that small ones are not too many
    private volatile Thread sender; // the thread that is sending, now or before

    public Outbox() {
        this(MOST_MESSAGES);
    }

    /** For tests: of so many messages. */
    Outbox(int mostMessages) {
        least = MOST_BYTES / mostMessages;
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "motionscope messages");
            made.setDaemon(true);
            sender = made;
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Sends later, after all that was posted before. A failure goes to the thread's handler, and the next message is sent. After
     * {@link #close()} nothing is.
     *
     * @param size bytes that wait with the message
     */
    public void post(long size, Runnable send) {
        offer(size, send);
    }

    /**
     * Sends after all that was posted before, and waits for it, also where the caller is interrupted: it stays so.
     *
     * @return what sending gave
     * @throws IllegalStateException after {@link #close()}
     */
    public <T> T call(Supplier<T> send) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean taken = offer(0, () -> {
            try {
                result.complete(send.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        if (!taken) {
            throw new IllegalStateException("The kernel's messages have ended.");
        }
        try {
            return result.join(); // goes on waiting through an interrupt, as get does not
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits until all that was posted before is sent. */
    public void flush() {
        call(() -> null);
    }

    private boolean offer(long size, Runnable send) {
        if (Thread.currentThread() == sender) {
            send.run(); // waiting for itself would take for ever
            return true;
        }
        int bytes = (int) Math.max(least, Math.min(MOST_BYTES, size)); // one message fits always, however large it is
        room.acquireUninterruptibly(bytes);
        try {
            thread.execute(() -> {
                try {
                    send.run();
                } finally {
                    room.release(bytes);
                }
            });
            return true;
        } catch (RejectedExecutionException e) { // closed
            room.release(bytes);
            return false;
        }
    }

    /** Sends what waits and ends the thread. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
