package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import org.junit.jupiter.api.Test;

/** A single clip, a still clip, identical clips, one frame: defined numbers or clear errors, never NaN. */
class DegenerateClipsTest {
    private static final int CHANNELS = 4;
    private static final List<String> WAYS = List.of("right", "left", "right", "left");
    private static final List<Integer> SCENES = List.of(0, 0, 1, 1);

    /** The same clip several times: (clips, frames, 4, 2, 2). */
    private static Features twins(int clips, int frames) {
        float[] one = new Noise(7).randn(frames * CHANNELS * 4);
        float[] all = new float[clips * one.length];
        for (int clip = 0; clip < clips; clip++) {
            System.arraycopy(one, 0, all, clip * one.length, one.length);
        }
        return new Features(Tap.UP1, 399, clips, frames, CHANNELS, 2, 2, all);
    }

    /** Clips in which nothing moves: every frame is the same. */
    private static Features still(int clips, int frames) {
        float[] frame = new Noise(8).randn(CHANNELS * 4);
        float[] all = new float[clips * frames * frame.length];
        for (int i = 0; i < clips * frames; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return new Features(Tap.UP1, 399, clips, frames, CHANNELS, 2, 2, all);
    }

    private static void assertNumbers(double... values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), Arrays.toString(values));
    }

    private static double[] numbers(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] numbers(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(DoubleStream::of).toArray();
    }

    @Test
    void everythingThatIsComputedOfThemIsANumber() {
        for (Features x : List.of(twins(4, 3), still(4, 3), twins(4, 1), still(4, 1))) {
            Features removed = ContentCorrelation.remove(x);
            assertNumbers(numbers(removed.values()));
            Pca pca = Pca.of(removed.frame(0));
            assertNumbers(numbers(pca.scores()));
            assertNumbers(numbers(pca.components()));
            assertNumbers(pca.variances());
            assertNumbers(pca.share(0), pca.share(1));
            MotionChannels channels = MotionChannels.of(x, WAYS, MotionAxis.HORIZONTAL, 2);
            assertNumbers(channels.weights());
            assertNumbers(MotionChannels.of(pca, CHANNELS).weights());
            Features moft = Moft.of(x, channels);
            assertNumbers(numbers(moft.values()));
            CosineHeatmap heatmap = CosineHeatmap.of(moft, 0, 0, moft);
            assertNumbers(numbers(heatmap.values()));
            assertNumbers(numbers(heatmap.normalised().values()));
            ChannelStatistics statistics = ChannelStatistics.of(x, WAYS, MotionAxis.HORIZONTAL, channels);
            assertNumbers(statistics.minimum());
            assertNumbers(statistics.maximum());
            assertNumbers(statistics.agreement(x, WAYS));
            assertNumbers(ChannelCurves.of(x, 1).slopes());
            Separation separation = Separation.of(removed.frame(0), WAYS, SCENES);
            assertNumbers(separation.nearestCentroid(), separation.linearProbe());
            assertNumbers(separation.silhouette(), separation.variance());
            assertNumbers(numbers(SceneMean.remove(x, SCENES).values()));
            KnownMotions.Nearest<String> nearest = KnownMotions.of(removed.frame(0), WAYS)
                    .nearest(removed.frame(0))
                    .get(0);
            assertNumbers(nearest.distance(), nearest.next(), nearest.margin());
        }
    }

    @Test
    void nothingMovesInAStillClip() {
        Features x = still(2, 3);
        assertArrayEquals(
                new float[x.values().length], ContentCorrelation.remove(x).values(), 1e-6f);
        assertArrayEquals(
                new float[4],
                CosineHeatmap.of(
                                new Features(Tap.UP1, 0, 1, 1, 1, 2, 2, new float[4]),
                                0,
                                0,
                                new Features(Tap.UP1, 0, 1, 1, 1, 2, 2, new float[4]))
                        .normalised()
                        .values());
    }

    @Test
    void identicalClipsOfDifferentNamesDoNotSeparate() {
        Features x = ContentCorrelation.remove(twins(4, 3)).frame(0);
        assertEquals(0.5, Separation.of(x, WAYS, SCENES).nearestCentroid(), "each sample is as near to both");
    }

    @Test
    void aSingleClipHasPositionsToCompareButNoMotionsToTellApart() {
        Features one = twins(1, 3);
        assertNumbers(numbers(Pca.of(ContentCorrelation.remove(one)).scores()));
        assertRefused("both ways", () -> MotionChannels.of(one, List.of("right"), MotionAxis.HORIZONTAL, 1));
        assertRefused("at least two", () -> KnownMotions.of(one, List.of("right")));
        assertRefused("at least two", () -> Separation.of(one.frame(0), List.of("right"), List.of(0)));
        assertRefused("one clip", () -> SceneMean.remove(one, List.of(0)));
        Features point = one.frame(0).pooled(1);
        assertRefused("at least 2 samples", () -> Pca.of(point));
    }

    @Test
    void oneChannelHasOneComponent() {
        Features x = twins(4, 3).channels(2);
        assertEquals(1, Pca.of(x).components().length);
        assertEquals(0, KnownMotions.of(x, WAYS).nearest(x).get(0).place()[1]);
        assertEquals(1, MotionChannels.of(x, WAYS, MotionAxis.HORIZONTAL, 1).count());
    }

    @Test
    void whatLiesOutsideIsNamed() {
        Features x = twins(2, 3);
        assertRefused("Clip 2", () -> x.select(2));
        assertRefused("Frame 3", () -> x.frame(3));
        assertRefused("window of 1 x 1 from (row 0, column 2)", () -> x.window(0, 2, 1, 1));
        assertRefused("window of 3 x 3", () -> x.central(3));
        assertRefused("Point (row 2", () -> CosineHeatmap.of(x, 2, 0, x));
        assertRefused("5 motion channels", () -> MotionChannels.of(Pca.of(x), 5));
        assertRefused("is empty", () -> RegionMean.of(x, List.of(new boolean[9], new boolean[9])));
    }

    private static void assertRefused(String mention, Runnable call) {
        String message = assertThrows(MotionScopeException.class, call::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
