package motionscope.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.Separation;
import motionscope.video.world.LabelledClips;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The paper's discovery as a table: how well camera motions separate at each tap and timestep, with content correlation
 * removal and without.
 *
 * <p>Samples are the positions of frame 0 of maps averaged to 2 x 2 cells, as in the bundled model's card.
 */
public final class SeparationStudy {
    /** With content correlation removal. */
    public static final String CR = "CR";

    /** Without. */
    public static final String RAW = "raw";

    private static final int CELLS = 2;

    private final Table table = Table.create(
            "Separation of camera motions",
            StringColumn.create("tap"),
            IntColumn.create("t"),
            StringColumn.create("features"),
            DoubleColumn.create("nearest centroid"),
            DoubleColumn.create("linear probe"),
            DoubleColumn.create("silhouette"),
            DoubleColumn.create("variance in PC1-PC2"));

    private SeparationStudy() {}

    /**
     * Scores features of clips at any taps and timesteps.
     *
     * @param clips whose features they are
     * @param seen all frames, pooled to a few cells (averaging over cells and over frames commute, so one pass serves both
     *     kinds of features)
     * @return two rows for each entry: with content correlation removal and without
     */
    public static Table of(LabelledClips<?> clips, Collection<Features> seen) {
        SeparationStudy study = new SeparationStudy();
        for (Features features : seen) {
            study.add(features, CR, ContentCorrelation.remove(features), clips);
            study.add(features, RAW, features, clips);
        }
        return study.table;
    }

    /**
     * Looks at clips at every tap and timestep and scores what was seen; one pass a clip and timestep.
     *
     * @return two rows for each tap and timestep
     */
    public static Table of(VideoModel model, LabelledClips<?> clips, List<Tap> taps, List<Integer> timesteps) {
        List<Features> seen = new ArrayList<>();
        for (int timestep : timesteps) {
            seen.addAll(model.extract(clips.clips())
                    .reducing(f -> f.pooled(Math.min(CELLS, Math.min(f.rows(), f.columns()))))
                    .noised(taps, timestep)
                    .values());
        }
        return of(clips, seen);
    }

    private void add(Features origin, String kind, Features features, LabelledClips<?> clips) {
        Separation found = Separation.of(features.frame(0), clips.motions(), clips.scenes());
        table.stringColumn("tap").append(origin.tap().name());
        table.intColumn("t").append((int) Math.round(origin.timestep()));
        table.stringColumn("features").append(kind);
        table.doubleColumn("nearest centroid").append(found.nearestCentroid());
        table.doubleColumn("linear probe").append(found.linearProbe());
        table.doubleColumn("silhouette").append(found.silhouette());
        table.doubleColumn("variance in PC1-PC2").append(found.variance());
    }
}
