package motionscope.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.Saving;

/**
 * Reads clips: GIF, MP4 and MOV, WebM and MKV, AVI, a folder of PNG or JPEG frames (in the order of their numbers), or one
 * picture. What a file is, its first bytes say; its name does not matter.
 *
 * <p>Sizes are checked from the header before anything is decoded: at most {@link ReadOptions#MAX_PIXELS} pixels become a
 * clip. A file that does not state its rate (pictures of other programs) is taken at {@link Clip#DEFAULT_FRAME_RATE}.
 */
public final class ClipReader {
    private ClipReader() {}

    /** Reads all of a clip at its own size. */
    public static Clip read(Path path) {
        return read(path, ReadOptions.all());
    }

    /**
     * Reads a clip.
     *
     * @throws MotionScopeException if the file is not there, is no clip, is damaged or cut short, or is larger than the
     *     budget
     */
    public static Clip read(Path path, ReadOptions options) {
        if (Files.isDirectory(path)) {
            return PictureReading.folder(path, options);
        }
        byte[] head;
        long size;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(16);
            size = Files.size(path);
        } catch (IOException e) {
            throw new MotionScopeException("Could not read " + path + ": " + Saving.reason(e) + ".", e);
        }
        if (head.length == 0) {
            throw new MotionScopeException("Could not read " + path + ": the file is empty.");
        }
        try {
            if (begins(head, 0, "GIF87a") || begins(head, 0, "GIF89a")) {
                return GifReading.read(path, options);
            }
            if (begins(head, 1, "PNG\r\n") || begins(head, 0, "\u00ff\u00d8\u00ff")) {
                return PictureReading.pictures(List.of(path), options);
            }
            Container container = Container.of(head);
            if (container != null) {
                container.check(path, size);
                return VideoReading.read(path, container, options);
            }
        } catch (IOException e) {
            throw new MotionScopeException("Could not read " + path + ": " + Saving.reason(e) + ".", e);
        }
        throw new MotionScopeException(
                path + " is no GIF, MP4, MOV, WebM, MKV, AVI, PNG or JPEG: it begins with the bytes "
                        + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length)) + ".");
    }

    static boolean begins(byte[] head, int offset, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (offset + i >= head.length || head[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
