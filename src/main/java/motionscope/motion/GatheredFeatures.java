package motionscope.motion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.model.Tap;

/** Puts the features of batches together: each tap has one array for all clips, made when the first batch has come. */
final class GatheredFeatures implements FeatureExtraction.Consumer {
    private static final double GIB = 1 << 30;
    /** The longest array that every JVM can make. */
    private static final long LONGEST = Integer.MAX_VALUE - 8;

    private final int clips;
    private final Map<Tap, Features> whole = new LinkedHashMap<>();
    private int seen;

    GatheredFeatures(int clips) {
        this.clips = clips;
    }

    /** @throws MotionScopeException if the heap has no room for all clips, or a reduction changed their number or size */
    @Override
    public void take(int first, Map<Tap, Features> batch) {
        if (whole.isEmpty()) {
            requireRoom(batch);
            batch.forEach((tap, part) -> whole.put(tap, room(part)));
        }
        batch.forEach((tap, part) -> {
            Features all = whole.get(tap);
            requireFit(part, all, first);
            System.arraycopy(part.values(), 0, all.values(), all.index(first, 0, 0), part.values().length);
        });
        seen = first + batch.values().iterator().next().clips();
    }

    private void requireFit(Features part, Features all, int first) {
        if (first != seen || first + part.clips() > clips || !part.sameButClips(all)) {
            throw new MotionScopeException("A reduction keeps every clip and gives all the same size, but at clip "
                    + first + " it gave " + part + ", with " + seen + " of " + all + " before.");
        }
    }

    private Features room(Features part) {
        return new Features(
                part.tap(),
                part.timestep(),
                clips,
                part.frames(),
                part.channels(),
                part.rows(),
                part.columns(),
                new float[(int) ofAllClips(part)]);
    }

    private long ofAllClips(Features part) {
        return (long) clips * part.frames() * part.channels() * part.positions();
    }

    private void requireRoom(Map<Tap, Features> batch) {
        long needed = Float.BYTES
                * batch.values().stream().mapToLong(this::ofAllClips).sum();
        boolean tooLong = batch.values().stream().anyMatch(part -> ofAllClips(part) > LONGEST);
        if (!tooLong && needed > freeHeap()) {
            System.gc(); // what is garbage counts as taken until then
        }
        if (tooLong || needed > freeHeap()) {
            throw new MotionScopeException(String.format(
                    Locale.ROOT,
                    "Features of %d clips at %s need %.1f GiB of Java's heap, which has %.1f GiB free. Make each batch"
                            + " smaller with reducing(f -> f.pooled(2)), or take batch by batch with streaming.",
                    clips,
                    batch.keySet(),
                    needed / GIB,
                    freeHeap() / GIB));
        }
    }

    private static long freeHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    Map<Tap, Features> whole() {
        if (seen != clips) {
            throw new MotionScopeException(
                    "A reduction keeps every clip, but " + seen + " are left of the features of " + clips + " clips.");
        }
        return whole;
    }
}
