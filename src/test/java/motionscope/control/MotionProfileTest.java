package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.tensor.Placement;
import motionscope.testing.TinyModel;
import motionscope.video.Clip;
import motionscope.video.world.Choreography;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves of channels over the way of a pan, and references read from them. */
class MotionProfileTest {
    private static final int FRAMES = 5;
    private static final double SPEED = 2;
    private static final MotionChannels CHANNELS = new MotionChannels(new int[] {3, 8}, new double[] {1, -1}, 10);
    private static final float[][] ACROSS = {{-2, -1, 0, 1, 2}, {3, 3, 0, -1, -5}};
    private static final float[][] DOWN = {{0, 4, 0, -4, 0}, {1, 0, -2, 0, 1}};
    private static final float[][] NONE = {new float[5], new float[5]};

    private static MotionProfile profile(Map<Double, Map<MotionAxis, float[][]>> byTimestep) {
        return new MotionProfile(Tap.UP1, CHANNELS, SPEED * (FRAMES - 1), new TreeMap<>(byTimestep));
    }

    private static Map<MotionAxis, float[][]> axes(float[][] across, float[][] down) {
        return Map.of(MotionAxis.HORIZONTAL, across, MotionAxis.VERTICAL, down);
    }

    private static MotionProfile profile() {
        return profile(Map.of(300.0, axes(ACROSS, DOWN), 700.0, axes(DOWN, NONE)));
    }

    private static MotionTarget target(double vx, double vy, double timestep) {
        return profile().reference(MotionPath.velocity(vx, vy, FRAMES)).at(timestep);
    }

    @Test
    void theMeasuredPanIsTheCurveAndItsOppositeTheCurveFromItsEnd() {
        // minus the mean over frames: 0 of all but the second of ACROSS
        assertArrayEquals(
                new float[] {-2, 3, -1, 3, 0, 0, 1, -1, 2, -5},
                target(SPEED, 0, 300).values(),
                1e-5f);
        assertArrayEquals(
                new float[] {2, -5, 1, -1, 0, 0, -1, 3, -2, 3},
                target(-SPEED, 0, 300).values(),
                1e-5f);
        assertArrayEquals(
                new float[] {0, 1, 4, 0, 0, -2, -4, 0, 0, 1},
                target(0, SPEED, 300).values(),
                1e-5f);
    }

    @Test
    void aSlowPathStaysInTheMiddleOfTheCurve() {
        // half the speed: places 1, 1.5, 2, 2.5, 3
        float[] slow = target(SPEED / 2, 0, 300).values();
        assertEquals(-1, slow[0], 1e-5);
        assertEquals(-0.5, slow[2], 1e-5);
        assertEquals(1, slow[8], 1e-5);
    }

    @Test
    void axesAddUp() {
        double part = SPEED / Math.sqrt(2); // as fast as was measured, slantwise
        MotionTarget both = target(part, part, 300);
        MotionTarget sum = target(part, 0, 300).plus(target(0, part, 300));
        assertArrayEquals(sum.values(), both.values(), 1e-5f);
    }

    @Test
    void nothingMovesInAStillPicture() {
        assertArrayEquals(new float[2 * FRAMES], profile().still(FRAMES).at(500).values());
        assertArrayEquals(
                new float[2 * FRAMES],
                profile().reference(MotionPath.still(FRAMES)).at(300).values());
        assertArrayEquals(new int[] {3, 8}, profile().still(FRAMES).channels());
        assertEquals(
                List.of(List.of(-4f, 0f), List.of(-2f, 0f), List.of(0f, 0f), List.of(2f, 0f), List.of(4f, 0f)),
                profile()
                        .reference(MotionPath.toward(Direction.RIGHT, SPEED, FRAMES))
                        .about()
                        .get("points"),
                "what a sidecar file says of it");
        assertEquals(Tap.UP1, profile().reference(MotionPath.still(FRAMES)).tap());
    }

    @Test
    void betweenMeasuredTimestepsItIsBetween() {
        MotionTarget early = target(SPEED, 0, 700);
        MotionTarget late = target(SPEED, 0, 300);
        assertArrayEquals(
                early.plus(late).times(0.5).values(), target(SPEED, 0, 500).values(), 1e-5f);
        assertArrayEquals(
                early.times(0.25).plus(late.times(0.75)).values(),
                target(SPEED, 0, 400).values(),
                1e-5f);
        assertEquals(early, target(SPEED, 0, 999));
        assertEquals(late, target(SPEED, 0, 0));
    }

    @Test
    void aPathOfAnotherLengthIsReadBetweenThePlaces() {
        MotionPath longer = MotionPath.toward(Direction.RIGHT, SPEED / 2, 2 * FRAMES - 1);
        float[] values = profile().reference(longer).at(300).values();
        for (int f = 0; f < 9; f++) {
            assertEquals(-2 + f / 2.0, values[2 * f], 1e-5, "frame " + f);
        }
    }

    @Test
    void aFasterPathIsTheMeasuredOneMadeStronger() {
        assertEquals(SPEED, profile().speed());
        for (double times : new double[] {1.5, 4, 1000}) {
            float[] fast = target(times * SPEED, 0, 300).values();
            float[] measured = target(SPEED, 0, 300).values();
            for (int i = 0; i < fast.length; i++) {
                assertEquals(times * measured[i], fast[i], 1e-3 * times);
            }
        }
    }

    @Test
    void referencesGrowWithTheCurvesAndTheEnergyWithTheirSquare() {
        float[][] twice = {{-4, -2, 0, 2, 4}, {6, 6, 0, -2, -10}};
        MotionProfile weak = profile(Map.of(300.0, axes(ACROSS, NONE)));
        MotionProfile strong = profile(Map.of(300.0, axes(twice, NONE)));
        MotionPath path = MotionPath.turning(1.3, FRAMES, Direction.LEFT, Direction.RIGHT);
        assertArrayEquals(
                weak.reference(path).at(300).times(2).values(),
                strong.reference(path).at(300).values(),
                1e-5f);
        assertEquals((4 + 1 + 1 + 4 + 9 + 9 + 1 + 25) / 20.0, weak.energy(), 1e-9);
        assertEquals(4 * weak.energy(), strong.energy(), 1e-9);
    }

    /** Against plain loops over the features of each clip. */
    @Test
    void whatIsMeasuredIsTheMeanOverClipsAndPositions(@TempDir Path folder) {
        int frames = 4;
        MotionChannels channels = new MotionChannels(new int[] {5, 2}, new double[] {1, 1}, 8);
        List<Direction> ways = List.of(Direction.RIGHT, Direction.UP, Direction.LEFT, Direction.DOWN);
        List<Clip> clips = new ArrayList<>();
        for (Direction way : ways) {
            clips.addAll(
                    Choreography.camera(MotionPath.toward(way, 1.2, frames)).clips(1, 3, 8));
        }
        try (VideoModel model = VideoModel.load(TinyModel.write(folder), Placement.CPU)) {
            LabelledClips<Direction> pans = new LabelledClips<>(clips, ways, List.of(0, 0, 0, 0));
            MotionProfile measured = MotionProfile.measure(model, pans, 1.2, Tap.UP1, channels, List.of(399, 99));
            assertEquals(3 * 1.2, measured.reach(), 1e-9);
            assertEquals(List.of(99.0, 399.0), List.copyOf(measured.byTimestep().keySet()));
            Features x = model.features(clips, Tap.UP1, 399);
            NavigableMap<Double, Map<MotionAxis, float[][]>> all = measured.byTimestep();
            for (int c = 0; c < 2; c++) {
                for (int f = 0; f < frames; f++) {
                    double across = motion(x, 0, channels.indices()[c], f)
                            + motion(x, 2, channels.indices()[c], frames - 1 - f);
                    double down = motion(x, 3, channels.indices()[c], f)
                            + motion(x, 1, channels.indices()[c], frames - 1 - f);
                    assertEquals(across / 2, all.get(399.0).get(MotionAxis.HORIZONTAL)[c][f], 1e-4);
                    assertEquals(down / 2, all.get(399.0).get(MotionAxis.VERTICAL)[c][f], 1e-4);
                }
            }
            LabelledClips<Direction> flat = new LabelledClips<>(
                    List.of(clips.get(0), clips.get(2)), List.of(Direction.RIGHT, Direction.LEFT), List.of(0, 0));
            assertRefused(
                    "down and up", () -> MotionProfile.measure(model, flat, 1.2, Tap.UP1, channels, List.of(399)));
            assertRefused(
                    "at least one timestep",
                    () -> MotionProfile.measure(model, pans, 1.2, Tap.UP1, channels, List.of()));
        }
    }

    private static double motion(Features x, int clip, int channel, int frame) {
        double sum = 0;
        int size = x.rows() * x.columns();
        for (int i = 0; i < size; i++) {
            double mean = 0;
            for (int f = 0; f < x.frames(); f++) {
                mean += x.at(clip, f, channel, i / x.columns(), i % x.columns()) / (double) x.frames();
            }
            sum += x.at(clip, frame, channel, i / x.columns(), i % x.columns()) - mean;
        }
        return sum / size;
    }

    @Test
    void whatIsNoProfileIsRefused() {
        assertRefused("at least one timestep", () -> profile(Map.of()));
        for (double reach : new double[] {0, -1, Double.NaN}) {
            assertRefused(
                    "reach of " + reach,
                    () -> new MotionProfile(
                            Tap.UP1, CHANNELS, reach, new TreeMap<>(Map.of(300.0, axes(ACROSS, DOWN)))));
        }
        assertRefused("no down/up curves", () -> profile(Map.of(300.0, Map.of(MotionAxis.HORIZONTAL, ACROSS))));
        assertRefused(
                "no right/left curves", () -> profile(Map.of(300.0, axes(new float[][] {{1, 2, 3, 4, 5}}, DOWN))));
        assertRefused("curves", () -> profile(Map.of(300.0, axes(new float[2][0], DOWN))));
        assertRefused("curves", () -> profile(Map.of(300.0, axes(ACROSS, new float[][] {{1, 2}, {1, 2, 3}}))));
        float[][] broken = {{0, 1, Float.NaN, 3, 4}, {0, 0, 0, 0, 0}};
        assertRefused("curves", () -> profile(Map.of(300.0, axes(broken, DOWN))));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
