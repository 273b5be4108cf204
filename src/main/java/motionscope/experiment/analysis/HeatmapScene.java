package motionscope.experiment.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.motion.RegionMean;
import motionscope.motion.RocArea;
import motionscope.video.Clip;
import motionscope.video.FittedClip;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.Lookalike;
import motionscope.video.world.Scene;
import motionscope.video.world.Truth;
import motionscope.video.world.World;

/**
 * The two clips of a heatmap, the point, and clips of known motion that tell its motion channels: of shapes where a drawn
 * shape is the source, of the camera where the reader's clip is.
 *
 * @param pair the drawn scenes, unless the clips are the reader's
 * @param words what the clips are, for the caption
 */
record HeatmapScene(Looking looking, Optional<Lookalike> pair, Clip source, Clip target, Point point, String words) {
    private static final int CELLS = 2;
    /** Pixels around one that count as near. */
    private static final int REACH = 4;

    static HeatmapScene of(Looking looking) {
        Recipe recipe = looking.recipe();
        int side = recipe.side();
        List<FittedClip> own = looking.own();
        if (own.isEmpty()) {
            Lookalike pair = World.lookalikes(1, recipe.seed()).get(0);
            List<Clip> clips =
                    looking.fitted(List.of(pair.source().render(), pair.target().render()));
            Point point = recipe.point()
                    .orElseGet(() -> inside(pair.source(), recipe.shownFrames().get(0), side));
            return new HeatmapScene(
                    looking,
                    Optional.of(pair),
                    clips.get(0),
                    clips.get(1),
                    point,
                    "the target has a shape that looks the same and one that moves the same; seed " + recipe.seed());
        }
        Clip last = own.get(own.size() - 1).clip();
        Point point = recipe.point().orElse(new Point(side / 2, side / 2));
        String words = own.size() == 1
                ? "the same clip"
                : own.get(0).name() + ", " + own.get(1).name();
        return new HeatmapScene(looking, Optional.empty(), own.get(0).clip(), last, point, words);
    }

    private boolean drawn() {
        return pair.isPresent();
    }

    String motionWords() {
        Recipe recipe = looking.recipe();
        int count = recipe.scenes() * (drawn() ? ways().length : Direction.values().length);
        return (drawn() ? "shapes" : "the camera") + " in " + count + " drawn clips from seed " + recipe.seed();
    }

    /**
     * For each map, how well it tells the shape that moves the same from the one that looks the same, in one frame; of
     * the reader's clips nobody knows.
     */
    List<String> scores(Map<String, double[][][]> maps, int frame) {
        return pair.stream()
                .flatMap(known -> maps.entrySet().stream().map(map -> {
                    double area =
                            area(map.getValue()[frame], known.target().truth().owners(frame));
                    return String.format(Locale.ROOT, "%s %.2f", map.getKey(), area);
                }))
                .toList();
    }

    /** Over the pixels of both shapes; a pixel has the value of the cell that it lies in. */
    private static double area(double[][] map, int[] owners) {
        int[] pixels =
                IntStream.range(0, owners.length).filter(i -> owners[i] > 0).toArray();
        double[] values = new double[pixels.length];
        boolean[] same = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            double[] row = map[pixels[i] / World.SIZE * map.length / World.SIZE];
            values[i] = row[pixels[i] % World.SIZE * row.length / World.SIZE];
            same[i] = owners[pixels[i]] == Lookalike.STRANGER + 1;
        }
        return RocArea.of(values, same);
    }

    private static Direction[] ways() {
        return new Direction[] {Direction.RIGHT, Direction.LEFT, Direction.UP, Direction.DOWN};
    }

    /** Features of clips of known motion: the mean over a shape's region, or a few cells of a moving picture. */
    Map<Tap, Features> motions(List<Tap> taps, int timestep) {
        Recipe recipe = looking.recipe();
        if (!drawn()) {
            LabelledClips<Direction> pans = World.pans(recipe.scenes(), Direction.values(), recipe.seed());
            return looking.extract(looking.fitted(pans.clips()))
                    .reducing(f -> f.pooled(Math.min(CELLS, Math.min(f.rows(), f.columns()))))
                    .noised(taps, timestep);
        }
        LabelledClips<Direction> moving = World.objects(recipe.scenes(), ways(), recipe.seed());
        List<boolean[]> regions =
                moving.origins().stream().map(HeatmapScene::region).toList();
        var done = new HashMap<Tap, Integer>(); // batches come in the order of the clips, for each tap
        return looking.extract(looking.fitted(moving.clips()))
                .reducing(f -> {
                    int end = done.merge(f.tap(), f.clips(), Integer::sum);
                    return RegionMean.of(f, regions.subList(end - f.clips(), end));
                })
                .noised(taps, timestep);
    }

    /** Everywhere that the shape comes: a path is centred, so opposite ways have the same region. */
    private static boolean[] region(Scene scene) {
        Truth truth = scene.truth();
        boolean[] region = new boolean[World.SIZE * World.SIZE];
        for (int frame = 0; frame < scene.frames(); frame++) {
            boolean[] mask = truth.mask(0, frame);
            for (int i = 0; i < mask.length; i++) {
                region[i] |= mask[i];
            }
        }
        return region;
    }

    /** The pixel of the first shape that has most of the shape around it: never the hole of a ring. */
    private static Point inside(Scene scene, int frame, int side) {
        boolean[] mask = scene.truth().mask(0, frame);
        int best = 0;
        int most = -1;
        for (int i = 0; i < mask.length; i++) {
            int around = mask[i] ? around(mask, i % World.SIZE, i / World.SIZE) : -1;
            if (around > most) {
                most = around;
                best = i;
            }
        }
        int x = best % World.SIZE * side / World.SIZE;
        int y = best / World.SIZE * side / World.SIZE;
        return new Point(x, y);
    }

    private static int around(boolean[] mask, int x, int y) {
        int near = 0;
        for (int row = Math.max(0, y - REACH); row <= Math.min(World.SIZE - 1, y + REACH); row++) {
            for (int column = Math.max(0, x - REACH); column <= Math.min(World.SIZE - 1, x + REACH); column++) {
                near += mask[row * World.SIZE + column] ? 1 : 0;
            }
        }
        return near;
    }
}
