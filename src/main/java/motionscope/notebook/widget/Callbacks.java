package motionscope.notebook.widget;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import motionscope.MotionScopeException;

/**
 * Runs the callbacks of a panel one after another on one thread, which ends after some seconds without work. Of callbacks
 * with one key only the newest waits: of a fast drag the last value is never lost, and values in between may be.
 */
final class Callbacks implements AutoCloseable {
    private final ThreadPoolExecutor thread;
    /** What waits to run: for each callback of each widget at most once. */
    private record Key(Widget widget, Object callback) {}

    private final Map<Key, Runnable> waiting = new LinkedHashMap<>();
    private final Consumer<String> errorLine;
    private Widget failed; // whose error is shown
    private boolean closed;

    /** @param errorLine shows a message; empty where there is none any more */
    Callbacks(String name, Consumer<String> errorLine) {
        this.errorLine = errorLine;
        thread = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "motionscope panel " + name);
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    synchronized void post(Widget widget, Object callback, Runnable work) {
        if (closed) {
            return;
        }
        Key key = new Key(widget, callback);
        if (waiting.put(key, work) == null) {
            thread.execute(() -> run(key));
        }
    }

    private void run(Key key) {
        Runnable work;
        synchronized (this) {
            work = waiting.remove(key);
        }
        if (work == null) {
            return; // closed meanwhile
        }
        try {
            work.run();
            succeeded(key.widget());
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            failed(key.widget(), e);
        }
    }

    /** An error of this widget is past. */
    synchronized void succeeded(Widget widget) {
        if (widget == failed) {
            failed = null;
            errorLine.accept("");
        }
    }

    /** Shows what went wrong; the panel lives on. */
    synchronized void failed(Widget widget, Throwable problem) {
        failed = widget;
        String message = problem.getMessage() == null ? "no message" : problem.getMessage();
        boolean ours = problem instanceof MotionScopeException;
        errorLine.accept(ours ? message : problem.getClass().getSimpleName() + ": " + message);
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        thread.shutdown();
    }
}
