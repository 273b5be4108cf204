package motionscope.experiment.bench;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import motionscope.MotionScopeException;
import motionscope.tensor.MemoryBudget;

/** The memory of this process that no file stands behind: mapped files are the system's to drop. */
final class HostMemory {
    private static final long PAUSE_NANOS = 5_000_000;

    private HostMemory() {}

    /** Bytes that a piece of work takes at its worst moment more than there were before, looked at every few milliseconds. */
    static long most(Runnable work) {
        long before = now();
        AtomicLong most = new AtomicLong(before);
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!done.get()) {
                most.accumulateAndGet(now(), Math::max);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        watch.setDaemon(true);
        watch.start();
        try {
            work.run();
        } finally {
            done.set(true);
        }
        return most.get() - before;
    }

    private static long now() {
        return MemoryBudget.anonymousBytes()
                .orElseThrow(
                        () -> new MotionScopeException(
                                "This system does not say how much memory a process has; bench --load measures it on Linux only."));
    }
}
