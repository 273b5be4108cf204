package motionscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import motionscope.experiment.WorkDisplay;

/** The library's long work as one line that is written over: {@code Looking at clips: 12 of 120, 40 s left}. */
public final class TerminalWork implements WorkDisplay {
    private static final String CLEAR = "\r\u001b[K";

    /** Where a command shows its work; null where no command does. */
    private static volatile PrintWriter place;

    /** Shows work until it is closed. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /** Shows the work of this command, if somebody watches. */
    static Watching on(PrintWriter err) {
        place = Terminal.isWatched() ? err : null;
        return () -> place = null;
    }

    @Override
    public Shown begin(String task, int total) {
        PrintWriter err = place;
        return err == null ? NOTHING : new Line(err, task, total, System.nanoTime());
    }

    private record Line(PrintWriter err, String task, int total, long started) implements Shown {
        @Override
        public void to(int done, String news) {
            double left = (System.nanoTime() - started) / 1e9 / Math.max(1, done) * (total - done);
            String last = news.isEmpty() ? "" : " (" + news + ")";
            err.printf(Locale.ROOT, "%s%s: %d of %d%s, %.0f s left", CLEAR, task, done, total, last, left);
            err.flush();
        }

        @Override
        public void close() {
            err.print(CLEAR);
            err.flush();
        }
    }
}
