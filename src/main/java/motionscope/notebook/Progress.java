package motionscope.notebook;

import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;
import motionscope.MotionScopeException;
import motionscope.notebook.widget.Still;

/**
 * How far long work has come: steps, time left, a message. In a notebook one bar is updated in place, at most five
 * times a second, so that no other output is lost (JJava drops output that comes too fast); in a terminal one line is
 * rewritten. At the end one short line stays.
 *
 * <pre>{@code
 * try (var progress = Progress.start("Drawing", 25)) {
 *     for (int i = 0; i < 25; i++) {
 *         ...
 *         progress.step("t = " + t);
 *     }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final long LEAST_PAUSE = 200_000_000L;

    private final String task;
    private final long total;
    private final Port port;
    private final LongSupplier nanos;
    private final String id = UUID.randomUUID().toString();
    private final long start;
    private long shown;
    private long done;
    private String message = "";
    private boolean closed;

    /** For tests: with any port and clock. */
    Progress(String task, long total, Port port, LongSupplier nanos) {
        if (total < 1) {
            throw new MotionScopeException("Progress needs at least one step; '%s' has %d.".formatted(task, total));
        }
        this.task = task;
        this.total = total;
        this.port = port;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.shown = start;
        port.display(bundle(), id);
    }

    /**
     * Shows a bar at zero, in the running cell or, outside a notebook, on the terminal's error stream.
     *
     * @param task what is being done, one or two words
     * @param total number of steps, at least 1
     */
    public static Progress start(String task, long total) {
        Port port = Port.current();
        return new Progress(task, total, port.rich() ? port : TerminalPort.standard(), System::nanoTime);
    }

    /** One more step is done. */
    public void step() {
        to(done + 1, message);
    }

    /** One more step is done; the message says what it was. */
    public void step(String news) {
        to(done + 1, news);
    }

    /** So many steps are done in all. */
    public synchronized void to(long steps, String news) {
        if (closed) {
            return; // a late worker must not bring back a finished bar
        }
        done = Math.min(steps, total);
        message = news;
        long now = nanos.getAsLong();
        if (now - shown >= LEAST_PAUSE) {
            shown = now;
            port.update(bundle(), id);
        }
    }

    /** Replaces the bar by one short line: done in how long, or stopped after how many steps. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        String line = done == total
                ? "%s: %d of %d in %s".formatted(task, done, total, time(elapsed()))
                : "%s: stopped after %d of %d, %s".formatted(task, done, total, time(elapsed()));
        port.update(Bundle.text(line), id);
    }

    private double elapsed() {
        return (nanos.getAsLong() - start) * 1e-9;
    }

    private Bundle bundle() {
        String left = done == 0 ? "" : ", " + time(elapsed() / done * (total - done)) + " left";
        String text = "%s: %d of %d, %s%s%s"
                .formatted(task, done, total, time(elapsed()), left, message.isEmpty() ? "" : ", " + message);
        String bar = "<progress value=\"%d\" max=\"%d\" style=\"width:240px;vertical-align:middle\"></progress> %s";
        return Bundle.text(text).with(Bundle.HTML, bar.formatted(done, total, Still.escape(text)));
    }

    /** A duration in the unit a person would say. */
    static String time(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? "%d min %02d s".formatted(whole / 60, whole % 60)
                        : "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
    }
}
