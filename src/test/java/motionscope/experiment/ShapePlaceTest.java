package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.world.Colour;
import motionscope.video.world.Direction;
import motionscope.video.world.Scene;
import motionscope.video.world.SceneObject;
import motionscope.video.world.Shape;
import motionscope.video.world.Texture;
import org.junit.jupiter.api.Test;

/** Where shapes are, and where there is room for them to move. */
class ShapePlaceTest {
    private static final String PROMPT = "a red circle and a blue square on a green clouds background";

    @Test
    void aShapesPlaceIsThatOfItsMiddleWhateverItsMotion() {
        Scene scene = Scene.of(Texture.CLOUDS, Colour.GREEN)
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED)
                        .at(-12, 5)
                        .radius(10)
                        .moving(Direction.UP, 1));
        ShapePlace place = ShapePlace.of(scene.render(), PROMPT).get(0);
        assertEquals(-12, place.x(), 0.5);
        assertEquals(5, place.y(), 0.5);
        assertEquals(10, place.radius(), 0.8);
    }

    @Test
    void eachShapeOfThePromptHasAPlaceSeenOrNot() {
        Scene scene = Scene.of(Texture.CLOUDS, Colour.GREEN)
                .with(SceneObject.of(Shape.CIRCLE, Colour.RED).at(0, 0).radius(3));
        List<ShapePlace> places = ShapePlace.of(scene.render(), PROMPT);
        assertEquals(2, places.size());
        assertEquals(8, places.get(0).radius(), "one that is tiny counts as the smallest of the world's");
        assertEquals(new ShapePlace(0, 0, 11), places.get(1));
        String message = assertThrows(MotionScopeException.class, () -> ShapePlace.of(scene.render(), "a cat"))
                .getMessage();
        assertTrue(message.contains("none of the procedural world"), message);
    }

    /** 15 steps of 1.2 pixels reach 9 pixels to each side. */
    @Test
    void theNearestPlaceFromWhichThereIsRoom() {
        ShapePlace corner = new ShapePlace(25, -25, 10);
        assertEquals(new ShapePlace(17, -25, 10), corner.roomFor(Direction.RIGHT, 1.2, 16, 64));
        assertEquals(new ShapePlace(25, -17, 10), corner.roomFor(Direction.DOWN, 1.2, 16, 64));
        assertEquals(new ShapePlace(25, -25, 10), corner.roomFor(Direction.STILL, 1.2, 16, 64));
        ShapePlace middle = new ShapePlace(3, -2, 10);
        for (Direction way : Direction.values()) {
            assertEquals(middle, middle.roomFor(way, 1.2, 16, 64));
        }
        // no place has room for that: the middle is nearest to one
        assertEquals(0, Math.abs(corner.roomFor(Direction.RIGHT, 100, 16, 64).x()), 1e-9);
    }

    @Test
    void shapesThatGoOppositeWaysPassEachOther() {
        ShapePlace one = new ShapePlace(-15, 2, 10);
        ShapePlace other = new ShapePlace(15, -1, 9);
        List<ShapePlace> apart = ShapePlace.passing(one, other, Direction.RIGHT, 64);
        assertEquals(20, apart.get(0).y() - apart.get(1).y(), 1e-9);
        assertEquals(
                List.of(-15.0, 15.0), List.of(apart.get(0).x(), apart.get(1).x()));
        assertEquals(1, apart.get(0).y() + apart.get(1).y(), 1e-9);
        List<ShapePlace> down = ShapePlace.passing(one, other, Direction.DOWN, 64);
        assertEquals(List.of(one, other), down, "30 pixels apart is far enough");
        // at the edge both are pushed back into the picture
        List<ShapePlace> edge =
                ShapePlace.passing(new ShapePlace(0, 24, 10), new ShapePlace(0, 25, 10), Direction.LEFT, 64);
        assertEquals(26, edge.get(1).y(), 1e-9);
        assertEquals(26 - 21, edge.get(0).y(), 1e-9);
    }
}
