package motionscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.ClipWriter;

/** Where the clips of one call go, checked before the work that leads to them. */
final class OutputFiles {
    private OutputFiles() {}

    /**
     * The files of {@code count} clips: a single one has the name that was given, several get numbers ({@code clip.mp4}
     * becomes {@code clip-1.mp4}, {@code clip-2.mp4}).
     *
     * @throws MotionScopeException if the extension is no format, or the place cannot be written to
     */
    static List<Path> of(Path given, int count) {
        if (given.getFileName() == null || given.getFileName().toString().isBlank()) {
            throw new MotionScopeException(
                    "The output '" + given + "' is no name of a file; give one such as clip.mp4.");
        }
        String format = ClipWriter.requireFormat(given);
        if (!format.isEmpty() && Files.isDirectory(given)) {
            throw new MotionScopeException("Could not write " + given + ": it is a folder; give another name.");
        }
        requireWritableFolder(given);
        return IntStream.range(0, count)
                .mapToObj(i -> numbered(given, i, count))
                .toList();
    }

    /**
     * Files that begin with a name can be written.
     *
     * @throws MotionScopeException if it is a folder, or its place does not take files
     */
    static void requireName(Path given) {
        if (given.getFileName() == null || given.getFileName().toString().isBlank() || Files.isDirectory(given)) {
            throw new MotionScopeException(
                    "The output '" + given + "' is no name of a file; give one such as figures/pca.");
        }
        requireWritableFolder(given);
    }

    private static Path numbered(Path given, int index, int count) {
        if (count == 1) {
            return given;
        }
        String name = given.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int cut = dot < 1 ? name.length() : dot;
        int digits = Integer.toString(count).length();
        String number = String.format(Locale.ROOT, "-%0" + digits + "d", index + 1);
        return given.resolveSibling(name.substring(0, cut) + number + name.substring(cut));
    }

    /** The nearest folder above that exists must be one, and take files. */
    private static void requireWritableFolder(Path given) {
        Path above = given.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above) || !Files.isWritable(above)) {
            throw new MotionScopeException("Could not write " + given + ": " + above
                    + (above != null && Files.isDirectory(above) ? " does not take files" : " is no folder")
                    + "; choose another place.");
        }
    }
}
