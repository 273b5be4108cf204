package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.video.world.Direction;
import motionscope.video.world.Zoom;
import org.junit.jupiter.api.Test;

/** Motion channels, MOFT, curves and statistics on features in which it is known which channels move, and how. */
class MotionChannelsTest {
    private static final int FRAMES = 6;
    private static final int CHANNELS = 20;
    /** Channel 3 rises with a motion to the right, channel 11 falls (more strongly), 7 follows up and down. */
    private static final List<Direction> MOTIONS = List.of(
            Direction.RIGHT,
            Direction.LEFT,
            Direction.UP,
            Direction.DOWN,
            Direction.STILL,
            Direction.RIGHT,
            Direction.LEFT,
            Direction.UP,
            Direction.DOWN,
            Direction.STILL);

    /** Content that differs by clip and channel, a little noise, and three channels that follow the motion. */
    private static Features world(long seed) {
        float[] noise = new Noise(seed).randn(MOTIONS.size() * FRAMES * CHANNELS * 4);
        float[] content = new Noise(seed + 1).randn(MOTIONS.size() * CHANNELS);
        float[] values = new float[noise.length];
        for (int clip = 0; clip < MOTIONS.size(); clip++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double course =
                            switch (channel) {
                                case 3 -> 0.5 * MOTIONS.get(clip).x();
                                case 11 -> -0.8 * MOTIONS.get(clip).x();
                                case 7 -> 0.6 * MOTIONS.get(clip).y();
                                default -> 0;
                            };
                    for (int position = 0; position < 4; position++) {
                        int at = ((clip * FRAMES + frame) * CHANNELS + channel) * 4 + position;
                        values[at] =
                                (float) (5 * content[clip * CHANNELS + channel] + 0.02 * noise[at] + course * frame);
                    }
                }
            }
        }
        return new Features(Tap.UP1, 399, MOTIONS.size(), FRAMES, CHANNELS, 2, 2, values);
    }

    @Test
    void theChannelsThatFollowAnAxisAreFoundStrongestFirst() {
        MotionChannels horizontal = MotionChannels.of(world(1), MOTIONS, MotionAxis.HORIZONTAL, 2);
        assertArrayEquals(new int[] {11, 3}, horizontal.indices());
        assertTrue(horizontal.weights()[0] * horizontal.weights()[1] < 0, "one rises while the other falls");
        MotionChannels vertical = MotionChannels.of(world(1), MOTIONS, MotionAxis.VERTICAL, 1);
        assertArrayEquals(new int[] {7}, vertical.indices());
        assertEquals(horizontal, MotionChannels.share(world(1), MOTIONS, MotionAxis.HORIZONTAL, 0.1));
        assertEquals(0, horizontal.overlap(vertical));
        assertEquals(1, horizontal.overlap(horizontal));
        assertArrayEquals(new int[] {11, 7, 3}, sortedBy(horizontal.union(vertical)));
    }

    private static int[] sortedBy(MotionChannels channels) {
        double[] w = channels.weights();
        assertTrue(IntStream.range(1, w.length).allMatch(i -> Math.abs(w[i]) <= Math.abs(w[i - 1])), "descending");
        int[] expected = {11, 7, 3};
        assertEquals(Arrays.stream(expected).boxed().toList().size(), channels.count());
        assertTrue(Arrays.stream(channels.indices())
                .allMatch(c -> Arrays.stream(expected).anyMatch(e -> e == c)));
        return expected;
    }

    @Test
    void thePlaneOfTwoComponentsGivesChannelsOfBothAxes() {
        Pca pca = Pca.of(ContentCorrelation.remove(world(2)).frame(0));
        int[] three = MotionChannels.of(pca, 3).indices().clone();
        Arrays.sort(three);
        assertArrayEquals(new int[] {3, 7, 11}, three);
        assertEquals(CHANNELS, MotionChannels.of(pca, CHANNELS).count(), "all channels, none twice");
    }

    @Test
    void moftIsTheSameWhicheverWayRound() {
        Features x = world(3);
        MotionChannels some = MotionChannels.of(x, MOTIONS, MotionAxis.HORIZONTAL, 4);
        Features first = Moft.of(x, some);
        Features second = ContentCorrelation.remove(x).channels(some.indices());
        assertArrayEquals(second.values(), first.values(), 1e-6f);
        assertArrayEquals(first.values(), FeatureKind.MOFT.of(x, some).values());
        assertArrayEquals(x.values(), FeatureKind.DIFT.of(x, some).values());
    }

    @Test
    void statisticsGiveSignAndSwing() {
        Features x = world(4);
        MotionChannels channels = new MotionChannels(new int[] {3, 11}, new double[] {1, 1}, CHANNELS);
        ChannelStatistics found = ChannelStatistics.of(x, MOTIONS, MotionAxis.HORIZONTAL, channels);
        assertArrayEquals(new int[] {1, -1}, found.sign());
        // a straight course of FRAMES frames, its mean taken away, reaches half its length to both sides
        assertArrayEquals(new double[] {1.25, 2.0}, found.maximum(), 0.05);
        assertArrayEquals(new double[] {-1.25, -2.0}, found.minimum(), 0.05);
        assertArrayEquals(new double[] {1, 1}, found.agreement(world(5), MOTIONS));
    }

    @Test
    void aSceneAgreesOnlyWithAllItsClips() {
        List<Integer> scenes = List.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
        MotionChannels channels = new MotionChannels(new int[] {3, 11}, new double[] {1, 1}, CHANNELS);
        Features x = world(4);
        ChannelStatistics found = ChannelStatistics.of(x, MOTIONS, MotionAxis.HORIZONTAL, channels);
        assertArrayEquals(new double[] {1, 1}, found.agreement(x, MOTIONS, scenes));
        float[] turned = x.values().clone();
        for (int frame = 0; frame < FRAMES; frame++) { // one clip of scene 1 runs backwards in channel 3
            int to = x.index(5, frame, 3);
            System.arraycopy(x.values(), x.index(5, FRAMES - 1 - frame, 3), turned, to, x.positions());
        }
        assertArrayEquals(new double[] {0.5, 1}, found.agreement(x.withValues(turned), MOTIONS, scenes));
    }

    @Test
    void curvesAreCentredAndDoNotSeeContent() {
        ChannelCurves curve = ChannelCurves.of(world(6), 3);
        for (double[] row : curve.values()) {
            assertEquals(0, Arrays.stream(row).sum(), 1e-9);
        }
        assertArrayEquals(MOTIONS.stream().mapToDouble(d -> 0.5 * d.x()).toArray(), curve.slopes(), 0.02);
        ChannelCurves corner = ChannelCurves.of(world(6), 3, 1, 0, 1, 2);
        assertEquals(0.5, corner.slopes()[0], 0.02);
    }

    @Test
    void stillClipsAndTwinsGiveNumbers() {
        Features still = new Features(Tap.UP1, 0, 2, 3, 4, 1, 1, new float[24]);
        MotionChannels channels = MotionChannels.of(still, List.of("right", "left"), MotionAxis.HORIZONTAL, 2);
        assertEquals(2, channels.count());
        assertTrue(Arrays.stream(channels.weights()).allMatch(Double::isFinite));
        ChannelStatistics found =
                ChannelStatistics.of(still, List.of("right", "left"), MotionAxis.HORIZONTAL, channels);
        assertArrayEquals(new double[2], found.maximum());
        assertArrayEquals(
                new double[2], found.agreement(still, List.of("right", "left")), "a still clip agrees with none");
    }

    @Test
    void labelsAreDirectionsZoomsOrWords() {
        assertEquals(1, MotionAxis.VERTICAL.sign(Direction.DOWN));
        assertEquals(-1, MotionAxis.ZOOM.sign(Zoom.OUT));
        assertEquals(0, MotionAxis.ZOOM.sign(Direction.RIGHT));
        assertEquals(-1, MotionAxis.HORIZONTAL.sign("left"));
    }

    @Test
    void badInputIsNamed() {
        Features x = world(7);
        assertSays(
                "21 motion channels were asked for; there are 20",
                () -> MotionChannels.of(x, MOTIONS, MotionAxis.HORIZONTAL, 21));
        assertSays("needs clips of both ways", () -> MotionChannels.of(x, MOTIONS, MotionAxis.ZOOM, 2));
        assertSays("10 clips", () -> MotionChannels.of(x, List.of("left"), MotionAxis.HORIZONTAL, 2));
        assertSays(
                "needs clips of both ways; these move [right]",
                () -> MotionChannels.of(x.select(0), List.of("right"), MotionAxis.HORIZONTAL, 1));
        assertSays("these have 20", () -> Moft.of(x, new MotionChannels(new int[] {0}, new double[] {1}, 5)));
        assertSays("Channel 5", () -> new MotionChannels(new int[] {5}, new double[] {1}, 5));
        assertSays("named twice", () -> new MotionChannels(new int[] {1, 1}, new double[] {1, 2}, 5));
        assertSays("at least one channel", () -> new MotionChannels(new int[0], new double[0], 5));
        assertSays("Channel 20", () -> ChannelCurves.of(x, 20));
        assertSays("window of 2 x 2 from (row 1", () -> ChannelCurves.of(x, 0, 1, 0, 2, 2));
        assertSays("share of channels", () -> MotionChannels.count(1.5, 20));
        assertEquals(51, MotionChannels.count(MotionChannels.PAPER_SHARE, 1280));
        assertEquals(1, MotionChannels.count(0.001, 20));
    }

    private static void assertSays(String part, org.junit.jupiter.api.function.Executable body) {
        String message = assertThrows(MotionScopeException.class, body).getMessage();
        assertTrue(message.contains(part), message);
    }
}
