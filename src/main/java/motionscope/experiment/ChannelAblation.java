package motionscope.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.motion.MotionChannels;
import motionscope.motion.Pca;
import motionscope.motion.Separation;
import motionscope.video.world.LabelledClips;

/**
 * How well motions separate without some of the channels: the strongest set aside first, and as many at random.
 *
 * @param setAside how many channels are missing at each point
 * @param strongestFirst what is left of the separation, (points)
 * @param atRandom the same for several random orders, (orders, points)
 */
public record ChannelAblation(int[] setAside, List<Separation> strongestFirst, List<List<Separation>> atRandom) {
    /**
     * @param features X of all frames; frame 0 of X' (eq. 1) is tested
     * @param clips whose features they are
     * @param setAside how many channels to leave out at each point
     * @param orders number of random orders
     * @throws MotionScopeException if fewer than two channels would be left at a point
     */
    public static ChannelAblation of(Features features, LabelledClips<?> clips, int[] setAside, int orders) {
        Features removed = ContentCorrelation.remove(features).frame(0);
        int channels = removed.channels();
        for (int count : setAside) {
            if (count < 0 || count > channels - 2) {
                throw new MotionScopeException(count + " of " + channels + " channels were to be set aside; use 0.."
                        + (channels - 2) + ", a plane needs two.");
            }
        }
        int[] strongest = MotionChannels.of(Pca.of(removed), channels).indices();
        List<List<Separation>> random = IntStream.range(0, orders)
                .mapToObj(seed -> along(removed, clips, shuffled(channels, seed), setAside))
                .toList();
        return new ChannelAblation(setAside, along(removed, clips, strongest, setAside), random);
    }

    private static List<Separation> along(Features removed, LabelledClips<?> clips, int[] order, int[] setAside) {
        return Arrays.stream(setAside)
                .mapToObj(count -> removed.channels(Arrays.copyOfRange(order, count, order.length)))
                .map(left -> Separation.of(left, clips.motions(), clips.scenes()))
                .toList();
    }

    private static int[] shuffled(int channels, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, channels).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** One score without the strongest channels: {@code strongest(Separation::silhouette)}, (points). */
    public double[] strongest(ToDoubleFunction<Separation> score) {
        return strongestFirst.stream().mapToDouble(score).toArray();
    }

    /** The same score without random channels, (orders, points). */
    public double[][] random(ToDoubleFunction<Separation> score) {
        return atRandom.stream()
                .map(order -> order.stream().mapToDouble(score).toArray())
                .toArray(double[][]::new);
    }
}
