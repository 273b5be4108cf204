package motionscope.motion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * Clips of known motion as a measure for others: where each motion lies on the plane of their first two components.
 *
 * <p>Paper, section 3.2: with content correlation removed, the motions are clusters on this plane.
 *
 * @param <L> what names a motion
 * @param pca of the known clips' samples
 * @param motions each motion once, in order of first appearance
 * @param centres (motions, 2): mean of its samples on the plane
 */
public record KnownMotions<L>(Pca pca, List<L> motions, double[][] centres) {
    /**
     * The motion that is nearest to a clip.
     *
     * @param motion which
     * @param place (2) of the clip on the plane: the mean of its samples
     * @param distance from there to the motion's centre
     * @param next to the centre of the second nearest
     */
    public record Nearest<L>(L motion, double[] place, double distance, double next) {
        /** 0 if the clip lies as near to another motion, towards 1 the nearer it lies to this one than to any other. */
        public double margin() {
            return next == 0 ? 0 : 1 - distance / next;
        }
    }

    /**
     * @param known features of clips, as others will be given: content correlation removed, one frame
     * @param labels the motion of each clip
     * @throws MotionScopeException if there are fewer than two motions
     */
    public static <L> KnownMotions<L> of(Features known, List<L> labels) {
        List<L> motions = labels.stream().distinct().toList();
        if (motions.size() < 2) {
            throw new MotionScopeException(
                    "Telling motions apart needs clips of at least two, but these move in " + motions.size() + ".");
        }
        Pca pca = Pca.of(known);
        List<L> ofSamples = known.labels(labels);
        double[][] plane = pca.plane();
        double[][] centres = motions.stream()
                .map(motion -> mean(IntStream.range(0, plane.length)
                        .filter(n -> ofSamples.get(n).equals(motion))
                        .mapToObj(n -> plane[n])
                        .toList()))
                .toArray(double[][]::new);
        return new KnownMotions<>(pca, motions, centres);
    }

    /**
     * The nearest motion of each clip.
     *
     * @param others their features: of the same tap, with as many channels, prepared as the known ones were
     * @throws MotionScopeException if the number of channels differs
     */
    public List<Nearest<L>> nearest(Features others) {
        if (others.channels() != pca.mean().length) {
            throw new MotionScopeException("The known motions have " + pca.mean().length + " channels and these clips "
                    + others.channels() + "; take both from the same tap.");
        }
        double[][] projected = pca.project(others.samples());
        List<Nearest<L>> found = new ArrayList<>();
        for (int clip = 0; clip < others.clips(); clip++) {
            int first = clip * others.samplesPerClip();
            found.add(nearest(mean(List.of(projected).subList(first, first + others.samplesPerClip()))));
        }
        return found;
    }

    private Nearest<L> nearest(double[] place) {
        double[] distances = IntStream.range(0, centres.length)
                .mapToDouble(k -> Math.hypot(place[0] - centres[k][0], place[1] - centres[k][1]))
                .toArray();
        List<Integer> order = IntStream.range(0, centres.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> distances[k]))
                .toList();
        return new Nearest<>(motions.get(order.get(0)), place, distances[order.get(0)], distances[order.get(1)]);
    }

    /** Mean of points on the plane; more components are left out, a missing second one is 0. */
    private static double[] mean(List<double[]> points) {
        return new double[] {
            points.stream().mapToDouble(p -> p[0]).average().orElseThrow(),
            points.stream().mapToDouble(p -> p.length > 1 ? p[1] : 0).average().orElseThrow()
        };
    }
}
