package motionscope.experiment.explore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import motionscope.video.Clip;

/** Clips that were decoded, as many as a number of bytes has room for; the one not asked for the longest goes first. */
final class DecodedClips {
    private final Map<String, Clip> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final long cap;

    DecodedClips(long cap) {
        this.cap = cap;
    }

    /** The clip of this name; decoded again where it is not kept. One at a time. */
    synchronized Clip get(String name, Supplier<Clip> decode) {
        Clip there = kept.get(name);
        if (there != null) {
            return there;
        }
        Clip clip = decode.get();
        kept.put(name, clip);
        long held = bytes();
        Iterator<Clip> oldest = kept.values().iterator();
        while (held > cap && kept.size() > 1) {
            held -= bytes(oldest.next());
            oldest.remove();
        }
        return clip;
    }

    synchronized long bytes() {
        return kept.values().stream().mapToLong(DecodedClips::bytes).sum();
    }

    private static long bytes(Clip clip) {
        return 3L * Float.BYTES * clip.frames() * clip.height() * clip.width();
    }

    synchronized void clear() {
        kept.clear();
    }
}
