package motionscope.video.world;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Shapes and backgrounds by chance, as they were drawn in the training of the bundled model; nothing moves yet. */
final class Looks {
    private Looks() {}

    /** A shape of any kind and colour, radius 9 to 14, in the middle. */
    static SceneObject object(SplittableRandom random) {
        return SceneObject.of(Draw.of(random, Shape.values()), Draw.of(random, Colour.values()))
                .radius(Draw.between(random, 9, 14));
    }

    /** A shape of another kind and another colour. */
    static SceneObject unlike(SplittableRandom random, SceneObject look) {
        return SceneObject.of(
                        Draw.other(random, Shape.values(), look.shape()),
                        Draw.other(random, Colour.values(), look.colour()))
                .radius(Draw.between(random, 9, 14));
    }

    /** A background whose colour is none of these shapes'. */
    static Scene ground(SplittableRandom random, SceneObject... objects) {
        Colour[] taken = Arrays.stream(objects).map(SceneObject::colour).toArray(Colour[]::new);
        return new Scene(
                Draw.of(random, Texture.values()),
                Draw.other(random, Colour.values(), taken),
                Grain.random(random),
                Draw.between(random, 0, 400),
                Draw.between(random, 0, 400),
                MotionPath.still(World.FRAMES),
                0,
                List.of());
    }
}
