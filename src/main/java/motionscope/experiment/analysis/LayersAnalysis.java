package motionscope.experiment.analysis;

import java.util.List;
import java.util.stream.LongStream;
import motionscope.MotionScopeException;
import motionscope.experiment.LayerScores;
import motionscope.experiment.LayerStudy;
import motionscope.experiment.MotionKind;
import motionscope.experiment.SeparationStudy;
import motionscope.plot.Figure;
import motionscope.plot.Figures;
import motionscope.plot.Scale;
import motionscope.video.world.World;

/** How well each kind of motion separates at every tap and timestep, by {@link LayerStudy}. */
final class LayersAnalysis {
    private LayersAnalysis() {}

    static Analysis.Made make(Looking looking) {
        Recipe recipe = looking.recipe();
        if (recipe.frames() != World.FRAMES || recipe.side() != World.SIZE) {
            throw new MotionScopeException("The study of layers looks at clips of " + World.FRAMES + " frames of "
                    + World.SIZE + "x" + World.SIZE + "; " + recipe.frames() + " frames of " + recipe.side() + "x"
                    + recipe.side() + " were asked for.");
        }
        List<Long> seeds = LongStream.range(recipe.seed(), recipe.seed() + recipe.seeds())
                .boxed()
                .toList();
        LayerScores scores = new LayerStudy(recipe.kinds(), recipe.taps(), recipe.timesteps(), recipe.scenes(), seeds)
                .run(looking.model());
        Figure figure = Figures.layers(
                scores.taps(),
                scores.kinds().stream().map(MotionKind::word).toList(),
                scores.timesteps(),
                scores.means(SeparationStudy.RAW, LayerScores.CENTROID),
                scores.means(SeparationStudy.CR, LayerScores.CENTROID),
                "share told right",
                Scale.share());
        String caption = looking.caption("How well kinds of motion separate")
                .subtracted("nothing (raw), mean over frames (CR)")
                .with(recipe.scenes() + " scenes of each motion")
                .with(
                        recipe.seeds() == 1
                                ? "seed " + recipe.seed()
                                : "mean over seeds " + recipe.seed() + " to " + seeds.get(seeds.size() - 1))
                .with("frame 0")
                .with("nearest class centre in the plane of two components, scenes that it was not fitted to")
                .with("chance: camera and object 0.20, zoom 0.33")
                .toString();
        return new Analysis.Made(figure.captioned(caption), scores.table());
    }
}
