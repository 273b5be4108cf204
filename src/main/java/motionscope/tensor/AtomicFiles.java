package motionscope.tensor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import motionscope.MotionScopeException;

/**
 * Writes a file so that it is there whole or not at all: into a temporary sibling, flushed to the disk, then moved into
 * place. After an error (full disk, interrupt, a fault of the writer) the old file is as it was and no other is left.
 */
final class AtomicFiles {
    /** Writes the content; the stream is buffered, and closed by the caller. */
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    private AtomicFiles() {}

    /** @throws MotionScopeException if the file cannot be written */
    static void write(Path target, Body body) {
        Path whole = target.toAbsolutePath();
        if (!Files.isDirectory(whole.getParent())) {
            throw new MotionScopeException(target + " cannot be written: its folder does not exist; create it first.");
        }
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            throw new MotionScopeException(target + " is a folder or a device, not a file; choose another name.");
        }
        Path part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writePart(part, body);
            move(part, whole);
        } catch (ClosedByInterruptException e) {
            throw new MotionScopeException(target + " was not written: it was interrupted; write it again.", e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new MotionScopeException(
                    target + " was not written (" + reason.replace(part.toString(), target.toString())
                            + "); free some space or choose another place.",
                    e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void writePart(Path part, Body body) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            body.write(out);
            out.flush();
            channel.force(true); // a full disk may show only here
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // the error that led here says more than this one would
        }
    }
}
