package motionscope.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.motion.CosineHeatmap;
import motionscope.motion.Features;
import motionscope.motion.RegionMean;
import motionscope.motion.RocArea;
import motionscope.video.Clip;
import motionscope.video.world.Lookalike;
import motionscope.video.world.Scene;
import motionscope.video.world.World;

/**
 * Do features match motion or looks? The source's object is compared with every pixel of a target that shows its twin, which
 * looks the same and moves otherwise, and a stranger, which moves the same way and looks otherwise.
 *
 * <pre>{@code
 * var study = new LookalikeStudy(World.lookalikes(24, 5));
 * var seen  = model.extract(study.clips()).noised(Tap.UP0, 119);
 * double[] areas = study.movesTheSame(Moft.of(seen, channels).frame(0));
 * }</pre>
 *
 * <p>The query is the mean over the source's object; a pixel has the similarity of the cell that it lies in. The truth is
 * that of frame 0, so features of that frame are usual.
 *
 * @param pairs what is compared
 */
public record LookalikeStudy(List<Lookalike> pairs) {
    private static final int FRAME = 0;

    /** @throws MotionScopeException if there is no pair */
    public LookalikeStudy {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new MotionScopeException("A study of lookalikes needs at least one pair; there is none.");
        }
    }

    /** Source and target of the first pair, of the second, ...: what features are to be made of. */
    public List<Clip> clips() {
        return scenes().map(Scene::render).toList();
    }

    private Stream<Scene> scenes() {
        return pairs.stream().flatMap(pair -> Stream.of(pair.source(), pair.target()));
    }

    /**
     * How like the source's object each cell of the target is.
     *
     * @param features of {@link #clips()}, (2 pairs, frames, channels, rows, columns)
     * @return cosines, (rows, columns), for each pair
     * @throws MotionScopeException if there are other numbers of clips
     */
    public List<CosineHeatmap> maps(Features features) {
        if (features.clips() != 2 * pairs.size()) {
            throw new MotionScopeException("The study has " + 2 * pairs.size() + " clips, the features have "
                    + features.clips() + "; make them of clips().");
        }
        List<CosineHeatmap> maps = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            boolean[] object = pairs.get(i).source().truth().mask(0, FRAME);
            Features query = RegionMean.of(features.select(2 * i), List.of(object)); // (1, frames, channels, 1, 1)
            maps.add(CosineHeatmap.of(query, 0, 0, features.select(2 * i + 1)));
        }
        return maps;
    }

    /**
     * The area under the ROC of 'moves the same way', stranger against twin: 1 if every pixel of the stranger is more like the
     * source's object than every pixel of its twin, 0 if looks win everywhere, 0.5 by guessing.
     *
     * @param features of {@link #clips()}
     * @return (pairs)
     */
    public double[] movesTheSame(Features features) {
        return areas(features, false);
    }

    /** The same, the stranger against the whole rest of the picture: twin and still background. */
    public double[] movesTheSameAnywhere(Features features) {
        return areas(features, true);
    }

    private double[] areas(Features features, boolean withBackground) {
        List<CosineHeatmap> maps = maps(features);
        return IntStream.range(0, maps.size())
                .mapToDouble(
                        i -> area(maps.get(i), pairs.get(i).target().truth().owners(FRAME), withBackground))
                .toArray();
    }

    /** Over the pixels of the stranger and those of the twin, or of all the rest. */
    private static double area(CosineHeatmap map, int[] owners, boolean withBackground) {
        int[] pixels = IntStream.range(0, owners.length)
                .filter(i -> withBackground || owners[i] > 0)
                .toArray();
        double[] scores = new double[pixels.length];
        boolean[] strangers = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int row = pixels[i] / World.SIZE * map.rows() / World.SIZE;
            int column = pixels[i] % World.SIZE * map.columns() / World.SIZE;
            scores[i] = map.values()[row * map.columns() + column];
            strangers[i] = owners[pixels[i]] == Lookalike.STRANGER + 1;
        }
        return RocArea.of(scores, strangers);
    }
}
