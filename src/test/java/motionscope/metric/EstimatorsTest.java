package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimators on clips whose motion is known. */
class EstimatorsTest {
    private static final Scene STONES = Scene.of(Texture.STONES, Colour.BLUE);

    private static Clip noise(int frames, int height, int width) {
        Random random = new Random(1);
        float[] pixels = new float[frames * 3 * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        return Clip.of(pixels, frames, height, width, 8);
    }

    private static Clip flat(int frames) {
        return Clip.of(new float[frames * 3 * 32 * 32], frames, 32, 32, 8);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void everyEstimatorSeesAPan(Direction direction) {
        Scene scene = STONES.moving(direction, 1.2);
        Clip clip = scene.render().frames(0, 6);
        assertNear(direction, CameraMotion.of(clip).shift(), 0.05);
        assertNear(direction, GlobalShift.mean(clip), 0.25);
        Tracks tracks = LucasKanade.USUAL.follow(clip, 8).tracks();
        double x = 0;
        double y = 0;
        for (int t = 0; t < tracks.count(); t++) {
            x += tracks.velocity(t).x() / tracks.count();
            y += tracks.velocity(t).y() / tracks.count();
        }
        assertNear(direction, new Velocity(x, y), 0.05);
        for (OpticalFlow flow : OpticalFlow.values()) {
            FlowField field = flow.between(clip, 2);
            assertNear(direction, new Velocity(median(field.dx()), median(field.dy())), 0.1);
        }
    }

    private static void assertNear(Direction direction, Velocity found, double within) {
        assertTrue(found.goes(direction), direction + ": " + found);
        Velocity miss = found.minus(new Velocity(1.2 * direction.x(), 1.2 * direction.y()));
        assertTrue(miss.speed() < within, direction + ": " + found);
    }

    private static double median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Test
    void theCameraZoomsWhileAShapeMoves() {
        Scene scene = STONES.zooming(0.03)
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED).moving(Direction.UP, 1.2));
        Clip clip = scene.render();
        CameraMotion beside =
                SceneMotion.of(clip, WorldPrompt.of(scene.prompt())).camera();
        assertEquals(Math.expm1(0.03), beside.zoom(), 0.002);
        assertTrue(beside.shift().goes(Direction.STILL), beside.shift().toString());
        SceneMotion out = SceneMotion.of(scene.zooming(-0.03).render(), WorldPrompt.of(scene.prompt()));
        assertEquals(Math.expm1(-0.03), out.camera().zoom(), 0.002);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aShapeMovesOverABackgroundThatMovesTheOtherWay(Direction direction) {
        Scene scene = STONES.moving(MotionPath.velocity(-0.8 * direction.x(), -0.8 * direction.y(), 16))
                .with(SceneObject.of(Shape.SQUARE, Colour.YELLOW).moving(direction, 1.2));
        SceneMotion motion = SceneMotion.of(scene.render(), WorldPrompt.of(scene.prompt()));
        assertNear(direction, motion.shapes().get(0).orElseThrow(), 0.1);
        Velocity ground = motion.camera().shift();
        Velocity wanted = new Velocity(-0.8 * direction.x(), -0.8 * direction.y());
        assertTrue(ground.minus(wanted).speed() < 0.05, ground.toString());
    }

    @Test
    void aStillClipDoesNotMove() {
        Clip clip = STONES.render().frames(0, 4);
        assertEquals(0, CameraMotion.of(clip).shift().speed(), 1e-3);
        assertEquals(0, CameraMotion.of(clip).zoom(), 1e-4);
        assertEquals(0, GlobalShift.mean(clip).speed(), 1e-3);
        assertEquals(0, LucasKanade.USUAL.follow(clip, 8).tracks().meanSpeed(), 1e-3);
        assertEquals(1, Flicker.of(clip).score());
        for (OpticalFlow flow : OpticalFlow.values()) {
            DynamicDegree degree = DynamicDegree.of(clip, flow);
            assertEquals(0, degree.meanSpeed(), 0.1, flow + " invents no motion");
            assertFalse(degree.dynamic());
            assertEquals(flow.name(), degree.flow());
        }
    }

    @Test
    void fastMotionIsDynamic() {
        Clip clip = STONES.moving(Direction.RIGHT, 2.5).render(); // VBench asks for 1.5 at this size
        assertTrue(DynamicDegree.of(clip, OpticalFlow.DIS).dynamic());
        assertEquals(4, DynamicDegree.of(clip, OpticalFlow.DIS).needed());
        assertFalse(DynamicDegree.of(STONES.moving(Direction.RIGHT, 0.5).render(), OpticalFlow.DIS)
                .dynamic());
    }

    @Test
    void aFlatClipHasNoMotionToFind() {
        assertEquals(new Velocity(0, 0), GlobalShift.mean(flat(3)));
        assertEquals(0, GlobalShift.of(flat(3)).get(0).response());
        LucasKanade.Followed followed = LucasKanade.USUAL.follow(flat(3), 8);
        assertEquals(0, followed.kept().length);
        assertEquals(0, followed.share());
        refused("None of", followed::tracks);
        refused("too little detail", () -> CameraMotion.of(flat(3)));
        assertEquals(0, Contrast.of(flat(3)).deviation());
    }

    @Test
    void whatIsTooShortOrTooSmall() {
        Clip one = STONES.render().frames(0, 1);
        refused("at least two frames", () -> OpticalFlow.DIS.of(one));
        refused("at least two frames", () -> LucasKanade.USUAL.follow(one, 8));
        refused("at least two frames", () -> GlobalShift.of(one));
        refused("at least two frames", () -> CameraMotion.of(one));
        refused("at least two frames", () -> Flicker.of(one));
        Clip small = noise(2, 15, 40);
        refused("at least 16x16", () -> OpticalFlow.FARNEBACK.of(small));
        refused("at least 16x16", () -> GlobalShift.of(small));
        refused("0 to 0", () -> OpticalFlow.DIS.between(noise(2, 16, 16), 1));
        refused("lies in the frame", () -> LucasKanade.USUAL.follow(STONES.render(), new double[][] {{3, 65}}));
        refused("lies in the frame", () -> LucasKanade.USUAL.follow(STONES.render(), new double[][] {{Double.NaN, 5}}));
        refused("at least one", () -> LucasKanade.USUAL.follow(STONES.render(), new double[0][]));
        refused("pixels apart", () -> LucasKanade.grid(64, 64, 0));
        refused("odd window", () -> new LucasKanade(8, 2, 0.1));
        refused("true nowhere", () -> {
            FlowField truth = FlowField.of(STONES.truth(), 0);
            truth.endPointError(truth, new boolean[64 * 64]);
        });
    }

    @Test
    void framesOfAnyShape() {
        for (int[] size : new int[][] {{16, 16}, {16, 90}, {70, 17}, {130, 51}}) {
            Clip clip = noise(3, size[0], size[1]);
            for (OpticalFlow flow : OpticalFlow.values()) {
                FlowField field = flow.between(clip, 1);
                assertEquals(size[0] * size[1], field.dx().length);
            }
            assertEquals(2, GlobalShift.of(clip).size());
            LucasKanade.usualFor(clip).follow(clip, 4);
        }
    }

    @Test
    void theSameClipGivesTheSameFigures() {
        Clip clip = noise(2, 40, 48);
        for (OpticalFlow flow : OpticalFlow.values()) {
            assertArrayEquals(flow.between(clip, 0).dx(), flow.between(clip, 0).dx());
        }
        Clip scene = STONES.moving(Direction.LEFT, 1).render().frames(0, 3);
        assertEquals(CameraMotion.of(scene).shift(), CameraMotion.of(scene).shift());
    }

    @Test
    void flickerIsTheMeanDifference() {
        Clip clip = noise(3, 4, 5);
        double sum = 0;
        for (int f = 1; f < 3; f++) {
            for (int i = 0; i < 20; i++) {
                int now = clip.image(f).getRGB(i % 5, i / 5);
                int before = clip.image(f - 1).getRGB(i % 5, i / 5);
                for (int shift : new int[] {0, 8, 16}) {
                    sum += Math.abs((now >> shift & 255) - (before >> shift & 255));
                }
            }
        }
        assertEquals(sum / (2 * 20 * 3), Flicker.of(clip).meanDifference(), 1e-12);
        assertEquals((255 - sum / 120) / 255, Flicker.of(clip).score(), 1e-12);
    }

    @Test
    void nativeMemoryIsFlat() {
        Clip clip = STONES.moving(Direction.RIGHT, 1)
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED))
                .render()
                .frames(0, 3);
        measureAll(clip); // loads what is loaded once
        long before = Pointer.totalCount();
        for (Clip each : Collections.nCopies(50, clip)) {
            measureAll(each);
        }
        assertEquals(before, Pointer.totalCount(), "native matrices alive");
    }

    private static void measureAll(Clip clip) {
        List.of(OpticalFlow.values()).forEach(flow -> flow.of(clip));
        LucasKanade.USUAL.follow(clip, 8);
        GlobalShift.of(clip);
        CameraMotion.of(clip);
        ColourSegmentation.of(clip, Colour.BLUE, List.of(Colour.RED));
    }

    private static void refused(String word, Runnable body) {
        MotionScopeException e = assertThrows(MotionScopeException.class, body::run);
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }
}
