package motionscope.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

/**
 * Which layer holds which kind of motion: for every tap, kind of motion and timestep, how well motions separate with content
 * correlation removal and without, for several seeds.
 *
 * <p>Two frames are looked at: the first, as in the paper, and the middle one, in which a thing that moves is where a thing at
 * rest is, so that place cannot pass for motion. Each clip goes through the network once a timestep, for all taps; of its
 * features only a few cells stay in memory.
 *
 * <pre>{@code
 * var scores = LayerStudy.small().run(model);
 * var full = LayerStudy.full().run(model, Path.of("data/studies/layers.csv")); // goes on where the file ends
 * }</pre>
 *
 * @param kinds the kinds of motion
 * @param taps where to look; none means every block of the model
 * @param timesteps t of the noise
 * @param scenes of each kind; even ones train, odd ones test
 * @param seeds each draws other scenes and other noise
 */
public record LayerStudy(
        List<MotionKind> kinds, List<Tap> taps, List<Integer> timesteps, int scenes, List<Long> seeds) {
    private static final int BATCH = 4;
    /** Apart by more than there are clips: clip i of a study is noised from its seed's multiple + i. */
    private static final long NOISE_STRIDE = 100_000;

    /** @throws MotionScopeException if there is nothing to study */
    public LayerStudy {
        kinds = List.copyOf(kinds);
        taps = List.copyOf(taps);
        timesteps = List.copyOf(timesteps);
        seeds = List.copyOf(seeds);
        if (kinds.isEmpty() || timesteps.isEmpty() || seeds.isEmpty() || scenes < 2) {
            throw new MotionScopeException("A study needs a kind of motion, a timestep, a seed and two scenes; it has "
                    + kinds.size() + ", " + timesteps.size() + ", " + seeds.size() + " and " + scenes + ".");
        }
    }

    /** Every block, three timesteps, five seeds of 24 scenes: about an hour on two cores. */
    public static LayerStudy full() {
        return new LayerStudy(List.of(MotionKind.values()), List.of(), List.of(119, 399, 719), 24, seeds(5));
    }

    /** Every block at t = 399, one seed of 8 scenes: a minute on two cores. */
    public static LayerStudy small() {
        return new LayerStudy(List.of(MotionKind.values()), List.of(), List.of(399), 8, seeds(1));
    }

    public LayerStudy kinds(MotionKind... chosen) {
        return new LayerStudy(List.of(chosen), taps, timesteps, scenes, seeds);
    }

    public LayerStudy taps(Tap... chosen) {
        return new LayerStudy(kinds, List.of(chosen), timesteps, scenes, seeds);
    }

    public LayerStudy timesteps(Integer... chosen) {
        return new LayerStudy(kinds, taps, List.of(chosen), scenes, seeds);
    }

    public LayerStudy scenes(int count) {
        return new LayerStudy(kinds, taps, timesteps, count, seeds);
    }

    /** The seeds 1 to {@code count}. */
    public LayerStudy seedCount(int count) {
        return new LayerStudy(kinds, taps, timesteps, scenes, seeds(count));
    }

    private static List<Long> seeds(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    /** Looks at the clips and scores what was seen. */
    public LayerScores run(VideoModel model) {
        return run(model, LayerScores.none(), scores -> {});
    }

    /**
     * The same, kept on disk: rows that the file has are not computed again, and each new part is saved at once, so an
     * interrupted study goes on where it was.
     *
     * @param csv the rows; how they were made goes into {@code csv.json} beside it
     * @throws MotionScopeException if the file holds another study, or one of another model
     */
    public LayerScores run(VideoModel model, Path csv) {
        return KeptStudy.of("layers", csv, model, Map.of("scenes", Integer.toString(scenes)))
                .go(LayerScores.emptyRows(), (rows, keep) -> run(model, new LayerScores(rows), keep));
    }

    private LayerScores run(VideoModel model, LayerScores before, KeptStudy.Keeping keep) {
        List<Tap> all = taps.isEmpty() ? blocks(model) : taps;
        all.forEach(tap -> tap.require(model.taps()));
        LayerScores scores = before.copy();
        List<Part> parts = parts(all, before);
        try (WorkDisplay.Shown shown = WorkDisplay.start("Studying layers", Math.max(1, parts.size()))) {
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                MotionKind.Known known = part.kind.clips(scenes, part.seed);
                look(model, known, part).values().forEach(seen -> score(part, known, seen, scores));
                keep.rows(scores.rows());
                shown.to(i + 1, part.kind.word() + ", t = " + part.timestep);
            }
        }
        return scores;
    }

    /** What one pass over the clips of a kind gives. */
    private record Part(MotionKind kind, int timestep, long seed, List<Tap> taps) {}

    /** Everything that is asked for and not there yet; seed by seed, so that an early end leaves whole seeds. */
    private List<Part> parts(List<Tap> all, LayerScores there) {
        List<Part> parts = new ArrayList<>();
        for (long seed : seeds) {
            for (int t : timesteps) {
                for (MotionKind kind : kinds) {
                    List<Tap> absent = all.stream()
                            .filter(tap -> !there.has(kind, tap, t, seed))
                            .toList();
                    if (!absent.isEmpty()) {
                        parts.add(new Part(kind, t, seed, absent));
                    }
                }
            }
        }
        return parts;
    }

    /** All frames of the reduced features of all clips, by tap. */
    private static Map<Tap, Features> look(VideoModel model, MotionKind.Known known, Part part) {
        Map<Tap, List<Features>> seen = new LinkedHashMap<>();
        for (int first = 0; first < known.clips().size(); first += BATCH) {
            int from = first;
            var some = known.clips().subList(first, Math.min(known.clips().size(), first + BATCH));
            FeatureExtraction.of(model, some)
                    .seed(part.seed * NOISE_STRIDE + first)
                    .reducing(f -> known.reduce(f, from))
                    .noised(part.taps, part.timestep)
                    .forEach((tap, f) ->
                            seen.computeIfAbsent(tap, t -> new ArrayList<>()).add(f));
        }
        Map<Tap, Features> whole = new LinkedHashMap<>();
        seen.forEach((tap, list) -> whole.put(tap, Features.join(list)));
        return whole;
    }

    private static void score(Part part, MotionKind.Known known, Features seen, LayerScores scores) {
        Features removed = ContentCorrelation.remove(seen);
        for (int frame : Stream.of(0, middle(seen.frames())).distinct().toList()) {
            scores.add(
                    part.kind,
                    seen.tap(),
                    part.timestep,
                    frame,
                    SeparationStudy.CR,
                    part.seed,
                    Accuracy.of(removed.frame(frame), known));
            scores.add(
                    part.kind,
                    seen.tap(),
                    part.timestep,
                    frame,
                    SeparationStudy.RAW,
                    part.seed,
                    Accuracy.of(seen.frame(frame), known));
        }
    }

    /** The frame in which things on centred paths are nearest to their mean place. */
    static int middle(int frames) {
        return (frames - 1) / 2;
    }

    /** How often samples of held-out scenes are told right. */
    record Accuracy(double nearestCentroid, double linearProbe) {
        static Accuracy of(Features frame, MotionKind.Known known) {
            List<String> labels = frame.labels(known.words());
            HeldOut split = HeldOut.byScene(frame.labels(known.scenes()));
            return new Accuracy(
                    NearestCentroid.accuracy(Pca.of(frame.samples(), 2).plane(), labels, split),
                    LinearProbe.accuracy(frame.samples(), labels, split));
        }
    }

    /** The whole blocks of a model in the order of the network: down, mid, up. */
    public static List<Tap> blocks(VideoModel model) {
        List<String> order = List.of("down", "mid", "up");
        return model.taps().stream()
                .filter(tap -> tap.name().matches("(down|mid|up)\\d*"))
                .sorted(Comparator.comparingInt(
                                (Tap tap) -> order.indexOf(tap.name().replaceAll("\\d", "")))
                        .thenComparingInt(tap -> tap.name().length())
                        .thenComparing(Tap::name))
                .toList();
    }
}
