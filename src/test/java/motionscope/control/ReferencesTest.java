package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import org.junit.jupiter.api.Test;

/** References that need no network: synthetic, drawn, scaled, calibrated. */
class ReferencesTest {
    private static final MotionChannels CHANNELS = new MotionChannels(new int[] {3, 8}, new double[] {1, -1}, 10);
    private static final ChannelStatistics ACROSS = statistics(MotionAxis.HORIZONTAL);
    private static final ChannelStatistics DOWN = statistics(MotionAxis.VERTICAL);

    private static ChannelStatistics statistics(MotionAxis axis) {
        return new ChannelStatistics(axis, CHANNELS, new double[] {-2, -1}, new double[] {2, 3}, new int[] {-1, 1});
    }

    private static float[] right(MotionReference reference) {
        return reference.at(500).values();
    }

    @Test
    void aPanGoesThroughTheRangeAndItsOppositeIsItsMirror() {
        float[] right = right(MotionReference.synthetic(MotionPlan.of(Motion.RIGHT), 5, Tap.UP1, ACROSS));
        float[] left = right(MotionReference.synthetic(MotionPlan.of(Motion.LEFT), 5, Tap.UP1, ACROSS));
        assertArrayEquals(new float[] {2, -2, 1, -1, 0, 0, -1, 1, -2, 2}, right, 1e-6f);
        for (int i = 0; i < right.length; i++) {
            assertEquals(-right[i], left[i], 1e-6f);
        }
        float[] still = right(MotionReference.synthetic(MotionPlan.of(Motion.STILL), 5, Tap.UP1, ACROSS));
        assertArrayEquals(new float[10], still);
        float[] halfWay = right(MotionReference.synthetic(MotionPlan.of(Motion.toward(60)), 5, Tap.UP1, ACROSS, DOWN));
        assertEquals(2 * 0.5 - 2 * Math.sin(Math.PI / 3), halfWay[0], 1e-6); // half to the right, the rest up
    }

    @Test
    void aDrawnLineIsAPan() {
        Trajectory line = Trajectory.through(5, new Trajectory.Stop(0, 0.25, 0.5), new Trajectory.Stop(4, 0.75, 0.5));
        float[] drawn = right(MotionReference.along(line, 0.5, Tap.UP1, ACROSS, DOWN));
        float[] pan = right(MotionReference.synthetic(MotionPlan.of(Motion.RIGHT), 5, Tap.UP1, ACROSS));
        assertArrayEquals(pan, drawn, 1e-5f);
        float[] twice = right(MotionReference.along(line, 0.25, Tap.UP1, ACROSS, DOWN));
        assertArrayEquals(
                right(MotionReference.synthetic(MotionPlan.of(Motion.RIGHT), 5, Tap.UP1, ACROSS)
                        .times(2)),
                twice,
                1e-5f);
    }

    @Test
    void aTrajectoryRestsBeforeItsFirstAndAfterItsLastPoint() {
        Trajectory path = Trajectory.through(6, new Trajectory.Stop(1, 0.2, 0.4), new Trajectory.Stop(3, 0.6, 0.4));
        double[] x = {0.2, 0.2, 0.4, 0.6, 0.6, 0.6};
        for (int f = 0; f < 6; f++) {
            assertEquals(x[f], path.points()[f][0], 1e-12);
        }
        assertEquals(0.2 * 8 - 0.5, path.on(8, 8)[0][0], 1e-12);
        assertEquals(0, new Trajectory(new double[][] {{0, 0}, {1, 1}}).on(8, 8)[0][0]);
    }

    @Test
    void resamplingInTimeKeepsTheEndsAndTheMean() {
        MotionTarget target = MotionTarget.vector(5, 1, new float[] {-2, -1, 0, 1, 2});
        MotionTarget longer = target.resampled(9);
        assertEquals(-2, longer.values()[0], 1e-6);
        assertEquals(2, longer.values()[8], 1e-6);
        assertEquals(0, longer.values()[4], 1e-6);
        assertEquals(target, target.resampled(5));
    }

    @Test
    void aSpeedIsReadBackFromWhatWasMeasured() {
        SpeedCalibration calibration = SpeedCalibration.measure(new double[] {2, 0.5, 1}, scale -> 0.6 * scale + 0.1);
        assertEquals(1.5, calibration.scaleFor(1.0), 1e-9);
        SpeedCalibration bumpy = new SpeedCalibration(new double[] {1, 2, 3}, new double[] {0.5, 0.4, 1});
        assertTrue(bumpy.scaleFor(0.75) > 2);
        assertRefused("gave 0.50..1.00", () -> bumpy.scaleFor(1.4));
        assertRefused("gave", () -> bumpy.scaleFor(Double.NaN));
        assertRefused("finite", () -> new SpeedCalibration(new double[] {1, 2}, new double[] {0, Double.NaN}));
        assertRefused("at least 2", () -> new SpeedCalibration(new double[] {1}, new double[] {0}));
    }

    @Test
    void whatIsNoReferenceIsRefused() {
        MotionTarget one = MotionTarget.vector(2, 1, new float[] {1, -1});
        assertRefused("zero channels", () -> MotionReference.of(one, Tap.UP1));
        assertRefused("at least one axis", () -> MotionReference.synthetic(MotionPlan.of(Motion.UP), 4, Tap.UP1));
        assertRefused("must agree", () -> MotionReference.of(one, Tap.UP1, 1, 2));
        assertRefused("each once", () -> MotionReference.of(MotionTarget.vector(1, 2, new float[2]), Tap.UP1, 3, 3));
        assertRefused("finite", () -> MotionTarget.vector(1, 1, new float[] {Float.NaN}));
        assertRefused("zoom", () -> MotionReference.synthetic(MotionPlan.of(Motion.ZOOM_IN), 4, Tap.UP1, ACROSS));
        assertRefused(
                "two statistics",
                () -> MotionReference.synthetic(MotionPlan.of(Motion.UP), 4, Tap.UP1, ACROSS, ACROSS));
        assertRefused(
                "begins at frame 9",
                () -> MotionReference.synthetic(MotionPlan.of(Motion.RIGHT).then(9, Motion.LEFT), 9, Tap.UP1, ACROSS));
        assertRefused("follow one another", () -> MotionPlan.of(Motion.RIGHT).then(0, Motion.LEFT));
        assertRefused("not known", () -> Motion.of("sideways"));
        assertRefused("leaves the picture", () -> new Trajectory(new double[][] {{0, 0}, {1.1, 0}}));
        assertRefused("scaled", () -> MotionReference.of(one, Tap.UP1, 1).times(Double.POSITIVE_INFINITY));
    }

    @Test
    void whatIsNoGuidanceIsRefused() {
        assertRefused("weight is NaN", () -> Guidance.paper().weight(Double.NaN));
        assertRefused("weight is -1", () -> Guidance.paper().weight(-1));
        assertRefused("step size", () -> Guidance.paper().stepSize(Double.NaN));
        assertRefused("before the last", () -> Guidance.paper().steps(3, 3));
        assertRefused("updates", () -> Guidance.paper().updates(0));
        assertRefused("first 0 frames", () -> Guidance.paper().clipToFrames(0));
        assertRefused("at least one trajectory", () -> PointDrag.along());
        assertRefused("must fall", () -> new DragSchedule(5, 18, 19));
    }

    @Test
    void thePresetsAreThoseOfTheTable() {
        Guidance paper = Guidance.paper();
        assertEquals(GuidanceLoss.PER_POSITION, paper.loss());
        assertEquals(KeySharing.GUIDED_STEPS, paper.sharing());
        assertEquals(new GradientClip(true, 8), paper.clip());
        Guidance code = Guidance.officialCode();
        assertEquals(GuidanceLoss.REGION_MEAN_ON_LATENT, code.loss());
        assertEquals(2, code.updates());
        assertEquals(StepSize.raw(0.5), code.stepSize());
        assertEquals(KeySharing.GRADIENT, code.sharing());
        assertEquals(GradientClip.ALL_FRAMES, code.clip().frames());
        for (int i = 0; i < 25; i++) {
            assertEquals(i >= 3 && i <= 11, code.steps().forRun(25).contains(i));
        }
        MotionReference some = MotionReference.of(MotionTarget.vector(2, 1, new float[] {1, -1}), Tap.UP1, 1);
        Guidance one = code.toward(some);
        assertEquals(6, one.weightOf(one.goals().get(0)));
        Guidance two = one.toward(some, Region.box(0, 0, 0.5, 1));
        assertEquals(8, two.weightOf(two.goals().get(1)));
        assertEquals(30, two.weight(30).weightOf(two.goals().get(1)));
        assertNotEquals(code.about(), two.about());
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
