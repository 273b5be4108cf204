package motionscope.cli;

import java.io.PrintWriter;
import motionscope.MotionScopeException;
import picocli.CommandLine;

/** Errors as the user sees them: one line that says what to do, and the trace only on request. */
final class Failures {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String LINE = "motionscope: ";

    private Failures() {}

    /** The command line cannot be read. */
    static int usage(CommandLine.ParameterException e, PrintWriter err) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String text = e.getMessage().strip();
        String stop = text.matches("(?s).*[.!?]") ? " " : ". ";
        print(err, text + stop + "See '" + command + " --help'.");
        return USAGE;
    }

    /** The command ended with an error. */
    static int failed(Throwable e, boolean trace, PrintWriter err) {
        if (e instanceof MotionScopeException) {
            print(err, e.getMessage());
        } else if (e instanceof OutOfMemoryError) {
            long heap = Runtime.getRuntime().maxMemory() >> 20;
            print(
                    err,
                    "Out of memory: Java's " + heap + " MiB do not suffice; ask for fewer or smaller frames, or give"
                            + " more with MOTIONSCOPE_HEAP=4g.");
        } else {
            print(
                    err,
                    "Internal error: " + e + ". This is a fault of the program: please report it with what --stacktrace"
                            + " prints.");
        }
        if (trace) {
            e.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    /** One line, whatever is in the text: names of files and prompts may hold anything. */
    private static void print(PrintWriter err, String text) {
        err.println(LINE + text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?"));
    }
}
