package motionscope.notebook.widget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that come with the jar. */
public final class Resources {
    private Resources() {}

    /** A text that lies beside a class. */
    public static String text(Class<?> beside, String name) {
        try (var in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the jar holds it
        }
    }
}
