package motionscope.notebook;

import java.util.concurrent.CompletableFuture;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;
import tech.tablesaw.api.Table;

/**
 * Loads in the background what the first table and the first clip would wait for, half a second each on two cores: Tablesaw
 * looks for its readers on the whole classpath, and FFmpeg's libraries are unpacked.
 */
final class FirstUse {
    private FirstUse() {}

    /** Begins; a failure comes again at the real first use, and is told there. */
    static CompletableFuture<Void> begin() {
        return CompletableFuture.runAsync(() -> {
            Table.create();
            Clip black = Clip.of(new float[3 * 16 * 16], 1, 16, 16, Clip.DEFAULT_FRAME_RATE);
            ClipWriter.mp4(black, 1);
        });
    }
}
