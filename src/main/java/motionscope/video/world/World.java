package motionscope.video.world;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/** Random scenes by seed; the same seed gives the same scenes on every machine. */
public final class World {
    /** Frames of a clip of the bundled model. */
    public static final int FRAMES = 16;
    /** Width and height of a clip of the bundled model. */
    public static final int SIZE = 64;
    /** Pixels per frame of {@link #pans(int, Direction[], long)}: the middle of the speeds in training. */
    public static final double SPEED = 1.2;

    /** Growth in each frame of {@link #zooms(int, Zoom[], long)}: 3 %, the most in training. */
    public static final double ZOOM = 0.03;

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
    public static LabelledClips<Direction> pans(int scenes, Direction[] directions, long seed) {
        return pans(scenes, directions, seed, SPEED);
    }

    /** {@link #pans(int, Direction[], long)} at another speed, in pixels per frame. */
    public static LabelledClips<Direction> pans(int scenes, Direction[] directions, long seed, double speed) {
        return pans(scenes, directions, seed, speed, FRAMES);
    }

    /** {@link #pans(int, Direction[], long)} at another speed and of another number of frames. */
    public static LabelledClips<Direction> pans(
            int scenes, Direction[] directions, long seed, double speed, int frames) {
        return LabelledClips.render(
                List.of(directions), way -> backgrounds(scenes, MotionPath.toward(way, speed, frames), seed));
    }

    /**
     * The backgrounds of {@link #pans(int, Direction[], long)}, growing or shrinking by {@link #ZOOM} in each frame.
     *
     * @return clips by way, then by scene
     */
    public static LabelledClips<Zoom> zooms(int scenes, Zoom[] ways, long seed) {
        return LabelledClips.render(List.of(ways), way -> backgrounds(scenes, MotionPath.still(FRAMES), seed).stream()
                .map(scene -> scene.zooming(ZOOM * way.sign()))
                .toList());
    }

    /**
     * The backgrounds of {@link #pans(int, Direction[], long)} panning right; left; right, then left; right, left and right
     * again, in pieces of equal length (the paper's figure 3).
     *
     * @return clips by motion, then by scene; the motions are named "right", "left", "right-left", "right-left-right"
     */
    public static LabelledClips<String> turns(int scenes, long seed) {
        return LabelledClips.render(List.of("right", "left", "right-left", "right-left-right"), turn -> {
            Direction[] ways = Arrays.stream(turn.split("-"))
                    .map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT)))
                    .toArray(Direction[]::new);
            return backgrounds(scenes, MotionPath.turning(SPEED, FRAMES, ways), seed);
        });
    }

    /**
     * The still backgrounds of {@link #pans(int, Direction[], long)} with one shape that moves each of these ways at
     * {@link #SPEED}. A scene's shape has the same look and mean place in all ways: radius 9 to 14, at most 12 pixels from
     * the middle, never in the background's colour.
     *
     * @return clips by direction, then by scene
     */
    public static LabelledClips<Direction> objects(int scenes, Direction[] directions, long seed) {
        List<Scene> grounds = backgrounds(scenes, MotionPath.still(FRAMES), seed);
        SplittableRandom random = new SplittableRandom(seed).split();
        List<Scene> occupied = grounds.stream()
                .map(ground -> ground.with(SceneObject.of(
                                Draw.of(random, Shape.values()), Draw.other(random, Colour.values(), ground.colour()))
                        .radius(Draw.between(random, 9, 14))
                        .at(Draw.between(random, -12, 12), Draw.between(random, -12, 12))))
                .toList();
        return LabelledClips.render(List.of(directions), way -> occupied.stream()
                .map(scene -> scene.with(List.of(scene.objects().get(0).moving(way, SPEED))))
                .toList());
    }

    /** Pairs of scenes in which looks and motion disagree; everything that moves does so at {@link #SPEED}. */
    public static List<Lookalike> lookalikes(int pairs, long seed) {
        requireSome(pairs);
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, pairs).mapToObj(i -> Lookalike.random(random)).toList();
    }

    /**
     * A large picture without motion, rich as a photograph: many textures, colours, grains and shapes, each in its place. Made
     * for {@link SlidingWindow}.
     *
     * @param width 1 to 8192 pixels
     * @param height 1 to 8192 pixels
     */
    public static BufferedImage picture(long seed, int width, int height) {
        if (width < 1 || height < 1 || width > 8192 || height > 8192) {
            throw new MotionScopeException(
                    "A picture has 1 to 8192 pixels a side, but " + width + "x" + height + " was asked for.");
        }
        return new Landscape(seed, width, height).paint();
    }

    /** Backgrounds without shapes that all move along one path; scene i is the same for every path. */
    public static List<Scene> backgrounds(int scenes, MotionPath path, long seed) {
        requireSome(scenes);
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

    private static void requireSome(int scenes) {
        if (scenes < 1) {
            throw new MotionScopeException("At least one scene is needed, but " + scenes + " were asked for.");
        }
    }

    static int requireSize(int size) {
        if (size < 1 || size > 2048) {
            throw new MotionScopeException(
                    "A scene is drawn at 1 to 2048 pixels a side, but " + size + " was asked for.");
        }
        return size;
    }
}
