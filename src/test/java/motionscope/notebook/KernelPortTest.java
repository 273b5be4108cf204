package motionscope.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import motionscope.plot.Bars;
import motionscope.video.Clip;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The port against JJava's own classes for outputs, with the part of a kernel that it calls. */
class KernelPortTest {
    /** What a kernel offers by name; public, as reflection needs it. */
    public static final class Kernel {
        private final JShell shell = JShell.builder().executionEngine("local").build();
        private final Renderer renderer = new Renderer();
        private final Io io = new Io();

        public JShell getJShell() {
            return shell;
        }

        public Renderer getRenderer() {
            return renderer;
        }

        public Io getIO() {
            return io;
        }

        public Object evalRaw(String source) {
            if (source.contains("fail")) {
                throw new IllegalArgumentException("cannot compile " + source);
            }
            return shell.eval(source);
        }
    }

    public static final class Io {
        public final Stream display = new Stream();
    }

    public static final class Stream {
        private final List<DisplayData> shown = new ArrayList<>();
        private final List<String> updates = new ArrayList<>();

        public void display(DisplayData data) {
            shown.add(data);
        }

        public void updateDisplay(String id, DisplayData data) {
            updates.add(id);
            shown.add(data);
        }
    }

    private final Kernel kernel = new Kernel();
    private final KernelPort port = KernelPort.starting(kernel);

    @AfterEach
    void close() {
        kernel.shell.close();
        Ports.use(null);
    }

    private static Object part(DisplayData data, String mime) {
        return data.getData(MIMEType.parse(mime));
    }

    @Test
    void outputsReachTheKernelWithTheirTypesAndIds() {
        port.display(Bundle.text("a").with("text/html", "<b>a</b>"), "id");
        port.update(Bundle.text("b"), "id");
        var shown = kernel.io.display.shown;
        assertEquals("<b>a</b>", part(shown.get(0), "text/html"));
        assertEquals("id", shown.get(0).getDisplayId());
        assertEquals("b", part(shown.get(1), "text/plain"));
        assertEquals(List.of("id"), kernel.io.display.updates);
    }

    @Test
    void lastExpressionsShowThemselves() {
        port.prepare();
        var figure = Bars.of("v", "", List.of("a")).add("x", 1).figure();
        assertTrue(part(kernel.renderer.render(figure), "image/png") instanceof String);
        var clip = Clip.of(new float[2 * 3 * 16 * 16], 2, 16, 16, 8);
        assertTrue(
                String.valueOf(part(kernel.renderer.render(clip), "text/html")).startsWith("<video"));
        var table = Table.create("t", IntColumn.create("n", 1));
        assertTrue(
                String.valueOf(part(kernel.renderer.render(table), "text/html")).startsWith("<table"));
    }

    @Test
    void errorsAreShortAfterPreparing() {
        port.prepare();
        var event = kernel.shell
                .eval("throw new motionscope.MotionScopeException(\"one line\");")
                .get(0);
        assertEquals(0, ((EvalException) event.exception()).getStackTrace().length);
    }

    @Test
    void theKernelsOwnErrorsPassThrough() {
        var error = assertThrows(IllegalArgumentException.class, () -> port.run("fail"));
        assertEquals("cannot compile fail", error.getMessage());
    }

    @Test
    void anUnknownKernelIsNamed() {
        var strange = KernelPort.starting(new Object());
        var error = assertThrows(IllegalStateException.class, strange::prepare);
        assertTrue(error.getMessage().contains("JJava 1.0, IJava 1.3"), error.getMessage());
    }

    @Test
    void jjavaFindsTheExtension() {
        var names = ServiceLoader.load(Extension.class).stream()
                .map(provider -> provider.type().getSimpleName())
                .toList();
        assertEquals(List.of("KernelExtension"), names);
    }
}
