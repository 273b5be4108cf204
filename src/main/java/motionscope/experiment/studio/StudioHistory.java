package motionscope.experiment.studio;

import java.util.ArrayList;
import java.util.List;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/** The last clips that were drawn to their end, the newest first, as small files in memory. */
public final class StudioHistory {
    /** So many are kept. */
    public static final int MOST = 12;

    private static final int SIDE = 128; // pixels on the screen

    private final List<Entry> entries = new ArrayList<>();

    /**
     * An earlier result.
     *
     * @param settings that give it again
     * @param film unguided and guided side by side, MP4
     * @param seen what moves in the guided clip
     * @param losses the loss curve
     */
    public record Entry(StudioSettings settings, byte[] film, SeenMotion seen, double[] losses) {}

    /** The same settings again move to the front. */
    synchronized void add(StudioResult result) {
        Clip both =
                Clip.beside(List.of(result.unguided().clip(), result.guided().clip()));
        int scale = Math.max(1, SIDE / both.height());
        entries.removeIf(e -> e.settings().equals(result.settings()));
        entries.add(0, new Entry(result.settings(), ClipWriter.mp4(both, scale), result.guidedSeen(), result.losses()));
        if (entries.size() > MOST) {
            entries.remove(MOST);
        }
    }

    /** The newest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }
}
