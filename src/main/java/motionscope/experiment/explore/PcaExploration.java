package motionscope.experiment.explore;

import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.video.world.LabelledClips;

/**
 * Clips of known motion in the plane of principal components. The first question at a tap and timestep takes a pass through
 * the network; motions, frame, content correlation removal and components change without one.
 *
 * <p>What is kept are maps averaged to a few cells, as in lesson 01: that and the mean over frames commute.
 */
public final class PcaExploration implements AutoCloseable {
    /** Cells of a map along each side, as in lesson 01 and the bundled model's card. */
    public static final int CELLS = 2;

    private final LabelledClips<?> clips;
    private final FeatureStore store;

    private PcaExploration(VideoModel model, LabelledClips<?> clips, long seed, long cap, int cells) {
        this.clips = clips;
        this.store = new FeatureStore(model, clips.clips(), seed, cap, f -> f.pooled(fitting(f, cells)));
    }

    private static int fitting(Features features, int cells) {
        return Math.min(cells, Math.min(features.rows(), features.columns()));
    }

    /** Below the usual memory cap, with noise of seed 0 and maps of 2 x 2 cells. */
    public static PcaExploration of(VideoModel model, LabelledClips<?> clips) {
        return of(model, clips, 0, FeatureStore.usualCap(), CELLS);
    }

    /**
     * @param seed of the noise
     * @param cap most bytes of features that are kept
     * @param cells of a map along each side: each cell of a clip is a point
     */
    public static PcaExploration of(VideoModel model, LabelledClips<?> clips, long seed, long cap, int cells) {
        return new PcaExploration(model, clips, seed, cap, cells);
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
     * The samples of a tap at a timestep.
     *
     * @param progress told how many clips are done, where a pass is needed
     * @throws motionscope.MotionScopeException as {@link FeatureStore#at}
     */
    public PcaAt at(Tap tap, int timestep, FeatureExtraction.Progress progress) {
        return new PcaAt(clips, store.at(tap, timestep, progress).features());
    }

    /** Forgets the features; the model stays open. */
    @Override
    public void close() {
        store.close();
    }
}
