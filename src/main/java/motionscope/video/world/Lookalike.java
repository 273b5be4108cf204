package motionscope.video.world;

import java.util.SplittableRandom;
import motionscope.MotionScopeException;

/**
 * Two scenes in which looks and motion disagree, to tell features of one from features of the other.
 *
 * @param source one shape that moves over a still background
 * @param target over another still background, apart from each other in every frame: a twin of the shape (shape 0: the same
 *     colour, form and size) that moves another way, and a stranger (shape 1: another colour and form) that moves as it does
 */
public record Lookalike(Scene source, Scene target) {
    /** Number of the twin among the target's shapes. */
    public static final int TWIN = 0;

    /** Number of the stranger among the target's shapes. */
    public static final int STRANGER = 1;

    private static final Direction[] WAYS = {Direction.RIGHT, Direction.LEFT, Direction.UP, Direction.DOWN};
    private static final float APART = 16; // each this far from the middle, on opposite sides

    /** @throws MotionScopeException if the source has not one shape, or the target not two */
    public Lookalike {
        if (source.objects().size() != 1 || target.objects().size() != 2) {
            throw new MotionScopeException("A lookalike has one shape in its source and two in its target, but "
                    + source.objects().size() + " and " + target.objects().size() + " were given.");
        }
    }

    /** One by chance, drawn again until the target's shapes are apart. */
    static Lookalike random(SplittableRandom random) {
        Lookalike drawn = draw(random);
        while (drawn.touching()) { // each can come 9 pixels closer than it is on average
            drawn = draw(random);
        }
        return drawn;
    }

    private static Lookalike draw(SplittableRandom random) {
        Direction way = Draw.of(random, WAYS);
        Direction other = Draw.other(random, WAYS, way);
        SceneObject look = Looks.object(random);
        SceneObject unlike = Looks.unlike(random, look);
        Scene from = Looks.ground(random, look, unlike)
                .with(look.at(Draw.between(random, -8, 8), Draw.between(random, -8, 8))
                        .moving(way, World.SPEED));
        float far = Draw.chance(random, 0.5f) ? APART : -APART;
        float near = Draw.between(random, -4, 4);
        boolean across = Draw.chance(random, 0.5f);
        float x = across ? far : near;
        float y = across ? near : far;
        Scene to = Looks.ground(random, look, unlike)
                .with(look.at(x, y).moving(other, World.SPEED))
                .with(unlike.at(-x, -y).moving(way, World.SPEED));
        return new Lookalike(from, to);
    }

    /** Is a pixel within a pixel of both of the target's shapes, in any frame? */
    private boolean touching() {
        SceneObject twin = target.objects().get(TWIN);
        SceneObject stranger = target.objects().get(STRANGER);
        for (int f = 0; f < target.frames(); f++) {
            for (float y = -World.SIZE / 2f; y < World.SIZE / 2f; y++) {
                for (float x = -World.SIZE / 2f; x < World.SIZE / 2f; x++) {
                    if (twin.distance(f, x, y) < 1 && stranger.distance(f, x, y) < 1) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
