package motionscope.video.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * How everything in a clip moves, whatever it looks like: scenes that share it differ in all but their motion.
 *
 * <pre>{@code
 * var apart = Choreography.still(16)
 *         .with(-12, 0, 10, MotionPath.toward(Direction.LEFT, 1.2, 16))
 *         .with(12, 0, 10, MotionPath.toward(Direction.RIGHT, 1.2, 16));
 * List<Clip> clips = apart.clips(8, 3);
 * }</pre>
 *
 * @param ground the motion of the background, in pixels
 * @param zoom growth of the background in each frame (exponent; 0.03 is 3 %)
 * @param actors what moves before it
 */
public record Choreography(MotionPath ground, double zoom, List<Actor> actors) {
    /**
     * A place for a shape.
     *
     * @param x horizontal mean place, in pixels from the middle of the picture
     * @param y vertical
     * @param radius in pixels
     */
    public record Actor(double x, double y, double radius, MotionPath path) {
        /** @throws MotionScopeException if the radius is no positive number */
        public Actor {
            if (!(radius > 0 && radius < World.SIZE)) {
                throw new MotionScopeException(
                        "A shape's radius is " + radius + " pixels; use a number above 0, below " + World.SIZE + ".");
            }
        }
    }

    /** @throws MotionScopeException if a path has another number of frames than the background's */
    public Choreography {
        actors = List.copyOf(actors);
        for (Actor actor : actors) {
            if (actor.path().frames() != ground.frames()) {
                throw new MotionScopeException("All paths of a choreography have one number of frames, but the"
                        + " background has " + ground.frames() + " and a shape "
                        + actor.path().frames() + ".");
            }
        }
    }

    /** Nothing moves. */
    public static Choreography still(int frames) {
        return camera(MotionPath.still(frames));
    }

    /** The background's content moves along a path. */
    public static Choreography camera(MotionPath path) {
        return new Choreography(path, 0, List.of());
    }

    /** The same, its background growing by this much in each frame (0.03: 3 %; below 0 it shrinks). */
    public Choreography zooming(double newZoom) {
        return new Choreography(ground, newZoom, actors);
    }

    /** One more shape, behind those that are there. */
    public Choreography with(double x, double y, double radius, MotionPath path) {
        List<Actor> more = new ArrayList<>(actors);
        more.add(new Actor(x, y, radius, path));
        return new Choreography(ground, zoom, more);
    }

    /**
     * One more shape that is in each frame at a point.
     *
     * @param points (x, y) for each frame, in shares of the picture
     * @param size side of the picture in pixels
     */
    public Choreography with(double radius, double[][] points, int size) {
        float[] x = new float[points.length];
        float[] y = new float[points.length];
        for (int f = 0; f < points.length; f++) {
            x[f] = (float) ((points[f][0] - 0.5) * size);
            y[f] = (float) ((points[f][1] - 0.5) * size);
        }
        return with(0, 0, radius, MotionPath.through(x, y));
    }

    /** Number of frames. */
    public int frames() {
        return ground.frames();
    }

    /** Scenes that move so, each with a background and shapes of its own; no shape has its background's colour. */
    public List<Scene> scenes(int count, long seed) {
        List<Scene> grounds = World.backgrounds(count, ground, seed);
        SplittableRandom random = new SplittableRandom(seed).split();
        return grounds.stream().map(scene -> dressed(scene, random)).toList();
    }

    private Scene dressed(Scene scene, SplittableRandom random) {
        List<SceneObject> objects = actors.stream()
                .map(actor -> SceneObject.of(
                                Draw.of(random, Shape.values()), Draw.other(random, Colour.values(), scene.colour()))
                        .radius(actor.radius())
                        .at(actor.x(), actor.y())
                        .moving(actor.path()))
                .toList();
        return scene.zooming(zoom).with(objects);
    }

    /** The clips of {@link #scenes}, {@link World#SIZE} pixels a side. */
    public List<Clip> clips(int count, long seed) {
        return clips(count, seed, World.SIZE);
    }

    /** The clips of {@link #scenes} of another size: a larger picture shows more of the same scenes. */
    public List<Clip> clips(int count, long seed, int size) {
        return scenes(count, seed).stream().map(scene -> scene.render(size)).toList();
    }

    /** Whether the background rests. */
    public boolean resting() {
        return zoom == 0 && ground.fastest() == 0;
    }
}
