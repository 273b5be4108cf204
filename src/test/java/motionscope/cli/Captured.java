package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the program with what it printed. */
record Captured(int code, String out, String err) {
    static Captured run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Captured(code, out.toString(), err.toString());
    }

    /** It failed with one clear line that has these words, and without a trace or an internal error. */
    Captured fails(int expected, String... words) {
        assertEquals(expected, code, err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("motionscope: "), err);
        assertFalse(err.contains("Internal error"), err);
        assertFalse(err.contains("\tat "), err);
        for (String word : words) {
            assertTrue(err.contains(word), "'" + word + "' is not in: " + err);
        }
        return this;
    }

    /** It ended well. */
    Captured succeeds(String... words) {
        assertEquals(0, code, out + err);
        for (String word : words) {
            assertTrue(out.contains(word), "'" + word + "' is not in: " + out);
        }
        return this;
    }
}
