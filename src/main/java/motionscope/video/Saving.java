package motionscope.video;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import motionscope.MotionScopeException;

/** Whole files or none: everything is written to a temporary sibling, then moved into place. */
final class Saving {
    private Saving() {}

    /** Something that writes to a path that does not exist yet. */
    @FunctionalInterface
    interface Body {
        void writeTo(Path temporary) throws IOException;
    }

    /** Makes {@code target} (its folder too, if need be); after an error nothing of it is left. */
    static void whole(Path target, Body body) {
        Path absolute = target.toAbsolutePath().normalize();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            body.writeTo(temporary);
            move(temporary, absolute);
        } catch (IOException e) {
            throw new MotionScopeException(
                    "Could not write " + target + ": " + reason(e) + "; nothing of it was kept.", e);
        } finally {
            remove(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (!Files.isDirectory(to)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        // a folder cannot be replaced in one move: put the old one aside, so that it comes back if the second move
        // fails
        Path aside = from.resolveSibling(from.getFileName() + ".old");
        Files.move(to, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(aside, to, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        remove(aside);
    }

    /** What went wrong, in words: Java's own messages are often just the path. */
    static String reason(IOException e) {
        if (e instanceof IIOException && e.getCause() instanceof IOException cause) {
            return reason(cause);
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file stands where a folder is needed (" + e.getMessage() + ")";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void remove(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new MotionScopeException("Could not remove the temporary " + path + ": " + reason(e) + ".", e);
        }
    }
}
