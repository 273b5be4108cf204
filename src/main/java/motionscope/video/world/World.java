package motionscope.video.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/** Random scenes by seed; the same seed gives the same scenes on every machine. */
public final class World {
    /** Frames of a clip of the bundled model. */
    public static final int FRAMES = 16;
    /** Width and height of a clip of the bundled model. */
    public static final int SIZE = 64;
    /** Pixels per frame of {@link #pans(int, Direction[], long)}: the middle of the speeds in training. */
    public static final double SPEED = 1.2;

    private static final float LOWEST_SPEED = 0.25f;
    private static final float HIGHEST_SPEED = 1.7f;

    private World() {}

    /**
     * The same backgrounds, without shapes, panning each of these ways at {@link #SPEED}: 16 frames of 64x64.
     *
     * @param scenes number of backgrounds; their textures follow one another in the order of {@link Texture}
     * @param directions the ways that the background's content moves
     * @return clips by direction, then by scene
     */
    public static LabelledClips pans(int scenes, Direction[] directions, long seed) {
        return pans(scenes, directions, seed, SPEED);
    }

    /** {@link #pans(int, Direction[], long)} at another speed, in pixels per frame. */
    public static LabelledClips pans(int scenes, Direction[] directions, long seed, double speed) {
        List<Clip> clips = new ArrayList<>();
        List<Direction> ways = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Direction direction : directions) {
            List<Scene> grounds = backgrounds(scenes, MotionPath.toward(direction, speed, FRAMES), seed);
            for (int s = 0; s < scenes; s++) {
                clips.add(grounds.get(s).render());
                ways.add(direction);
                numbers.add(s);
            }
        }
        return new LabelledClips(clips, ways, numbers);
    }

    /** Backgrounds without shapes that all move along one path; scene i is the same for every path. */
    public static List<Scene> backgrounds(int scenes, MotionPath path, long seed) {
        if (scenes < 1) {
            throw new MotionScopeException("At least one scene is needed, but " + scenes + " were asked for.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, scenes)
                .mapToObj(i -> new Scene(
                        Texture.values()[i % Texture.values().length],
                        Draw.of(random, Colour.values()),
                        Grain.random(random),
                        Draw.between(random, 0, 400),
                        Draw.between(random, 0, 400),
                        path,
                        0,
                        List.of()))
                .toList();
    }

    /**
     * A scene as in the training of the bundled model: none, one or two shapes, each thing still or moving at 0.25 to 1.7
     * pixels per frame, some turning back midway, some moving with the background; 15 % zoom.
     */
    public static Scene scene(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float crowd = Draw.unit(random);
        int shapes = crowd > 0.7f ? 2 : crowd > 0.2f ? 1 : 0;
        Colour colour = Draw.of(random, Colour.values());
        MotionPath ground = path(random, 0.2f);
        float zoom = Draw.chance(random, 0.15f) ? Draw.between(random, -0.03f, 0.03f) : 0;
        List<SceneObject> objects = new ArrayList<>();
        for (int i = 0; i < shapes; i++) {
            objects.add(object(random, colour, ground, objects));
        }
        return new Scene(
                Draw.of(random, Texture.values()),
                colour,
                Grain.random(random),
                Draw.between(random, 0, 400),
                Draw.between(random, 0, 400),
                ground,
                zoom,
                objects);
    }

    private static SceneObject object(
            SplittableRandom random, Colour ground, MotionPath background, List<SceneObject> others) {
        int shift = 1 + (int) (7 * Draw.unit(random)); // never the background's colour
        Colour colour = Colour.values()[(ground.ordinal() + shift) % Colour.values().length];
        Shape shape = Draw.of(random, Shape.values());
        MotionPath path = path(random, 0.25f);
        path = Draw.chance(random, 0.2f) ? background : path;
        float radius = Draw.between(random, 9, 14);
        float x = Draw.between(random, -16, 16);
        float y = Draw.between(random, -16, 16);
        for (SceneObject other : others) {
            if (Math.hypot(x - other.x(), y - other.y()) < 18) { // too close: to the other side
                x = -other.x() + Draw.between(random, -3, 3);
                y = -other.y() + Draw.between(random, -3, 3);
            }
        }
        return new SceneObject(shape, colour, radius, x, y, path);
    }

    private static MotionPath path(SplittableRandom random, float still) {
        double angle = 2 * Math.PI * Draw.unit(random);
        float speed = Draw.between(random, LOWEST_SPEED, HIGHEST_SPEED);
        speed = Draw.chance(random, still) ? 0 : speed;
        int turn = 4 + (int) (9 * Draw.unit(random));
        turn = Draw.chance(random, 0.3f) ? turn : FRAMES;
        float[] dx = new float[FRAMES - 1];
        float[] dy = new float[FRAMES - 1];
        for (int i = 0; i < dx.length; i++) {
            float sign = i + 1 >= turn ? -1 : 1;
            dx[i] = sign * speed * (float) StrictMath.cos(angle);
            dy[i] = sign * speed * (float) StrictMath.sin(angle);
        }
        return MotionPath.steps(dx, dy);
    }

    static int requireSize(int size) {
        if (size < 1 || size > 2048) {
            throw new MotionScopeException(
                    "A scene is drawn at 1 to 2048 pixels a side, but " + size + " was asked for.");
        }
        return size;
    }
}
