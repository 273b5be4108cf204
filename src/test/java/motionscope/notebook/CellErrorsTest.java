package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

/** Runs cells in a real JShell, as the kernels do. */
class CellErrorsTest {
    private EvalException error(String cell) {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.onSnippetEvent(new CellErrors());
            shell.eval("int deep(int n) { if (n > 0) return deep(n - 1); throw new IllegalStateException(\"outer\", "
                    + "new java.io.IOException(\"disk full\")); }");
            return (EvalException) shell.eval(cell).get(0).exception();
        }
    }

    @Test
    void ourErrorsAreTheirOneLine() {
        var error = error("throw new motionscope.MotionScopeException(\"Tap 'up5' does not exist.\");");
        assertEquals("Tap 'up5' does not exist.", error.getMessage());
        assertEquals(0, error.getStackTrace().length);
    }

    @Test
    void otherErrorsKeepTheirFirstFrameAndTheCells() {
        var error = error("java.util.List.of(1).get(5)");
        var frames = error.getStackTrace();
        assertTrue(frames[0].getClassName().startsWith("java.util."), frames[0].toString());
        assertTrue(frames.length >= 2 && frames.length <= 3, Arrays.toString(frames));
    }

    @Test
    void longTracesAreCut() {
        assertTrue(error("deep(50)").getStackTrace().length <= 8);
    }
}
