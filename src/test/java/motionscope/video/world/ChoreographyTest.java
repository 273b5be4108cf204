package motionscope.video.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.junit.jupiter.api.Test;

/** Clips that move alike and look different. */
class ChoreographyTest {
    private static final int FRAMES = 6;
    private static final MotionPath TURN = MotionPath.turning(1.5, FRAMES, Direction.UP, Direction.LEFT);
    private static final MotionPath RIGHT = MotionPath.toward(Direction.RIGHT, 2, FRAMES);

    /** Every pixel moves as its owner: the ground with the camera, a shape along its own path. */
    @Test
    void theTruthOfEveryClipIsTheChoreography() {
        Choreography asked = Choreography.camera(TURN).with(-14, 3, 9, RIGHT).with(15, -6, 8, MotionPath.still(FRAMES));
        MotionPath[] paths = {TURN, RIGHT, MotionPath.still(FRAMES)};
        for (Scene scene : asked.scenes(3, 5)) {
            for (int f = 0; f + 1 < FRAMES; f++) {
                int[] owners = scene.truth().owners(f);
                Truth.Flow flow = scene.truth().flow(f);
                for (int i = 0; i < owners.length; i++) {
                    MotionPath path = paths[owners[i]];
                    assertEquals(path.x(f + 1) - path.x(f), flow.dx()[i], 1e-4);
                    assertEquals(path.y(f + 1) - path.y(f), flow.dy()[i], 1e-4);
                }
            }
            assertEquals(
                    List.of(9f, 8f),
                    scene.objects().stream().map(SceneObject::radius).toList());
        }
    }

    @Test
    void aZoomGrowsFromTheMiddle() {
        Choreography asked = Choreography.still(FRAMES).zooming(0.03);
        for (Scene scene : asked.scenes(2, 5)) {
            Truth.Flow flow = scene.truth().flow(2);
            assertEquals(0.03 * 32, flow.dx()[32 * 64 + 63], 0.03);
            assertEquals(-0.03 * 32, flow.dy()[32], 0.03);
        }
        assertFalse(asked.resting());
        assertTrue(asked.zooming(0).resting());
        assertFalse(Choreography.camera(TURN).resting());
        assertTrue(Choreography.still(FRAMES).with(0, 0, 9, RIGHT).resting(), "the background rests");
    }

    @Test
    void aShapeFollowsPointsOfThePicture() {
        double[][] points = new double[FRAMES][];
        for (int f = 0; f < FRAMES; f++) {
            points[f] = new double[] {0.3 + 0.05 * f, 0.6};
        }
        Scene scene =
                Choreography.still(FRAMES).with(9, points, 64).scenes(1, 5).get(0);
        for (int f = 0; f < FRAMES; f++) {
            boolean[] mask = scene.truth().mask(0, f);
            double x = 0;
            double y = 0;
            int area = 0;
            for (int i = 0; i < mask.length; i++) {
                x += mask[i] ? i % 64 + 0.5 : 0;
                y += mask[i] ? i / 64 + 0.5 : 0;
                area += mask[i] ? 1 : 0;
            }
            assertEquals(64 * points[f][0], x / area, 1.5);
            assertEquals(64 * points[f][1], y / area, 3, "a triangle's middle of area lies below");
        }
    }

    @Test
    void clipsDifferInAllButTheirMotionAndASeedIsASeed() {
        Choreography asked = Choreography.camera(TURN).with(0, 0, 10, RIGHT);
        List<Clip> clips = asked.clips(4, 5);
        assertEquals(clips, asked.clips(4, 5));
        assertEquals(clips.subList(0, 2), asked.clips(2, 5));
        assertNotEquals(clips, asked.clips(4, 6));
        assertEquals(4, clips.stream().distinct().count());
        for (Scene scene : asked.scenes(40, 5)) {
            assertNotEquals(scene.colour(), scene.objects().get(0).colour());
        }
        // the looks do not depend on the motion
        assertEquals(
                asked.scenes(4, 5).stream().map(Scene::prompt).toList(),
                Choreography.still(FRAMES).with(3, 1, 8, TURN).scenes(4, 5).stream()
                        .map(Scene::prompt)
                        .toList());
    }

    @Test
    void aLargerPictureShowsMoreOfTheSameScenes() {
        Choreography asked = Choreography.camera(TURN).with(0, 0, 10, RIGHT);
        Clip large = asked.clips(1, 5, 96).get(0);
        assertEquals(96, large.width());
        assertEquals(96, large.height());
        assertEquals(FRAMES, large.frames());
        assertArrayEquals(
                asked.clips(1, 5).get(0).pixels(), large.crop(16, 16, 64, 64).pixels(), 2e-3f);
    }

    @Test
    void aPathManyTimesAsFarIsAsManyTimesAsFast() {
        assertEquals(1.5, TURN.fastest(), 1e-5);
        assertEquals(0, MotionPath.still(FRAMES).fastest());
        assertEquals(0, MotionPath.through(new float[] {4}, new float[] {2}).fastest());
        assertEquals(
                5,
                MotionPath.through(new float[] {0, 1, 4}, new float[] {0, 0, 4}).fastest(),
                1e-6);
        for (double factor : new double[] {0, 0.4, 1, 3}) {
            MotionPath far = TURN.times(factor);
            assertEquals(factor * 1.5, far.fastest(), 1e-5);
            for (int f = 0; f < FRAMES; f++) {
                assertEquals(factor * TURN.x(f), far.x(f), 1e-5);
                assertEquals(factor * TURN.y(f), far.y(f), 1e-5);
            }
        }
        assertEquals(
                MotionPath.toward(Direction.LEFT, 2, FRAMES).x(5),
                RIGHT.times(-1).x(5));
        assertEquals(TURN, TURN.times(1));
    }

    @Test
    void whatIsNoChoreographyIsRefused() {
        Choreography still = Choreography.still(FRAMES);
        assertRefused("6 and a shape 4", () -> still.with(0, 0, 9, MotionPath.still(4)));
        for (double radius : new double[] {0, -1, Double.NaN, 64, Double.POSITIVE_INFINITY}) {
            assertRefused("radius is " + radius, () -> still.with(0, 0, radius, RIGHT));
        }
        assertRefused("frames", () -> Choreography.still(0));
        assertRefused("100000 pixels", () -> TURN.times(Double.NaN));
        assertRefused("100000 pixels", () -> TURN.times(1e9));
        assertRefused("zoom", () -> still.zooming(Double.NaN).clips(1, 5));
        assertRefused("zoom", () -> still.zooming(50).clips(1, 5));
        assertRefused("shape", () -> still.with(Double.NaN, 0, 9, RIGHT).clips(1, 5));
        assertRefused("1 to 2048", () -> still.clips(1, 5, 0));
        assertRefused("0", () -> still.clips(0, 5));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
        assertEquals(1, message.lines().count());
    }
}
