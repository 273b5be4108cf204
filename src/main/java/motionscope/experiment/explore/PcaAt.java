package motionscope.experiment.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.HeldOut;
import motionscope.motion.LinearProbe;
import motionscope.motion.MotionAxis;
import motionscope.motion.NearestCentroid;
import motionscope.motion.Pca;
import motionscope.motion.Separation;
import motionscope.motion.Silhouette;
import motionscope.video.world.LabelledClips;

/** Samples of one tap at one timestep. Nothing here needs the network. */
public final class PcaAt {
    private final List<String> motions;
    private final List<Integer> scenes;
    private final Features features;

    PcaAt(LabelledClips<?> clips, Features features) {
        this.motions = clips.motions().stream().map(MotionAxis::word).toList();
        this.scenes = clips.scenes();
        this.features = features;
    }

    /** X of all clips and frames, averaged to cells. */
    public Features features() {
        return features;
    }

    /** The words of the motions that there are, in the order in which they first appear. */
    public List<String> motions() {
        return motions.stream().distinct().toList();
    }

    /**
     * PCA of what was chosen, and its scores.
     *
     * @throws MotionScopeException if a motion, the frame or a component does not exist
     */
    public PcaPicture picture(PcaChoice choice) {
        int[] clips = chosen(choice);
        int[] axes = choice.axes();
        int highest = Arrays.stream(axes).max().orElseThrow();
        if (highest >= features.channels()) {
            throw new MotionScopeException("Component PC" + (highest + 1) + " was asked for; the features have "
                    + features.channels() + " channels.");
        }
        Features samples = samples(choice, clips);
        double[][] rows = samples.samples();
        Pca pca = Pca.of(rows, highest + 1);
        double[][] places = Arrays.stream(pca.scores())
                .map(s -> IntStream.of(axes).mapToDouble(a -> s[a]).toArray())
                .toArray(double[][]::new);
        List<PcaPicture.Dot> points = new ArrayList<>();
        for (int n = 0; n < places.length; n++) {
            int clip = clips[n / samples.positions()];
            points.add(new PcaPicture.Dot(clip, n % samples.positions(), motions.get(clip), places[n]));
        }
        double[] shares = IntStream.of(axes).mapToDouble(pca::share).toArray();
        return new PcaPicture(points, shares, scores(samples, rows, clips, places, shares));
    }

    private int[] chosen(PcaChoice choice) {
        for (String motion : choice.motions()) {
            if (!motions.contains(motion)) {
                throw new MotionScopeException(
                        "Motion '" + motion + "' was chosen; the clips move " + String.join(", ", motions()) + ".");
            }
        }
        return IntStream.range(0, motions.size())
                .filter(clip -> choice.motions().contains(motions.get(clip)))
                .toArray();
    }

    private Features samples(PcaChoice choice, int[] clips) {
        Features some = features.select(clips);
        return (choice.cr() ? ContentCorrelation.remove(some) : some).frame(choice.frame());
    }

    private Optional<Separation> scores(
            Features samples, double[][] rows, int[] clips, double[][] places, double[] shares) {
        List<String> labels =
                samples.labels(IntStream.of(clips).mapToObj(motions::get).toList());
        List<Integer> shown = IntStream.of(clips).mapToObj(scenes::get).toList();
        boolean heldOut = IntStream.of(0, 1)
                .allMatch(parity -> shown.stream().anyMatch(scene -> Math.floorMod(scene, 2) == parity));
        if (!heldOut || labels.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        HeldOut split = HeldOut.byScene(samples.labels(shown));
        return Optional.of(new Separation(
                NearestCentroid.accuracy(places, labels, split),
                LinearProbe.accuracy(rows, labels, split),
                Silhouette.of(places, labels),
                Arrays.stream(shares).sum()));
    }
}
