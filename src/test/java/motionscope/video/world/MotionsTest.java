package motionscope.video.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** Labelled clips of each kind of motion, and the scenes in which looks and motion disagree. */
class MotionsTest {
    @Test
    void zoomsShowTheSameScenesGrowingAndShrinking() {
        LabelledClips<Zoom> zooms = World.zooms(3, Zoom.values(), 5);
        assertEquals(9, zooms.size());
        for (int i = 0; i < zooms.size(); i++) {
            Scene scene = zooms.origins().get(i);
            Truth.Flow flow = scene.truth().flow(7);
            // 3 % at the edge, 32 pixels from the middle
            assertEquals(zooms.motions().get(i).sign() * 0.03 * 32, flow.dx()[32 * 64 + 63], 0.03);
            assertEquals(scene.render(), zooms.clips().get(i));
            assertEquals(
                    World.backgrounds(3, MotionPath.still(16), 5)
                            .get(zooms.scenes().get(i)),
                    scene.zooming(0));
        }
        assertEquals(
                List.of("zoom in", "zoom out", "still"),
                List.of(Zoom.values()).stream().map(Zoom::word).toList());
    }

    @Test
    void turnsTurnWhereFigure3Turns() {
        LabelledClips<String> turns = World.turns(2, 5);
        assertEquals(List.of("right", "right", "left", "left"), turns.motions().subList(0, 4));
        for (int i = 0; i < turns.size(); i++) {
            String motion = turns.motions().get(i);
            for (int f = 0; f < 15; f++) {
                boolean left = motion.equals("left")
                        || motion.equals("right-left") && f >= 8
                        || motion.equals("right-left-right") && f >= 5 && f < 10;
                assertEquals(
                        left ? -1.2 : 1.2,
                        turns.origins().get(i).truth().flow(f).dx()[0],
                        1e-4,
                        motion + f);
            }
        }
    }

    @Test
    void pansOfAnotherLengthShowTheSameBackgrounds() {
        LabelledClips<Direction> longer = World.pans(2, new Direction[] {Direction.UP}, 5, 0.5, 24);
        assertEquals(24, longer.clips().get(1).frames());
        assertEquals(
                World.pans(2, new Direction[] {Direction.STILL}, 5).origins().get(1),
                longer.origins().get(1).moving(MotionPath.still(16)));
        assertEquals(-0.5, longer.origins().get(0).truth().flow(22).dy()[0], 1e-4);
    }

    @Test
    void anObjectHasOneLookAndPlaceInAllItsMotions() {
        LabelledClips<Direction> objects = World.objects(40, Direction.values(), 5);
        assertEquals(200, objects.size());
        for (int i = 0; i < objects.size(); i++) {
            Scene scene = objects.origins().get(i);
            Direction way = objects.motions().get(i);
            SceneObject shape = scene.objects().get(0);
            assertEquals(1, scene.objects().size());
            assertTrue(shape.radius() >= 9 && shape.radius() < 14 && Math.abs(shape.x()) <= 12);
            assertNotEquals(scene.colour(), shape.colour());
            assertEquals(MotionPath.still(16), scene.background());
            assertEquals(MotionPath.toward(way, World.SPEED, 16), shape.path());
            SceneObject first = objects.origins().get(i % 40).objects().get(0);
            assertEquals(first, shape.moving(first.path()), "scene " + i % 40);
        }
        assertNotEquals(
                objects.origins().get(0).objects(),
                World.objects(1, Direction.values(), 6).origins().get(0).objects());
    }

    @Test
    void inLookalikesLooksAndMotionDisagree() {
        for (Lookalike pair : World.lookalikes(60, 5)) {
            SceneObject shape = pair.source().objects().get(0);
            SceneObject twin = pair.target().objects().get(Lookalike.TWIN);
            SceneObject stranger = pair.target().objects().get(Lookalike.STRANGER);
            assertEquals(shape, twin.at(shape.x(), shape.y()).moving(shape.path()));
            assertNotEquals(shape.path(), twin.path());
            assertEquals(shape.path(), stranger.path());
            assertNotEquals(shape.colour(), stranger.colour());
            assertNotEquals(shape.shape(), stranger.shape());
            for (Scene scene : List.of(pair.source(), pair.target())) {
                assertEquals(MotionPath.still(16), scene.background());
                assertTrue(scene.colour() != shape.colour() && scene.colour() != stranger.colour());
            }
            assertEquals(32, Math.max(Math.abs(twin.x() - stranger.x()), Math.abs(twin.y() - stranger.y())), 1e-4);
            for (int f = 0; f < 16; f++) { // apart: neither hides a pixel of the other
                for (int o = 0; o < 2; o++) {
                    Scene alone =
                            pair.target().with(List.of(pair.target().objects().get(o)));
                    boolean[] whole = alone.truth().mask(0, f);
                    boolean[] seen = pair.target().truth().mask(o, f);
                    assertArrayEquals(whole, seen);
                }
            }
        }
        assertEquals(World.lookalikes(3, 5), World.lookalikes(4, 5).subList(0, 3));
        assertNotEquals(World.lookalikes(3, 5), World.lookalikes(3, 6));
    }

    @Test
    void masksOfAGridAreThePixelsInTheMiddleOfItsCells() {
        Truth truth = World.lookalikes(1, 3).get(0).target().truth();
        for (int side : new int[] {8, 16, 32, 128}) {
            boolean[] coarse = truth.mask(1, 5, side);
            assertEquals(side * side, coarse.length);
            Truth.Box box = truth.box(1, 5, side);
            for (int i = 0; i < coarse.length; i++) {
                int row = i / side - box.row();
                int column = i % side - box.column();
                assertTrue(!coarse[i] || row >= 0 && row < box.height() && column >= 0 && column < box.width());
            }
        }
        boolean[] pixels = truth.mask(1, 5);
        boolean[] tripled = truth.mask(1, 5, 3 * 64); // the middle one of 3 x 3 is the pixel's own middle
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(pixels[i], tripled[(i / 64 * 3 + 1) * 192 + i % 64 * 3 + 1]);
        }
        Truth.Box exact = truth.box(1, 5, 64);
        for (int i = 0; i < pixels.length; i++) {
            assertFalse(pixels[i] && i / 64 < exact.row());
        }
    }

    @Test
    void picksByMotionAndKeepsWhatBelongsTogether() {
        LabelledClips<Direction> pans = World.pans(3, Direction.values(), 5);
        LabelledClips<Direction> some =
                pans.ofMotions(Direction.LEFT, Direction.UP).ofScenes(s -> s > 0);
        assertEquals(List.of(Direction.LEFT, Direction.LEFT, Direction.UP, Direction.UP), some.motions());
        assertEquals(some.motions(), some.directions());
        assertEquals(some.origins().get(3).render(), some.clips().get(3));
        LabelledClips<String> found = new LabelledClips<>(pans.clips().subList(0, 1), List.of("mine"), List.of(0));
        assertEquals(List.of(), found.ofMotions("mine").origins());
    }

    @Test
    void refusesWhatIsNotThere() {
        Truth truth = Scene.of(Texture.TILES, Colour.RED).truth();
        Truth outside = Scene.of(Texture.TILES, Colour.RED)
                .with(SceneObject.of(Shape.RING, Colour.BLUE).at(200, 0))
                .truth();
        LabelledClips<Direction> pans = World.pans(1, Direction.values(), 5);
        for (Runnable wrong : List.<Runnable>of(
                () -> World.zooms(0, Zoom.values(), 5),
                () -> World.turns(-1, 5),
                () -> World.objects(0, Direction.values(), 5),
                () -> World.lookalikes(0, 5),
                () -> World.pans(1, Direction.values(), 5, 1, 0),
                () -> new Lookalike(truth.scene(), truth.scene()),
                () -> truth.mask(0, 0),
                () -> truth.mask(-1, 0, 8),
                () -> truth.owners(0, 0),
                () -> outside.box(0, 3, 8),
                () -> new LabelledClips<>(pans.clips(), pans.motions(), pans.scenes(), List.of(truth.scene())))) {
            assertThrows(MotionScopeException.class, wrong::run);
        }
    }
}
