package motionscope.model;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The hash of a model's weights, computed beside its loading: layers take their tensors in their own order and a hash needs
 * the file in its, so both pass over it at the same time, and what one of them has read from the disk the other finds in
 * memory. Whoever draws later finds the hash of what was loaded, without a second read.
 */
final class WeightsHash {
    private final FutureTask<String> task;

    private WeightsHash(ModelFiles files) {
        task = new FutureTask<>(() -> ModelFolder.of(files).weightsHash());
    }

    /** Begins in a thread of its own that does not keep the program from ending. */
    static WeightsHash begin(ModelFiles files) {
        WeightsHash hash = new WeightsHash(files);
        Thread thread = new Thread(hash.task, "motionscope-weights-hash");
        thread.setDaemon(true);
        thread.start();
        return hash;
    }

    /**
     * Waits for it.
     *
     * @return SHA-256 in hexadecimal; of files that are hashed anew where it was {@linkplain #end ended} before
     * @throws motionscope.MotionScopeException if a file cannot be read, or changes meanwhile
     */
    String get(ModelFiles files) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true; // it ends soon, and the clip that needs it is drawn
                } catch (CancellationException e) {
                    return ModelFolder.of(files).weightsHash();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException fault) {
                        throw fault;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nobody will ask: stops reading. */
    void end() {
        task.cancel(true);
    }
}
