package motionscope.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import motionscope.Saving;

/**
 * Writes clips. The extension chooses the format:
 *
 * <ul>
 *   <li>{@code walk.gif}: a looping GIF, 256 colours chosen for the clip;
 *   <li>{@code walk.mp4}: H.264 (yuv420p, header first), which browsers play;
 *   <li>{@code walk.png}, {@code walk/} or {@code walk} (no extension): the folder {@code walk} of {@code
 *       frame_0000.png}, ..., without loss.
 * </ul>
 *
 * A file appears whole or not at all.
 */
public final class ClipWriter {
    private static final Set<String> FORMATS = Set.of("gif", "mp4", "png", "");

    private ClipWriter() {}

    /** {@link #write(Clip, Path, int)} at the clip's own size. */
    public static Path write(Clip clip, Path path) {
        return write(clip, path, 1);
    }

    /**
     * Writes a clip.
     *
     * @param scale how many times to enlarge each pixel (1: not at all), so that a 64-pixel clip can be watched
     * @return what was written: {@code path}, or the folder of the frames
     * @throws MotionScopeException for an unknown extension, a size or rate that the format cannot hold, a folder that
     *     holds other files, or a disk that is full
     */
    public static Path write(Clip clip, Path path, int scale) {
        String name = name(path);
        switch (requireFormat(path)) {
            case "gif" -> {
                byte[] bytes = gif(clip, scale);
                Saving.whole(notAFolder(path), temporary -> Files.write(temporary, bytes));
            }
            case "mp4" -> {
                byte[] bytes = mp4(clip, scale);
                Saving.whole(notAFolder(path), temporary -> Files.write(temporary, bytes));
            }
            case "png" -> {
                Path folder = path.resolveSibling(name.substring(0, name.lastIndexOf('.')));
                PngFolder.write(clip.enlarge(scale), folder);
                return folder;
            }
            default -> PngFolder.write(clip.enlarge(scale), path); // no extension
        }
        return path;
    }

    /**
     * The format that a name asks for, so that a wrong one is refused before the work that leads to the clip.
     *
     * @return gif, mp4, png, or nothing for a folder of frames
     * @throws MotionScopeException for any other extension
     */
    public static String requireFormat(Path path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        String extension = dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(extension)) {
            throw new MotionScopeException("A clip is written as .gif, .mp4 or .png (a folder of frames), but " + path
                    + " ends with ." + extension + ".");
        }
        return extension;
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }

    /**
     * A looping GIF, in memory.
     *
     * @param scale how many times to enlarge each pixel
     * @throws MotionScopeException above 50 frames per second, which browsers do not play as such
     */
    public static byte[] gif(Clip clip, int scale) {
        return GifWriting.bytes(clip, scale);
    }

    /**
     * An H.264 MP4, in memory. An odd side gains one row or column (a copy of the last), as the format needs even ones.
     *
     * @param scale how many times to enlarge each pixel
     * @throws MotionScopeException below 16 or above 3840x2160 pixels, which the encoder does not take
     */
    public static byte[] mp4(Clip clip, int scale) {
        return Mp4Writing.bytes(clip.enlarge(scale));
    }

    private static Path notAFolder(Path path) {
        if (Files.isDirectory(path)) {
            throw new MotionScopeException("Could not write " + path + ": it is a folder; give another name.");
        }
        return path;
    }

    /** A picture as a PNG file. */
    public static byte[] png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to take bytes
        }
        return out.toByteArray();
    }
}
