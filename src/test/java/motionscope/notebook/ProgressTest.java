package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final FakePort port = new FakePort();
    private long now;

    private Progress start(long total) {
        return new Progress("Drawing", total, port, () -> now);
    }

    private void pass(double seconds) {
        now += (long) (seconds * 1e9);
    }

    @Test
    void oneDisplayIsUpdatedInPlace() {
        try (var progress = start(4)) {
            for (int i = 0; i < 4; i++) {
                pass(3);
                progress.step("t = " + i);
            }
        }
        assertEquals(1, port.displayed.size());
        assertEquals(Set.copyOf(port.ids).size(), 1);
        assertEquals(
                "Drawing: 1 of 4, 3.0 s, 9.0 s left, t = 0", port.updated.get(0).text());
        assertTrue(
                ((String) port.updated.get(0).data().get("text/html")).startsWith("<progress value=\"1\" max=\"4\""));
        assertEquals("Drawing: 4 of 4 in 12 s", port.updated.get(4).text());
        assertFalse(port.updated.get(4).data().containsKey("text/html"), "a short line stays, no bar");
    }

    @Test
    void updatesAreRare() {
        try (var progress = start(10_000)) {
            for (int i = 0; i < 10_000; i++) {
                pass(0.0001);
                progress.step();
            }
        }
        assertEquals(6, port.updated.size(), "five a second, and the end");
    }

    @Test
    void anUnfinishedTaskSaysSo() {
        var progress = start(10);
        progress.to(3, "");
        pass(75);
        progress.close();
        progress.close();
        progress.step();
        assertEquals(1, port.updated.size());
        assertEquals(
                "Drawing: stopped after 3 of 10, 1 min 15 s",
                port.updated.get(0).text());
    }

    @Test
    void messagesAreNoHtml() {
        var progress = start(2);
        pass(1);
        progress.step("<b>");
        assertTrue(((String) port.updated.get(0).data().get("text/html")).contains("&lt;b&gt;"));
    }

    @Test
    void noStepsAreAnError() {
        assertThrows(MotionScopeException.class, () -> start(0));
    }

    @Test
    void timesAreWordsAPersonSays() {
        assertEquals("0.0 s", Progress.time(0));
        assertEquals("9.9 s", Progress.time(9.94));
        assertEquals("10 s", Progress.time(9.96));
        assertEquals("1 min 00 s", Progress.time(59.7));
        assertEquals("2 h 05 min", Progress.time(7500));
    }

    @Test
    void terminalsRewriteOneLineAndFilesGetOnlyTheLast() {
        var bytes = new ByteArrayOutputStream();
        for (boolean interactive : new boolean[] {true, false}) {
            bytes.reset();
            var terminal = new TerminalPort(new PrintStream(bytes, true, StandardCharsets.UTF_8), interactive);
            try (var progress = new Progress("Drawing", 2, terminal, () -> now)) {
                pass(1);
                progress.step("half");
                progress.step();
            }
            String text = bytes.toString(StandardCharsets.UTF_8);
            assertEquals(interactive, text.contains("half"));
            assertEquals(
                    1,
                    text.lines()
                            .filter(l -> l.endsWith("Drawing: 2 of 2 in 1.0 s"))
                            .count(),
                    text);
            assertEquals(interactive ? 0 : 1, text.startsWith("Drawing: 2") ? 1 : 0);
        }
    }
}
