package motionscope.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/** SHA-256 of one file, or of the lines that {@code sha256sum} prints for several. */
final class FileHash {
    private FileHash() {}

    static String of(List<MappedFile> files) {
        if (files.size() == 1) {
            return of(files.get(0));
        }
        String lines = files.stream()
                .sorted(Comparator.comparing(FileHash::name))
                .map(file -> of(file) + "  " + name(file) + "\n")
                .collect(Collectors.joining());
        return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static String of(MappedFile file) {
        MessageDigest digest = sha256();
        file.checkUnchanged();
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] buffer = new byte[1 << 20];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("nobody asks for the hash of " + file.path() + " any more");
                }
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new MotionScopeException(file.path() + " cannot be read (" + e.getMessage() + ").", e);
        }
        file.checkUnchanged();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String name(MappedFile file) {
        return file.path().getFileName().toString();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
