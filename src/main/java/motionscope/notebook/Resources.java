package motionscope.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that come with the jar. */
final class Resources {
    private Resources() {}

    /** A text beside this class. */
    static String text(String name) {
        try (var in = Resources.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the jar holds it
        }
    }
}
