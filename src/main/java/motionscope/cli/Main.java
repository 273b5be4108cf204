package motionscope.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 all is well, 1 it failed, 2 the command line is wrong. */
@Command(
        name = "motionscope",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Versions.class,
        description = "Where motion lives in a video diffusion model, and how to steer it.",
        subcommands = {
            GenerateCommand.class,
            AnalyseCommand.class,
            EvaluateCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        },
        footer = {"", "Exit codes: 0 all is well, 1 it failed, 2 the command line is wrong."})
public final class Main implements Runnable {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error comes from.")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn"); // libraries keep quiet about what goes well
        }
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param out results
     * @param err progress and errors
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main).setOut(out).setErr(err);
        HelpLayout.apply(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, given) -> Failures.usage(e, err));
        line.setExecutionExceptionHandler((e, command, parsed) -> Failures.failed(e, main.stacktrace, err));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) { // picocli hands on errors as they are
            return Failures.failed(e, main.stacktrace, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
