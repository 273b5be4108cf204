package motionscope.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * The few channels of a tap that carry motion.
 *
 * <p>Paper, section 3.2: PCA of the features, content correlation removed, of clips that move two opposite ways; motion
 * channels are those with the largest absolute weight in the first component. The paper takes the top 4 %, its code the top
 * 50 of 1280.
 *
 * @param indices of the channels, the strongest first
 * @param weights of these channels in the component that chose them, signed; the sign of a component is arbitrary
 * @param total channels that the tap has
 */
public record MotionChannels(int[] indices, double[] weights, int total) {
    /** The share of channels that the paper keeps. */
    public static final double PAPER_SHARE = 0.04;

    /** @throws MotionScopeException if there are no channels, one is named twice, or one does not exist */
    public MotionChannels {
        indices = indices.clone();
        weights = weights.clone();
        if (indices.length == 0 || indices.length != weights.length) {
            throw new MotionScopeException("Motion channels need at least one channel and a weight for each; there are "
                    + indices.length + " channels and " + weights.length + " weights.");
        }
        int channels = total;
        Arrays.stream(indices).filter(c -> c < 0 || c >= channels).findFirst().ifPresent(c -> {
            throw new MotionScopeException(
                    "Channel " + c + " was named a motion channel; the features have 0.." + (channels - 1) + ".");
        });
        if (Arrays.stream(indices).distinct().count() != indices.length) {
            throw new MotionScopeException("A motion channel was named twice: " + Arrays.toString(indices) + ".");
        }
    }

    /**
     * Channels of the plane of PC1 and PC2: of clips that move along two axes, each axis gives about half of them.
     *
     * @param pca of features with content correlation removed
     * @param k how many channels
     * @throws MotionScopeException if k is not 1..channels
     */
    public static MotionChannels of(Pca pca, int k) {
        int total = pca.mean().length;
        requireCount(k, total);
        double[] first = pca.components()[0];
        double[] second = pca.components().length > 1 ? pca.components()[1] : first;
        int[] byFirst = ranked(first);
        int[] bySecond = ranked(second);
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int rank = 0; chosen.size() < k; rank++) { // the best of each in turn, so overlaps are filled up
            chosen.add(byFirst[rank]);
            if (chosen.size() < k) {
                chosen.add(bySecond[rank]);
            }
        }
        int[] indices = chosen.stream().mapToInt(Integer::intValue).toArray();
        double[] weights = Arrays.stream(indices)
                .mapToDouble(c -> Math.abs(first[c]) >= Math.abs(second[c]) ? first[c] : second[c])
                .toArray();
        return sorted(indices, weights, total);
    }

    /** The channels with the largest absolute weight in the first component. */
    public static MotionChannels ofFirstComponent(Pca pca, int k) {
        double[] first = pca.components()[0];
        requireCount(k, first.length);
        int[] indices = Arrays.copyOf(ranked(first), k);
        return new MotionChannels(
                indices, Arrays.stream(indices).mapToDouble(c -> first[c]).toArray(), first.length);
    }

    /**
     * The channels of one axis (section 3.2): the first component of frame 0 of the clips that move its two ways.
     *
     * @param features X of all frames; every position of frame 0 of X' (eq. 1) is a sample
     * @param motions how each clip moves: directions, zooms or their words
     * @throws MotionScopeException if a way has no clip, or k is not 1..channels
     */
    public static MotionChannels of(Features features, List<?> motions, MotionAxis axis, int k) {
        requireCount(k, features.channels());
        int[] clips = clipsOf(features, motions, axis);
        Features moving = ContentCorrelation.remove(features.select(clips)).frame(0);
        return ofFirstComponent(Pca.of(moving), k);
    }

    /** How many channels a share of them is, at least one: {@code count(0.04, 1280)} is 51. */
    public static int count(double share, int channels) {
        if (!(share > 0 && share <= 1)) {
            throw new MotionScopeException(
                    "A share of channels lies above 0 and is at most 1, but " + share + " was given.");
        }
        return Math.max(1, (int) Math.round(share * channels));
    }

    /** The clips that move along an axis, both ways present. */
    static int[] clipsOf(Features features, List<?> motions, MotionAxis axis) {
        if (motions.size() != features.clips()) {
            throw new MotionScopeException("Each clip has a motion, but there are " + motions.size() + " motions for "
                    + features.clips() + " clips.");
        }
        for (int way : new int[] {1, -1}) {
            if (motions.stream().noneMatch(m -> axis.sign(m) == way)) {
                throw new MotionScopeException("The axis " + axis.positive() + "/" + axis.negative()
                        + " needs clips of both ways; these move "
                        + motions.stream().map(MotionAxis::word).distinct().toList() + ".");
            }
        }
        return IntStream.range(0, motions.size())
                .filter(i -> axis.sign(motions.get(i)) != 0)
                .toArray();
    }

    /** These channels and others of the same tap; a channel in both keeps its larger weight. */
    public MotionChannels union(MotionChannels other) {
        requireSameTotal(other);
        List<Integer> all = new ArrayList<>(IntStream.of(indices).boxed().toList());
        List<Double> strengths = new ArrayList<>(Arrays.stream(weights).boxed().toList());
        for (int i = 0; i < other.indices.length; i++) {
            int at = all.indexOf(other.indices[i]);
            if (at < 0) {
                all.add(other.indices[i]);
                strengths.add(other.weights[i]);
            } else if (Math.abs(other.weights[i]) > Math.abs(strengths.get(at))) {
                strengths.set(at, other.weights[i]);
            }
        }
        return sorted(
                all.stream().mapToInt(Integer::intValue).toArray(),
                strengths.stream().mapToDouble(Double::doubleValue).toArray(),
                total);
    }

    /** The share of channels that both have, of those that either has (Jaccard), 0..1. */
    public double overlap(MotionChannels other) {
        requireSameTotal(other);
        Set<Integer> both = new LinkedHashSet<>(IntStream.of(indices).boxed().toList());
        both.retainAll(IntStream.of(other.indices).boxed().toList());
        return (double) both.size() / (indices.length + other.indices.length - both.size());
    }

    /** The strongest k of them. */
    public MotionChannels top(int k) {
        requireCount(k, indices.length);
        return new MotionChannels(Arrays.copyOf(indices, k), Arrays.copyOf(weights, k), total);
    }

    /** All channels that are none of these, in ascending order: features without motion channels. */
    public int[] others() {
        return IntStream.range(0, total)
                .filter(c -> IntStream.of(indices).noneMatch(i -> i == c))
                .toArray();
    }

    /** How many channels. */
    public int count() {
        return indices.length;
    }

    private void requireSameTotal(MotionChannels other) {
        if (other.total != total) {
            throw new MotionScopeException("The channels belong to features of " + total + " and " + other.total
                    + " channels; compare channels of one tap.");
        }
    }

    private static void requireCount(int k, int channels) {
        if (k < 1 || k > channels) {
            throw new MotionScopeException(
                    k + " motion channels were asked for; there are " + channels + ", use 1.." + channels + ".");
        }
    }

    private static MotionChannels sorted(int[] indices, double[] weights, int total) {
        int[] order = ranked(weights);
        return new MotionChannels(
                IntStream.of(order).map(i -> indices[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> weights[i]).toArray(),
                total);
    }

    /** Positions by descending absolute weight; equal ones by ascending position. */
    private static int[] ranked(double[] weights) {
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights[i])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MotionChannels that
                && total == that.total
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + total;
    }

    @Override
    public String toString() {
        return indices.length + " of " + total + " channels: " + Arrays.toString(indices);
    }
}
