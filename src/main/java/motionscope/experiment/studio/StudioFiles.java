package motionscope.experiment.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import motionscope.MotionScopeException;

/** Where the studio writes its clips. */
final class StudioFiles {
    private static final int LONGEST = 60; // letters of a name
    private static final int LEAST_SIDE = 16; // pixels, of an MP4

    private StudioFiles() {}

    static Path save(StudioResult result, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MotionScopeException(
                    "The folder " + folder + " could not be made: " + e.getMessage() + "; choose another one.", e);
        }
        boolean tiny = result.guided().clip().width() < LEAST_SIDE
                || result.guided().clip().height() < LEAST_SIDE;
        Path file = free(folder, name(result.settings()), tiny ? ".gif" : ".mp4");
        result.guided().save(file);
        return file;
    }

    private static String name(StudioSettings s) {
        String words = (s.prompt() + " " + s.asked().words())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return words.substring(0, Math.min(LONGEST, words.length())) + "-seed" + s.seed();
    }

    /** A name that is not taken. */
    private static Path free(Path folder, String name, String form) {
        Path file = folder.resolve(name + form);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i + form);
        }
        return file;
    }
}
