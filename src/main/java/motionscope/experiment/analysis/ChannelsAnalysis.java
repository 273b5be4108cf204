package motionscope.experiment.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.plot.ChannelOrder;
import motionscope.plot.Figure;
import motionscope.plot.Figures;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.World;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How much each channel weighs in the first two components of camera motions, and which are the motion channels. */
final class ChannelsAnalysis {
    private static final int CELLS = 2;
    private static final int COMPONENTS = 2;

    private ChannelsAnalysis() {}

    static Analysis.Made make(Looking looking) {
        Recipe recipe = looking.recipe();
        LabelledClips<Direction> pans = World.pans(recipe.scenes(), Direction.values(), recipe.seed());
        boolean raw = recipe.shown() == ShownFeatures.RAW;
        List<Figure> figures = new ArrayList<>();
        Table table = empty();
        for (int t : recipe.timesteps()) {
            var seen = looking.extract(looking.fitted(pans.clips()))
                    .reducing(f -> f.pooled(Math.min(CELLS, Math.min(f.rows(), f.columns()))))
                    .noised(recipe.taps(), t);
            for (Tap tap : recipe.taps()) {
                Features features = raw ? seen.get(tap) : ContentCorrelation.remove(seen.get(tap));
                Pca pca = Pca.of(features.frame(0));
                MotionChannels chosen = MotionChannels.of(pca, recipe.channels());
                String place = new Looking.Place(tap, t).prefix(looking.several());
                for (int c = 0; c < COMPONENTS; c++) {
                    String title = String.format(
                            Locale.ROOT, "%sPC%d (%.0f %% of variance)", place, c + 1, 100 * pca.share(c));
                    figures.add(Figures.channelWeights(
                                    "|weight|", pca.components()[c], chosen.indices(), ChannelOrder.BY_WEIGHT)
                            .titled(title));
                }
                add(table, tap, t, pca, chosen);
            }
        }
        String kept = recipe.channels() + (recipe.channels() == 1 ? " motion channel" : " motion channels");
        String caption = looking.caption("Weights of the channels in the components of camera motions")
                .subtracted(raw ? "nothing" : "mean over frames (CR)")
                .clips(pans.size(), recipe.seed())
                .with("cells of frame 0 as samples")
                .with(kept + ", the largest weights of both components in turn")
                .toString();
        return new Analysis.Made(
                Figures.grid(COMPONENTS, figures.toArray(Figure[]::new)).captioned(caption), table);
    }

    private static Table empty() {
        return Table.create(
                "Weights of channels",
                StringColumn.create("tap"),
                IntColumn.create("t"),
                IntColumn.create("channel"),
                DoubleColumn.create("weight in PC1"),
                DoubleColumn.create("weight in PC2"),
                IntColumn.create("rank among the motion channels"));
    }

    /** All channels; the rank is missing where a channel is none of the motion channels. */
    private static void add(Table table, Tap tap, int t, Pca pca, MotionChannels chosen) {
        List<Integer> ranks = Arrays.stream(chosen.indices()).boxed().toList();
        IntStream.range(0, chosen.total()).forEach(channel -> {
            table.stringColumn(0).append(tap.name());
            table.intColumn(1).append(t);
            table.intColumn(2).append(channel);
            table.doubleColumn(3).append(pca.components()[0][channel]);
            table.doubleColumn(4).append(pca.components()[1][channel]);
            int rank = ranks.indexOf(channel);
            if (rank < 0) {
                table.intColumn(5).appendMissing();
            } else {
                table.intColumn(5).append(rank + 1);
            }
        });
    }
}
