package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import motionscope.video.world.World;
import org.junit.jupiter.api.Test;

/** Tracks from the truth, beside the flow of the same truth. */
class TrueTracksTest {
    @Test
    void stepsAreTheFlowOfTheTruth() {
        for (int seed = 0; seed < 6; seed++) {
            Scene scene = World.scene(seed);
            double[][] starts = LucasKanade.grid(64, 64, 9);
            Tracks tracks = TrueTracks.of(scene, 64, starts);
            FlowField flow = FlowField.of(scene.truth(), 0);
            for (int t = 0; t < starts.length; t++) {
                int pixel = (int) starts[t][1] * 64 + (int) starts[t][0];
                assertEquals(flow.dx()[pixel], tracks.step(t, 0).x(), 1e-4);
                assertEquals(flow.dy()[pixel], tracks.step(t, 0).y(), 1e-4);
            }
        }
    }

    @Test
    void coveredAndLostPointsAreNoTracks() {
        Scene pan = Scene.of(Texture.TILES, Colour.GREEN).moving(Direction.RIGHT, 1);
        Scene scene = pan.with(SceneObject.of(Shape.SQUARE, Colour.RED));
        double[][] starts = {{60.5, 10.5}, {10.5, 32.5}, {30.5, 5.5}, {32.5, 32.5}};
        boolean[] seen = TrueTracks.seen(scene, 64, starts);
        assertFalse(seen[0], "leaves the picture after four frames");
        assertTrue(seen[2], "stays");
        assertTrue(seen[3], "on the shape, which rests");
        assertFalse(TrueTracks.seen(scene, 64, new double[][] {{18.5, 32.5}})[0], "goes behind the shape");
        Tracks grid = TrueTracks.grid(scene, 64, 8);
        for (int t = 0; t < grid.count(); t++) {
            assertTrue(grid.x(t, 15) < 64);
        }
    }

    @Test
    void theMiddleOfAShape() {
        Scene scene = Scene.of(Texture.TILES, Colour.GREEN)
                .with(SceneObject.of(Shape.RING, Colour.RED).at(-5, 7).moving(Direction.DOWN, 0.5));
        Tracks middle = TrueTracks.ofObject(scene, 0, 64);
        assertEquals(27, middle.x(0, 3), 1e-5);
        assertEquals(0.5, middle.velocity(0).y(), 1e-5);
        assertEquals(0, TrackDistance.of(middle, middle, 64).pixels());
        refused("has 1 shapes", () -> TrueTracks.ofObject(scene, 1, 64));
        refused("lies in the picture", () -> TrueTracks.of(scene, 64, new double[][] {{70, 1}}));
    }

    private static void refused(String word, Runnable body) {
        MotionScopeException e = assertThrows(MotionScopeException.class, body::run);
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }
}
