package motionscope.experiment.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.Saving;

/**
 * A reader's own clip and what its bytes were.
 *
 * @param file a video, a GIF or a folder of pictures
 * @param sha256 of the file; of a folder, of the names and bytes of its files in order
 */
public record ClipFile(Path file, String sha256) {
    /**
     * A clip as it is now.
     *
     * @throws MotionScopeException if it cannot be read
     */
    public static ClipFile of(Path file) {
        return new ClipFile(file, hash(file));
    }

    /** @throws MotionScopeException if the file is not what it was, or cannot be read */
    void requireUnchanged() {
        String now = hash(file);
        if (!now.equals(sha256)) {
            throw new MotionScopeException(
                    "The clip " + file + " has changed since the figure was made: its SHA-256 is "
                            + shortened(now) + " instead of " + shortened(sha256)
                            + "; bring the old file back, or make a new figure with --clip.");
        }
    }

    static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private static String hash(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path part : parts(file)) {
                if (!part.equals(file)) {
                    digest.update((part.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                }
                try (InputStream in = new DigestInputStream(Files.newInputStream(part), digest)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new MotionScopeException("Could not read the clip " + file + ": " + Saving.reason(e) + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }

    private static List<Path> parts(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return List.of(file);
        }
        try (Stream<Path> inside = Files.list(file)) {
            return inside.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
