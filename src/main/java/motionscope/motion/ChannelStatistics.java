package motionscope.motion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far each motion channel swings along an axis, and which way: what a synthetic reference is made of.
 *
 * <p>Paper, section 4.1: "the statistical minimum and maximum" of each channel over panning clips.
 *
 * @param axis the pair of motions
 * @param channels whose statistics they are, in this order
 * @param minimum mean over clips of the least value of the curve (eq. 1, averaged over positions), (channels)
 * @param maximum mean over clips of its greatest value
 * @param sign 1 where the channel rises while the motion goes the positive way, else -1
 */
public record ChannelStatistics(
        MotionAxis axis, MotionChannels channels, double[] minimum, double[] maximum, int[] sign) {
    /**
     * @param features X of all frames, of clips that move at a constant speed
     * @param motions how each clip moves; clips of other axes are left out
     * @throws motionscope.MotionScopeException if a way of the axis has no clip, or the channels are of another tap
     */
    public static ChannelStatistics of(Features features, List<?> motions, MotionAxis axis, MotionChannels channels) {
        int[] clips = MotionChannels.clipsOf(features, motions, axis);
        Features moving = Moft.of(features.select(clips), channels); // (clips, F, C, H, W)
        int count = channels.count();
        double[] minimum = new double[count];
        double[] maximum = new double[count];
        int[] sign = new int[count];
        for (int c = 0; c < count; c++) {
            ChannelCurves curves = ChannelCurves.of(moving, c);
            minimum[c] = mean(curves.values(), row -> Arrays.stream(row).min().orElseThrow());
            maximum[c] = mean(curves.values(), row -> Arrays.stream(row).max().orElseThrow());
            double[] slopes = curves.slopes();
            double along = IntStream.range(0, clips.length)
                    .mapToDouble(i -> slopes[i] * axis.sign(motions.get(clips[i])))
                    .sum();
            sign[c] = along < 0 ? -1 : 1;
        }
        return new ChannelStatistics(axis, channels, minimum, maximum, sign);
    }

    /**
     * The share of clips whose curve goes the way that the sign of its channel and the clip's motion say, 0..1.
     *
     * @param features of other clips than those of the statistics
     * @return for each channel
     */
    public double[] agreement(Features features, List<?> motions) {
        int[] clips = MotionChannels.clipsOf(features, motions, axis);
        Features moving = Moft.of(features.select(clips), channels);
        return IntStream.range(0, channels.count())
                .mapToDouble(c -> {
                    double[] slopes = ChannelCurves.of(moving, c).slopes();
                    return (double) IntStream.range(0, clips.length)
                                    .filter(i -> slopes[i] * sign[c] * axis.sign(motions.get(clips[i])) > 0)
                                    .count()
                            / clips.length;
                })
                .toArray();
    }

    /**
     * The share of scenes in which every clip's curve goes the way that the sign of its channel and the clip's motion say, 0..1.
     *
     * @param features of other clips than those of the statistics
     * @param scenes the scene of each clip
     * @return for each channel
     */
    public double[] agreement(Features features, List<?> motions, List<Integer> scenes) {
        int[] clips = MotionChannels.clipsOf(features, motions, axis);
        Features moving = Moft.of(features.select(clips), channels);
        long there = IntStream.of(clips).mapToObj(scenes::get).distinct().count();
        return IntStream.range(0, channels.count())
                .mapToDouble(c -> {
                    double[] slopes = ChannelCurves.of(moving, c).slopes();
                    long wrong = IntStream.range(0, clips.length)
                            .filter(i -> slopes[i] * sign[c] * axis.sign(motions.get(clips[i])) <= 0)
                            .mapToObj(i -> scenes.get(clips[i]))
                            .distinct()
                            .count();
                    return 1 - (double) wrong / there;
                })
                .toArray();
    }

    private static double mean(double[][] curves, java.util.function.ToDoubleFunction<double[]> value) {
        return Arrays.stream(curves).mapToDouble(value).average().orElseThrow();
    }
}
