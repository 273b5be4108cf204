package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.tensor.Noise;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;

class ObjectBoxTest {
    private static final Scene EMPTY = Scene.of(Texture.CLOUDS, Colour.GREEN);

    private static Scene scene(Direction way, double x, double y) {
        return EMPTY.with(
                SceneObject.of(Shape.CIRCLE, Colour.RED).at(x, y).radius(8).moving(way, 1.2));
    }

    @Test
    void aCirclesBoxIsAroundItsMeanPlaceWhateverItsWay() {
        ObjectBox box = ObjectBox.of(scene(Direction.STILL, 8, -4));
        assertEquals(new ObjectBox(20 / 64., 32 / 64., 36 / 64., 48 / 64.), box);
        for (Direction way : Direction.values()) {
            assertEquals(box, ObjectBox.of(scene(way, 8, -4)));
        }
    }

    @Test
    void aSceneWithoutAShapeOrWithOneOutsideIsRefused() {
        String none = assertThrows(MotionScopeException.class, () -> ObjectBox.of(EMPTY))
                .getMessage();
        assertTrue(none.contains("has no shape"), none);
        assertThrows(MotionScopeException.class, () -> ObjectBox.of(scene(Direction.RIGHT, 100, 0)));
    }

    /** Against the mean of the map at 64 x 64 points, each taking the value of the cell it is in. */
    @Test
    void theMeanIsThatOfEveryPointInTheBox() {
        int rows = 5;
        int columns = 3;
        Features maps = new Features(Tap.UP0, 399, 1, 2, 2, rows, columns, new Noise(1).randn(2 * 2 * rows * columns));
        ObjectBox box = new ObjectBox(0.25, 0.125, 0.75, 1);
        Features mean = box.mean(maps);
        assertEquals(2, mean.frames());
        assertEquals(2, mean.channels());
        assertEquals(1, mean.positions());
        int points = 240; // a multiple of 4, 5 and 3: no point on an edge
        for (int frame = 0; frame < 2; frame++) {
            for (int channel = 0; channel < 2; channel++) {
                double sum = 0;
                int count = 0;
                for (int i = 0; i < points; i++) {
                    for (int j = 0; j < points; j++) {
                        double y = (i + 0.5) / points;
                        double x = (j + 0.5) / points;
                        if (y > 0.25 && y < 0.75 && x > 0.125) {
                            sum += maps.at(0, frame, channel, (int) (y * rows), (int) (x * columns));
                            count++;
                        }
                    }
                }
                assertEquals(sum / count, mean.at(0, frame, channel, 0, 0), 1e-5);
            }
        }
    }
}
