package motionscope.experiment.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import motionscope.experiment.SeparationStudy;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.HeldOut;
import motionscope.motion.MotionAxis;
import motionscope.motion.NearestCentroid;
import motionscope.motion.Pca;
import motionscope.plot.Figure;
import motionscope.plot.Figures;
import motionscope.video.Clip;
import motionscope.video.FittedClip;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Camera motions in the plane of the first two components: samples are the cells of frame 0 of maps averaged to 2 x 2, as in
 * the bundled model's card. The components come from the drawn clips alone; the reader's clips are projected on them.
 */
final class PcaAnalysis {
    private static final int CELLS = 2;

    private final Looking looking;
    private final LabelledClips<Direction> pans;
    private final List<FittedClip> own;
    private final Table table = Table.create(
            "Camera motions in two components",
            StringColumn.create("tap"),
            IntColumn.create("t"),
            StringColumn.create("features"),
            StringColumn.create("motion"),
            DoubleColumn.create("PC1"),
            DoubleColumn.create("PC2"));

    private PcaAnalysis(Looking looking) {
        this.looking = looking;
        Recipe recipe = looking.recipe();
        this.pans = World.pans(recipe.scenes(), Direction.values(), recipe.seed());
        this.own = looking.own();
    }

    static Analysis.Made make(Looking looking) {
        return new PcaAnalysis(looking).make();
    }

    private Analysis.Made make() {
        Recipe recipe = looking.recipe();
        List<String> panels = recipe.shown().panels();
        List<Figure> figures = new ArrayList<>();
        for (int t : recipe.timesteps()) {
            Map<Tap, Features> drawn = pooled(looking.fitted(pans.clips()), t);
            Map<Tap, Features> mine = own.isEmpty()
                    ? Map.of()
                    : pooled(own.stream().map(FittedClip::clip).toList(), t);
            for (Tap tap : recipe.taps()) {
                String prefix = new Looking.Place(tap, t).prefix(looking.several());
                for (String panel : panels) {
                    figures.add(scatter(prefix + panel, panel, drawn.get(tap), mine.get(tap), t));
                }
            }
        }
        Figure figure =
                Figures.grid(panels.size(), figures.toArray(Figure[]::new)).captioned(caption());
        return new Analysis.Made(figure, table);
    }

    /** All frames, maps averaged to a few cells; that and the mean over frames commute. */
    private Map<Tap, Features> pooled(List<Clip> clips, int t) {
        return looking.extract(clips)
                .reducing(f -> f.pooled(Math.min(CELLS, Math.min(f.rows(), f.columns()))))
                .noised(looking.recipe().taps(), t);
    }

    private Figure scatter(String title, String panel, Features drawn, Features mine, int t) {
        Features samples = shown(panel, drawn);
        Pca pca = Pca.of(samples);
        List<double[]> points = new ArrayList<>(List.of(pca.plane()));
        List<Object> labels = new ArrayList<>(samples.labels(pans.directions()));
        if (mine != null) {
            Features projected = shown(panel, mine);
            for (double[] place : pca.project(projected.samples())) {
                points.add(Arrays.copyOf(place, 2));
            }
            labels.addAll(projected.labels(own.stream().map(FittedClip::name).toList()));
        }
        for (int i = 0; i < points.size(); i++) {
            table.stringColumn(0).append(drawn.tap().name());
            table.intColumn(1).append(t);
            table.stringColumn(2).append(panel);
            table.stringColumn(3).append(MotionAxis.word(labels.get(i)));
            table.doubleColumn(4).append(points.get(i)[0]);
            table.doubleColumn(5).append(points.get(i)[1]);
        }
        return Figures.scatter(points.toArray(double[][]::new), labels, new double[] {pca.share(0), pca.share(1)})
                .titled(title + score(pca, samples));
    }

    private static Features shown(String panel, Features features) {
        return (panel.equals(SeparationStudy.CR) ? ContentCorrelation.remove(features) : features).frame(0);
    }

    /** Of unseen scenes; a single scene leaves none. */
    private String score(Pca pca, Features samples) {
        if (looking.recipe().scenes() < 2) {
            return "";
        }
        HeldOut split = HeldOut.byScene(samples.labels(pans.scenes()));
        double right = NearestCentroid.accuracy(pca.plane(), samples.labels(pans.directions()), split);
        return String.format(Locale.ROOT, ": %.0f %% told right", 100 * right);
    }

    private String caption() {
        Recipe recipe = looking.recipe();
        var caption = looking.caption("Camera motions in the plane of two components")
                .subtracted(
                        switch (recipe.shown()) {
                            case RAW -> "nothing";
                            case CR -> "mean over frames (CR)";
                            case BOTH -> "nothing (raw), mean over frames (CR)";
                        })
                .clips(pans.size(), recipe.seed());
        looking.withOwn(caption);
        caption.with("cells of frame 0 as samples");
        return caption
                + (recipe.scenes() < 2
                        ? ""
                        : " Told right: nearest class centre in this plane, scenes that it was not fitted to; chance 20\u00a0%.");
    }
}
