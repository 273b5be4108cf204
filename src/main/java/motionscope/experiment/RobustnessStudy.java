package motionscope.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.motion.HeldOut;
import motionscope.motion.LinearProbe;
import motionscope.motion.NearestCentroid;
import motionscope.motion.Pca;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;

/**
 * Does the discovery survive? The five camera motions at one tap with content correlation removal, for each of many
 * variations and several seeds.
 *
 * <p>Two questions are asked of each variation. Do its own clips still fall apart into clusters (components and centres from
 * its own even scenes)? And is it the same plane: do the components and centres of the plain clips tell its odd scenes?
 *
 * @param variations what is tried
 * @param tap where to look
 * @param timestep t of the noise
 * @param scenes even ones train, odd ones test
 * @param seeds each draws other scenes and other noise
 */
public record RobustnessStudy(List<Variation> variations, Tap tap, int timestep, int scenes, List<Long> seeds) {
    private static final int CELLS = 2;
    private static final long NOISE_STRIDE = 100_000;

    /** @throws MotionScopeException if there is nothing to study */
    public RobustnessStudy {
        variations = List.copyOf(variations);
        seeds = List.copyOf(seeds);
        if (variations.isEmpty() || seeds.isEmpty() || scenes < 2) {
            throw new MotionScopeException("A study needs a variation, a seed and two scenes; it has "
                    + variations.size() + ", " + seeds.size() + " and " + scenes + ".");
        }
    }

    /** Every variation at up1 and t = 399, five seeds of 12 scenes: about an hour on two cores. */
    public static RobustnessStudy full() {
        return of(Variation.all()).seedCount(5);
    }

    /** Some variations at up1 and t = 399, one seed of 12 scenes. */
    public static RobustnessStudy of(List<Variation> variations) {
        return new RobustnessStudy(variations, Tap.UP1, 399, 12, List.of(1L));
    }

    public RobustnessStudy at(Tap newTap, int newTimestep) {
        return new RobustnessStudy(variations, newTap, newTimestep, scenes, seeds);
    }

    public RobustnessStudy scenes(int count) {
        return new RobustnessStudy(variations, tap, timestep, count, seeds);
    }

    /** The seeds 1 to {@code count}. */
    public RobustnessStudy seedCount(int count) {
        return new RobustnessStudy(
                variations,
                tap,
                timestep,
                scenes,
                LongStream.rangeClosed(1, count).boxed().toList());
    }

    /** Looks at the clips and scores what was seen. */
    public RobustnessScores run(VideoModel model) {
        return run(model, RobustnessScores.none(), rows -> {});
    }

    /**
     * The same, kept on disk: rows that the file has are not computed again, and each new one is saved at once.
     *
     * @throws MotionScopeException if the file holds another study, or one of another model
     */
    public RobustnessScores run(VideoModel model, Path csv) {
        Map<String, String> settings =
                Map.of("scenes", Integer.toString(scenes), "tap", tap.name(), "timestep", Integer.toString(timestep));
        return KeptStudy.of("robustness", csv, model, settings)
                .go(RobustnessScores.emptyRows(), (rows, keep) -> run(model, new RobustnessScores(rows), keep));
    }

    private RobustnessScores run(VideoModel model, RobustnessScores before, KeptStudy.Keeping keep) {
        tap.require(model.taps());
        RobustnessScores scores = before.copy();
        int total = (int) seeds.stream()
                .flatMap(seed -> variations.stream().filter(v -> !before.has(v, seed)))
                .count();
        int done = 0;
        try (WorkDisplay.Shown shown = WorkDisplay.start("Trying variations", Math.max(1, total))) {
            for (long seed : seeds) {
                Look plain = null;
                for (Variation variation : variations) {
                    if (before.has(variation, seed)) {
                        continue;
                    }
                    plain = plain == null ? look(model, Variation.plain(), seed) : plain;
                    Look mine = variation.isPlain() ? plain : look(model, variation, seed);
                    Seen usual = Seen.of(plain, variation.isPlain() ? variation : Variation.plain());
                    Seen seen = Seen.of(mine, variation);
                    scores.add(variation, seed, seen.alone(), seen.probe(), seen.after(usual));
                    keep.rows(scores.rows());
                    shown.to(++done, variation.toString());
                }
            }
        }
        return scores;
    }

    private Look look(VideoModel model, Variation variation, long seed) {
        LabelledClips<Direction> clips = variation.clips(scenes, seed);
        Features features = FeatureExtraction.of(model, clips.clips())
                .seed(seed * NOISE_STRIDE + variation.noise())
                .prompt(variation.prompt())
                .reducing(f -> ContentCorrelation.remove(f).frame(0).pooled(CELLS))
                .noised(tap, timestep);
        return new Look(clips, features);
    }

    /** Clips and frame 0 of their features with content correlation removal, (clips, 1, channels, 2, 2). */
    private record Look(LabelledClips<Direction> clips, Features features) {}

    /** Samples (n, channels) of frame 0 with their motions, and which of them train and test. */
    private record Seen(double[][] samples, List<Direction> labels, HeldOut split) {
        static Seen of(Look look, Variation variation) {
            return new Seen(
                    look.features.samples(),
                    look.features.labels(look.clips.motions()),
                    variation.split(look.features, look.clips));
        }

        double alone() {
            return NearestCentroid.accuracy(Pca.of(samples, 2).plane(), labels, split);
        }

        double probe() {
            return LinearProbe.accuracy(samples, labels, split);
        }

        /** These test samples on the plane of others, against the centres of the others' training samples. */
        double after(Seen others) {
            Pca plane = Pca.of(others.samples, 2);
            int offset = others.samples.length;
            List<Integer> test = split.test().stream().map(i -> i + offset).toList();
            return NearestCentroid.accuracy(
                    Stream.of(plane.plane(), plane.project(samples))
                            .flatMap(Stream::of)
                            .toArray(double[][]::new),
                    Stream.of(others.labels, labels).flatMap(List::stream).toList(),
                    new HeldOut(others.split.train(), test));
        }
    }
}
