package motionscope.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.Saving;

/**
 * The clips in a folder: videos, GIFs, and folders of pictures, in the order of their names and numbers.
 *
 * <pre>{@code
 * for (FittedClip mine : ClipFolder.of(Path.of("data/clips")).read(16, 64)) {
 *     System.out.println(mine);
 * }
 * }</pre>
 *
 * @param folder where they are
 * @param clips the clips' files and folders
 * @param others names of what is there but is no clip (hidden files are not counted)
 */
public record ClipFolder(Path folder, List<Path> clips, List<String> others) {
    private static final Set<String> VIDEOS = Set.of("gif", "mp4", "mov", "webm", "mkv", "avi");
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg");

    public ClipFolder {
        clips = List.copyOf(clips);
        others = List.copyOf(others);
    }

    /**
     * Looks into a folder. What a file is, its extension says here; its bytes are checked when it is read.
     *
     * @throws MotionScopeException if it is no folder, or holds no clips
     */
    public static ClipFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new MotionScopeException(folder + " is no folder; name a folder with videos in it.");
        }
        List<Path> clips = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Path path : visible(folder)) {
            if (Files.isDirectory(path) ? holdsPictures(path) : VIDEOS.contains(extension(path))) {
                clips.add(path);
            } else {
                others.add(path.getFileName().toString());
            }
        }
        if (clips.isEmpty()) {
            throw new MotionScopeException("There are no clips in " + folder
                    + ": no .gif, .mp4, .mov, .webm, .mkv or .avi and no folder of pictures; it holds "
                    + (others.isEmpty() ? "nothing" : String.join(", ", others)) + ".");
        }
        return new ClipFolder(folder, clips, others);
    }

    /**
     * Reads all of them, fitted to a model's input.
     *
     * @param frames the first so many frames of each
     * @param side width and height that the middle square is scaled to
     * @throws MotionScopeException if one has fewer frames, or cannot be read
     */
    public List<FittedClip> read(int frames, int side) {
        return clips.stream().map(clip -> FittedClip.read(clip, frames, side)).toList();
    }

    private static List<Path> visible(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), PictureReading.NATURAL))
                    .toList();
        } catch (IOException e) {
            throw new MotionScopeException("Could not look into " + folder + ": " + Saving.reason(e) + ".", e);
        }
    }

    private static boolean holdsPictures(Path folder) {
        return visible(folder).stream().anyMatch(path -> PICTURES.contains(extension(path)));
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
