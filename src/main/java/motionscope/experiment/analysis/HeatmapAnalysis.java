package motionscope.experiment.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.CosineHeatmap;
import motionscope.motion.FeatureKind;
import motionscope.motion.Features;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.plot.Figure;
import motionscope.plot.Figures;
import motionscope.plot.Query;
import motionscope.plot.Scale;
import motionscope.video.Clip;

/**
 * Where a target is like one point of a source, by plain features, with content correlation removal, and with motion channels
 * alone: the cosine frame by frame.
 */
final class HeatmapAnalysis {
    private HeatmapAnalysis() {}

    static Analysis.Made make(Looking looking) {
        Recipe recipe = looking.recipe();
        HeatmapScene scene = HeatmapScene.of(looking);
        List<Clip> pair = List.of(scene.source(), scene.target());
        int[] frames = recipe.shownFrames().stream().mapToInt(i -> i).toArray();
        Query query = new Query(frames[0], scene.point().x(), scene.point().y());
        List<Figure> figures = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        for (int t : recipe.timesteps()) {
            Map<Tap, Features> known = scene.motions(recipe.taps(), t);
            Map<Tap, Features> seen = looking.extract(pair).noised(recipe.taps(), t);
            for (Tap tap : recipe.taps()) {
                // section 3.2: the channels of the components of clips whose motion is known
                Pca pca = Pca.of(ContentCorrelation.remove(known.get(tap)).frame(0));
                MotionChannels channels = MotionChannels.of(pca, recipe.channels());
                var maps = maps(seen.get(tap), channels, scene.point(), recipe);
                scores.addAll(scene.scores(maps, frames[0]));
                Figure figure = Figures.similarity(
                        scene.source(), query, scene.target(), maps, frames, Scale.cosine(), "cosine");
                String title = tap + ", t = " + t;
                figures.add(looking.several() ? figure.titled(title) : figure);
            }
        }
        String caption = looking.withOwn(looking.caption("Where the target is like the ringed point of the source ("
                                        + scene.words() + ")")
                                .subtracted("nothing (plain), mean over frames (+ CR)"))
                        .with(recipe.channels() + " motion channels of " + scene.motionWords())
                        .with("cosine in each frame")
                + (scores.isEmpty() || looking.several()
                        ? ""
                        : " Area under the ROC of 'moves the same' over both shapes in frame " + frames[0] + ": "
                                + String.join(", ", scores) + ".");
        Figure figure = Figures.grid(1, figures.toArray(Figure[]::new)).captioned(caption);
        return new Analysis.Made(figure, figure.data());
    }

    private static Map<String, double[][][]> maps(Features seen, MotionChannels channels, Point point, Recipe recipe) {
        var maps = new LinkedHashMap<String, double[][][]>();
        for (FeatureKind kind : FeatureKind.values()) {
            Features features = kind.of(seen, channels);
            int row = point.y() * features.rows() / recipe.side();
            int column = point.x() * features.columns() / recipe.side();
            maps.put(
                    kind.word(),
                    CosineHeatmap.frames(features.select(0), row, column, features.select(1)).stream()
                            .map(CosineHeatmap::grid)
                            .toArray(double[][][]::new));
        }
        return maps;
    }
}
