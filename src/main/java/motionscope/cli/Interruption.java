package motionscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C an interrupt of the working thread, so that it can stop after its step and clean up, instead of an end in the
 * middle of a write. The process waits for it a little, then ends anyway.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker) {
        hook = new Thread(() -> {
            worker.interrupt();
            try {
                done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Watches over the calling thread until closed. */
    static Interruption ofThisThread() {
        return new Interruption(Thread.currentThread());
    }

    /** Whether the thread was asked to stop. */
    boolean asked() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs, and has just been told that the work is done
            return;
        }
    }
}
