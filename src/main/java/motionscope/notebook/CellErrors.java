package motionscope.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import motionscope.MotionScopeException;

/**
 * Makes the error of a cell short: a {@link MotionScopeException} is its one line; of any other exception the first
 * frame, the frames of this library and of the notebook's own cells stay. The kernel prints the same exception object
 * after this listener has seen it. JJava prints causes as well; IJava loses them before this listener, so our messages
 * name the reason themselves.
 */
final class CellErrors implements Consumer<SnippetEvent> {
    private static final int MOST_FRAMES = 8;

    @Override
    public void accept(SnippetEvent event) {
        if (!(event.exception() instanceof EvalException error)) {
            return;
        }
        boolean ours = MotionScopeException.class.getName().equals(error.getExceptionClassName());
        for (EvalException e = error; e != null; e = cause(e)) {
            e.setStackTrace(ours ? new StackTraceElement[0] : shortened(e.getStackTrace()));
        }
    }

    private static EvalException cause(EvalException e) {
        return e.getCause() instanceof EvalException cause ? cause : null;
    }

    static StackTraceElement[] shortened(StackTraceElement[] frames) {
        List<StackTraceElement> kept = new ArrayList<>();
        for (int i = 0; i < frames.length && kept.size() < MOST_FRAMES; i++) {
            String type = frames[i].getClassName();
            boolean cell = type.isEmpty() || type.startsWith("REPL."); // JShell names a cell's own frames so
            if (i == 0 || cell || type.startsWith("motionscope.")) {
                kept.add(frames[i]);
            }
        }
        return kept.toArray(StackTraceElement[]::new);
    }
}
