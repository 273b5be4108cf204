package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;

class RestingBoxTest {
    private static final Scene EMPTY = Scene.of(Texture.CLOUDS, Colour.GREEN);

    private static Scene scene(Direction way, double x, double y) {
        return EMPTY.with(
                SceneObject.of(Shape.CIRCLE, Colour.RED).at(x, y).radius(8).moving(way, 1.2));
    }

    /** A circle of radius 8 around (8, -4) from the middle: columns 32..47, rows 20..35 of 64. */
    @Test
    void aCirclesBoxIsAroundItsMeanPlaceWhateverItsWay() {
        boolean[] box = RestingBox.of(scene(Direction.STILL, 8, -4));
        for (int i = 0; i < box.length; i++) {
            int row = i / 64;
            int column = i % 64;
            assertEquals(row >= 20 && row < 36 && column >= 32 && column < 48, box[i]);
        }
        for (Direction way : Direction.values()) {
            assertArrayEquals(box, RestingBox.of(scene(way, 8, -4)));
        }
    }

    @Test
    void aSceneWithoutAShapeOrWithOneOutsideIsRefused() {
        String none = assertThrows(MotionScopeException.class, () -> RestingBox.of(EMPTY))
                .getMessage();
        assertTrue(none.contains("has no shape"), none);
        assertThrows(MotionScopeException.class, () -> RestingBox.of(scene(Direction.RIGHT, 100, 0)));
    }
}
