package motionscope.notebook.panel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import motionscope.MotionScopeException;
import motionscope.experiment.WorkDisplay;
import motionscope.motion.FeatureExtraction;
import motionscope.notebook.widget.Box;
import motionscope.notebook.widget.Button;
import motionscope.notebook.widget.Html;
import motionscope.notebook.widget.ProgressBar;
import motionscope.notebook.widget.Widget;

/**
 * The long work of a panel, one piece at a time on a thread of its own, with a line that says how far it is and a button that
 * stops it. A new piece stops the one before.
 */
final class LongWork implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    /** A piece of work: tells the progress, and ends early when that says that it is stopped. */
    interface Piece {
        void run(Progress progress);
    }

    /** Told how far a piece is. */
    interface Progress {
        void at(int done, int total);

        /** Whether the piece should end. Its thread is not interrupted: that would close the kernel's channels. */
        boolean stopped();
    }

    private final ProgressBar bar = new ProgressBar();
    private final Html words = new Html("");
    private final Button stop = new Button("Stop");
    private final Box line = Box.row(bar, words, stop);
    private final ThreadPoolExecutor thread;
    private Consumer<String> errors = message -> {};
    private Future<?> running;
    private int newest;
    private volatile int stopped; // pieces up to this one
    private boolean closed;

    LongWork(String name) {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "motionscope panel " + name + " at work");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
        line.visible(false);
        stop.tooltip("Stop after the step that is going on");
        stop.onClickAtOnce(this::stop);
    }

    /** The line; hidden while there is nothing to do. */
    Widget line() {
        return line;
    }

    /** Where a message goes that says what went wrong; an empty one takes it away. */
    void errors(Consumer<String> shown) {
        errors = shown;
    }

    /** Progress of a look at clips, which ends when the piece is stopped. */
    static FeatureExtraction.Progress ending(Progress progress) {
        return (done, total) -> {
            progress.at(done, total);
            if (done < total && progress.stopped()) {
                throw new MotionScopeException(
                        "Looking at clips was stopped after " + done + " of " + total + "; what is shown stays.");
            }
        };
    }

    /** Begins a piece; the one before is stopped. */
    void begin(String task, Piece piece) {
        begin(task, piece, () -> {});
    }

    /** @param undone runs where the piece was stopped or failed, and no newer one took its place */
    synchronized void begin(String task, Piece piece, Runnable undone) {
        if (closed) {
            return;
        }
        stop();
        int mine = ++newest;
        running = thread.submit(() -> run(task, piece, undone, mine));
    }

    private void run(String task, Piece piece, Runnable undone, int mine) {
        if (mine <= stopped) { // before it began
            ended(mine, "", undone);
            return;
        }
        String problem = "";
        try {
            show(mine, task, 0, 0);
            WorkDisplay.quietly(() -> {
                piece.run(new Progress() {
                    @Override
                    public void at(int done, int total) {
                        show(mine, task, done, total);
                    }

                    @Override
                    public boolean stopped() {
                        return mine <= stopped;
                    }
                });
                return null;
            });
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            problem = e instanceof MotionScopeException
                    ? e.getMessage()
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        ended(mine, problem, problem.isEmpty() ? () -> {} : undone);
    }

    private synchronized void show(int mine, String task, int done, int total) {
        if (mine == newest && !closed) {
            bar.to(total == 0 ? 0 : (double) done / total);
            words.text(total == 0 ? task : task + ": " + done + " of " + total);
            line.visible(true);
        }
    }

    private synchronized void ended(int mine, String problem, Runnable last) {
        if (mine == newest && !closed) {
            last.run();
            line.visible(false);
            errors.accept(problem);
        }
    }

    /** Stops what is going on. */
    synchronized void stop() {
        stopped = newest;
    }

    /** Waits for what is going on, and says in the panel if it fails: for a still picture. */
    void await() {
        Future<?> last;
        synchronized (this) {
            last = running;
        }
        try {
            if (last != null) {
                last.get();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // shown already
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
        thread.shutdown();
    }
}
