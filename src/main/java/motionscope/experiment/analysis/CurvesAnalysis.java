package motionscope.experiment.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.ChannelCurves;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.plot.Figure;
import motionscope.plot.Figures;
import motionscope.video.FittedClip;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.World;

/**
 * The strongest motion channels over frames while the camera pans right, left, and turns. The channels are chosen on the clips
 * that pan right or left; those that turn are new to them.
 */
final class CurvesAnalysis {
    private static final int CELLS = 2;
    private static final int COLUMNS = 2;
    private static final int MOST_CHANNELS = 6;

    private CurvesAnalysis() {}

    static Analysis.Made make(Looking looking) {
        Recipe recipe = looking.recipe();
        if (recipe.channels() > MOST_CHANNELS) {
            throw new MotionScopeException("Curves of " + recipe.channels() + " channels were asked for; use 1 to "
                    + MOST_CHANNELS + ", each has panels of its own.");
        }
        LabelledClips<String> turns = World.turns(recipe.scenes(), recipe.seed());
        double[][] truth =
                turns.origins().stream().map(scene -> course(scene, recipe)).toArray(double[][]::new);
        List<FittedClip> own = looking.own();
        var clips = new ArrayList<>(looking.fitted(turns.clips()));
        own.forEach(mine -> clips.add(mine.clip()));
        List<Figure> figures = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int t : recipe.timesteps()) {
            Map<Tap, Features> seen = looking.extract(clips)
                    .reducing(f -> f.pooled(Math.min(CELLS, Math.min(f.rows(), f.columns()))))
                    .noised(recipe.taps(), t);
            for (Tap tap : recipe.taps()) {
                Features all = seen.get(tap);
                Features drawn = all.select(IntStream.range(0, turns.size()).toArray());
                MotionChannels chosen =
                        MotionChannels.of(drawn, turns.motions(), MotionAxis.HORIZONTAL, recipe.channels());
                for (int channel : chosen.indices()) {
                    String place = new Looking.Place(tap, t).prefix(looking.several());
                    String name = place + "channel " + channel;
                    names.add(name);
                    figures.add(Figures.channelCurves(
                            name,
                            ChannelCurves.of(drawn, channel).values(),
                            turns.motions(),
                            "truth, px to the right",
                            truth));
                    if (!own.isEmpty()) {
                        figures.add(mine(all, turns.size(), channel, name, own));
                    }
                }
            }
        }
        Figure figure = Figures.grid(COLUMNS, figures.toArray(Figure[]::new)).captioned(caption(looking, turns, names));
        return new Analysis.Made(figure, figure.data());
    }

    private static Figure mine(Features all, int first, int channel, String name, List<FittedClip> own) {
        Features features = all.select(IntStream.range(first, all.clips()).toArray());
        List<String> labels = own.stream().map(FittedClip::name).toList();
        return Figures.channelCurves(name, ChannelCurves.of(features, channel).values(), labels, "", null);
    }

    /** How far right the background has moved since frame 0, in pixels of the clip that the model is shown. */
    private static double[] course(Scene scene, Recipe recipe) {
        MotionPath path = scene.background();
        double scale = recipe.side() / (double) World.SIZE;
        return IntStream.range(0, recipe.frames())
                .mapToDouble(f -> scale * (path.x(f) - path.x(0)))
                .toArray();
    }

    private static String caption(Looking looking, LabelledClips<String> turns, List<String> names) {
        String what = names.size() == 1 ? "The strongest motion channel, " + names.get(0) : "Motion channels";
        var caption = looking.caption(what + ", over frames")
                .subtracted("mean over frames (CR)")
                .clips(turns.size(), looking.recipe().seed());
        looking.withOwn(caption);
        return caption.with("n = " + looking.recipe().scenes() + " for each motion, mean over the picture")
                .with("chosen by PC1 of right and left")
                .toString();
    }
}
