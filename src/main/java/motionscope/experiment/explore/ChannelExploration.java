package motionscope.experiment.explore;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.video.Clip;
import motionscope.video.world.LabelledClips;

/**
 * What each channel of a tap does over a set of clips. The first question at a tap and timestep takes a pass through the
 * network; every further one is answered from the host's memory.
 *
 * <pre>{@code
 * try (var exploration = ChannelExploration.of(model, World.pans(4, Direction.values(), 5))) {
 *     var channels = exploration.at(Tap.UP1, 399, FeatureExtraction.Progress.NONE);
 *     var strongest = channels.ranked().indices()[0];
 *     channels.responses(strongest).get(0).clip();
 * }
 * }</pre>
 */
public final class ChannelExploration implements AutoCloseable {
    private final LabelledClips<?> clips;
    private final FeatureStore store;

    private ChannelExploration(VideoModel model, LabelledClips<?> clips, long seed, long cap) {
        this.clips = clips;
        this.store = new FeatureStore(model, clips.clips(), seed, cap, UnaryOperator.identity());
    }

    /** Clips with known motion, below the usual memory cap, with noise of seed 0. */
    public static ChannelExploration of(VideoModel model, LabelledClips<?> clips) {
        return of(model, clips, 0, FeatureStore.usualCap());
    }

    /**
     * @param seed of the noise
     * @param cap most bytes of features that are kept
     */
    public static ChannelExploration of(VideoModel model, LabelledClips<?> clips, long seed, long cap) {
        return new ChannelExploration(model, clips, seed, cap);
    }

    /** One's own clips, whose motion nobody knows; they must be of one size that the model takes. */
    public static ChannelExploration of(VideoModel model, List<Clip> clips) {
        return of(model, unlabelled(clips));
    }

    /** Clips as scenes of their own, all of the motion "unknown". */
    public static LabelledClips<String> unlabelled(List<Clip> clips) {
        List<Integer> scenes = IntStream.range(0, clips.size()).boxed().toList();
        return new LabelledClips<>(clips, Collections.nCopies(clips.size(), "unknown"), scenes);
    }

    /** The clips with what is known of them. */
    public LabelledClips<?> clips() {
        return clips;
    }

    /** Whether {@link #at} answers without a pass through the network. */
    public boolean has(Tap tap, int timestep) {
        return store.has(tap, timestep);
    }

    /** Bytes of features that are held now. */
    public long bytes() {
        return store.bytes();
    }

    /**
     * The channels of a tap at a timestep.
     *
     * @param progress told how many clips are done, where a pass is needed
     * @throws motionscope.MotionScopeException as {@link FeatureStore#at}
     */
    public ChannelsAt at(Tap tap, int timestep, FeatureExtraction.Progress progress) {
        return new ChannelsAt(clips, store.at(tap, timestep, progress));
    }

    /** Forgets the features; the model stays open. */
    @Override
    public void close() {
        store.close();
    }
}
