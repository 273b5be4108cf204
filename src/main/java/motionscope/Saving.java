package motionscope;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.IIOException;

/** Whole files or none: everything is written to a temporary sibling, then moved into place. */
public final class Saving {
    private static final int BUFFER = 1 << 16;

    private Saving() {}

    /** Something that writes to a path that does not exist yet. */
    @FunctionalInterface
    public interface Body {
        void writeTo(Path temporary) throws IOException;
    }

    /** Makes {@code target} (its folder too, if need be); after an error nothing of it is left. */
    public static void whole(Path target, Body body) {
        Path absolute = target.toAbsolutePath().normalize();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            body.writeTo(temporary);
            move(temporary, absolute);
        } catch (IOException e) {
            throw new MotionScopeException(
                    "Could not write " + target + ": " + reason(e)
                            + "; nothing of it was kept. Free some space or choose another place.",
                    e);
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

    /** Something that writes to a buffered stream, which its caller closes. */
    @FunctionalInterface
    public interface StreamBody {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file through a stream and flushes it to the disk: a full disk may show only there. */
    public static void stream(Path target, StreamBody body) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new MotionScopeException(target + " is a folder or a device, not a file; choose another name.");
        }
        whole(target, temporary -> {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                body.writeTo(out);
                out.flush();
                channel.force(true);
            }
        });
    }

    /** Writes bytes to a file. */
    public static void bytes(Path target, byte[] content) {
        stream(target, out -> out.write(content));
    }

    /** What went wrong, in words: Java's own messages are often just the path. */
    public static String reason(IOException e) {
        if (e instanceof IIOException && e.getCause() instanceof IOException cause) {
            return reason(cause); // ImageIO says only that it failed
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof ClosedByInterruptException) {
            return "it was interrupted";
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
