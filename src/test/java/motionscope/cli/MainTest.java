package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What holds for every command. */
class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate",
                "analyse",
                "analyse pca",
                "analyse channels",
                "analyse heatmap",
                "analyse layers",
                "analyse curves",
                "evaluate",
                "check",
                "bench",
                "doctor"
            })
    void everyCommandHasHelpThatFitsATerminal(String command) {
        Captured help = Captured.run((command + " --help").split(" ")).succeeds("Usage: motionscope " + command, "-V");
        assertTrue(help.out().lines().count() <= 24, help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 100), help.out());
        Captured.run("--help").succeeds(command.split(" ")[0], "Exit codes");
    }

    @Test
    void noOptionIsUnknownToTheHelp() {
        new CommandLine(new GenerateCommand()).getCommandSpec().options().forEach(option -> Captured.run(
                        "generate", "--help")
                .succeeds(option.longestName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate", "analyse pca", "analyse heatmap", "analyse layers"})
    void filesOfPublishedModelsAreNamedWhereTheyAreTaken(String command) {
        Captured.run((command + " --help").split(" "))
                .succeeds("--variant", "--weights", "--motion-adapter", "--lora FILE=WEIGHT");
    }

    @Test
    void theVersionNeedsNoEngine() {
        Captured.run("--version").succeeds("motionscope ", "Java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "--nope", "generate", "check"})
    void aWrongCommandLineIsCodeTwo(String arguments) {
        Captured.run(arguments).fails(2, "--help");
    }

    @Test
    void theDoctorLooksAtEverything() {
        Captured.run("doctor").succeeds("Java", "engine", "natives", "CUDA", "kernel motionscope", "mini-model");
    }

    @Test
    void errorsAreOneLineWhateverTheirTextHolds() {
        assertEquals("motionscope: a b?[31m", shown(new MotionScopeException("a\n  b\u001b[31m")));
        assertTrue(shown(new OutOfMemoryError()).contains("MOTIONSCOPE_HEAP"));
        String internal = shown(new IllegalStateException("odd"));
        assertTrue(internal.contains("Internal error") && internal.contains("--stacktrace"), internal);
        assertFalse(internal.contains("\n"), internal);
    }

    private static String shown(Throwable e) {
        StringWriter err = new StringWriter();
        assertEquals(1, Failures.failed(e, false, new PrintWriter(err)));
        return err.toString().strip();
    }
}
