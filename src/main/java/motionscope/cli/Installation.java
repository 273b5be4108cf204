package motionscope.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where this program lies: {@code target/motionscope.jar} or {@code target/classes} of a checkout. */
final class Installation {
    private Installation() {}

    /** The checkout, or empty where the code lies somewhere else. */
    static Optional<Path> root() {
        try {
            Path code = Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
            return Optional.ofNullable(code.getParent()).map(Path::getParent);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bundled model. */
    static Path bundledModel() {
        Path inside = Path.of("data", "mini-model");
        return root().map(root -> root.resolve(inside)).orElse(inside);
    }
}
