package motionscope.experiment.explore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import motionscope.MotionScopeException;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.video.Clip;

/**
 * Features of some clips at taps and timesteps: each is computed when it is first asked for and kept on the host. Above the
 * cap, those that were not asked for the longest are forgotten.
 *
 * <p>Threads may ask at the same time; one that asks for what is there does not wait for a pass of another.
 */
public final class FeatureStore implements AutoCloseable {
    private static final double MIB = 1 << 20;
    /** Of Java's heap: the rest is for figures, clips and the person's own variables. */
    private static final long SHARE_OF_HEAP = 4;

    private record Place(Tap tap, int timestep) {}

    private final DiffusionModel model;
    private final FeatureExtraction extraction;
    private final int clips;
    private final long cap;
    private final Map<Place, FeatureIndex> kept = new LinkedHashMap<>(16, 0.75f, true); // the newest use last
    private final Object passes = new Object();
    private boolean closed;

    /**
     * @param seed of the noise; the noise of clip i comes from seed + i
     * @param cap most bytes that are kept
     * @param reduction applied to the features of each batch, for example {@code f -> f.pooled(2)}
     * @throws MotionScopeException if there is no clip
     */
    public FeatureStore(
            DiffusionModel model, List<Clip> clips, long seed, long cap, UnaryOperator<Features> reduction) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("An explorer needs at least one clip; there is none.");
        }
        this.model = model;
        this.clips = clips.size();
        this.cap = cap;
        this.extraction = FeatureExtraction.of(model, clips).seed(seed).reducing(reduction);
    }

    /** A quarter of what Java's heap may grow to, in bytes. */
    public static long usualCap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    /** Whether {@link #at} answers without a pass through the network. */
    public synchronized boolean has(Tap tap, int timestep) {
        return kept.containsKey(new Place(tap, timestep));
    }

    /** Bytes of Java's heap that are held now. */
    public synchronized long bytes() {
        return kept.values().stream().mapToLong(FeatureIndex::bytes).sum();
    }

    /**
     * Features at a tap and timestep; a pass through the network if they are not kept.
     *
     * @param progress told how many clips are done
     * @throws MotionScopeException if tap or timestep do not exist, clips do not fit the model, they need more than the cap,
     *     the thread is interrupted, or this is closed
     */
    public FeatureIndex at(Tap tap, int timestep, FeatureExtraction.Progress progress) {
        FeatureIndex there = find(tap, timestep);
        if (there != null) {
            return there;
        }
        synchronized (passes) {
            there = find(tap, timestep); // another thread may have been at it
            if (there != null) {
                return there;
            }
            FeatureIndex index = new FeatureIndex(look(tap, timestep, progress));
            keep(new Place(tap, timestep), index);
            return index;
        }
    }

    private synchronized FeatureIndex find(Tap tap, int timestep) {
        if (closed) {
            throw new MotionScopeException("This explorer is closed; open it again.");
        }
        return kept.get(new Place(tap, timestep));
    }

    private Features look(Tap tap, int timestep, FeatureExtraction.Progress progress) {
        tap.require(model.taps());
        Features[] whole = new Features[1];
        extraction
                .reporting((done, total) -> {
                    progress.at(done, total);
                    if (done < total && Thread.currentThread().isInterrupted()) {
                        throw new MotionScopeException(
                                "Looking at clips was stopped after " + done + " of " + total + ".");
                    }
                })
                .streaming(List.of(tap), timestep, (first, seen) -> {
                    Features part = seen.get(tap);
                    if (whole[0] == null) {
                        whole[0] = room(part);
                    }
                    System.arraycopy(
                            part.values(), 0, whole[0].values(), whole[0].index(first, 0, 0), part.values().length);
                });
        return whole[0];
    }

    /** The array for all clips, once the old features have made room for it. */
    private Features room(Features part) {
        long values = (long) clips * part.frames() * part.channels() * part.positions();
        long needed = Float.BYTES * values;
        if (needed > cap || values > Integer.MAX_VALUE - 8) {
            throw new MotionScopeException(String.format(
                    Locale.ROOT,
                    "Features of %d clips at %s need %.2f MiB; this explorer keeps up to %.2f. Take fewer or shorter clips.",
                    clips,
                    part.tap(),
                    needed / MIB,
                    cap / MIB));
        }
        forget(needed);
        return new Features(
                part.tap(),
                part.timestep(),
                clips,
                part.frames(),
                part.channels(),
                part.rows(),
                part.columns(),
                new float[(int) values]);
    }

    private synchronized void forget(long needed) {
        Iterator<FeatureIndex> oldest = kept.values().iterator();
        long held = bytes();
        while (held + needed > cap && oldest.hasNext()) {
            held -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private synchronized void keep(Place place, FeatureIndex index) {
        if (!closed) {
            kept.put(place, index);
        }
    }

    /** Forgets everything; the model stays open. */
    @Override
    public synchronized void close() {
        closed = true;
        kept.clear();
    }
}
