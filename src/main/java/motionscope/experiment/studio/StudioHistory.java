package motionscope.experiment.studio;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import motionscope.video.Clip;

/** The last clips that were drawn to their end, the newest first: their settings, and a small picture of each. */
public final class StudioHistory {
    /** So many are kept. */
    public static final int MOST = 12;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * An earlier result.
     *
     * @param settings that give it again
     * @param thumbnail the middle frame of the guided clip, PNG
     * @param seen what moves in the guided clip
     * @param losses the loss curve
     */
    public record Entry(StudioSettings settings, byte[] thumbnail, SeenMotion seen, double[] losses) {}

    /** The same settings again move to the front. */
    synchronized void add(StudioResult result) {
        Clip clip = result.guided().clip();
        entries.removeIf(e -> e.settings().equals(result.settings()));
        entries.add(
                0,
                new Entry(result.settings(), png(clip.image(clip.frames() / 2)), result.guidedSeen(), result.losses()));
        if (entries.size() > MOST) {
            entries.remove(MOST);
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to take bytes
        }
        return out.toByteArray();
    }

    /** The newest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized void clear() {
        entries.clear();
    }
}
