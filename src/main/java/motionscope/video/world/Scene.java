package motionscope.video.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * Everything about one clip: what is in it, and how each thing moves.
 *
 * @param texture pattern of the background
 * @param colour its colour
 * @param grain which one of its kind
 * @param offsetX horizontal place in the endless background that is in the middle of the picture
 * @param offsetY vertical place
 * @param background the motion of the background: where its content is in each frame
 * @param zoom growth of the background in each frame (exponent; 0.03 is 3 %), about the middle of the clip
 * @param objects shapes; the first is in front
 */
public record Scene(
        Texture texture,
        Colour colour,
        Grain grain,
        float offsetX,
        float offsetY,
        MotionPath background,
        float zoom,
        List<SceneObject> objects) {
    /** @throws MotionScopeException if the paths differ in their number of frames, or zoom or offset are out of range */
    public Scene {
        Objects.requireNonNull(texture);
        Objects.requireNonNull(colour);
        Objects.requireNonNull(grain);
        objects = List.copyOf(objects);
        if (!(Math.abs(offsetX) <= 1e4f && Math.abs(offsetY) <= 1e4f && Math.abs(zoom) * background.frames() <= 8)) {
            throw new MotionScopeException(
                    "A scene's offset is at most 10000 pixels and its zoom grows at most e^8 times," + " but ("
                            + offsetX + ", " + offsetY + ") and " + zoom + " a frame were given.");
        }
        for (SceneObject object : objects) {
            if (object.path().frames() != background.frames()) {
                throw new MotionScopeException("All paths of a scene have one number of frames, but the background has "
                        + background.frames() + " and " + object.words() + " has "
                        + object.path().frames() + ".");
            }
        }
    }

    /** A still background of 16 frames without shapes. */
    public static Scene of(Texture texture, Colour colour) {
        Grain middle = new Grain(0.5f, 0.2f, 0.5f, 0.4f, 0.3f, 0.5f, 0.5f);
        return new Scene(texture, colour, middle, 200, 200, MotionPath.still(World.FRAMES), 0, List.of());
    }

    /** The same background, another of its kind. */
    public Scene withGrain(Grain newGrain) {
        return new Scene(texture, colour, newGrain, offsetX, offsetY, background, zoom, objects);
    }

    /** The same scene, its background moving otherwise. */
    public Scene moving(MotionPath newBackground) {
        return new Scene(texture, colour, grain, offsetX, offsetY, newBackground, zoom, objects);
    }

    /** The same scene, its background moving one way (pixels per frame). */
    public Scene moving(Direction direction, double speed) {
        return moving(MotionPath.toward(direction, speed, frames()));
    }

    /** The same scene, its background growing by this much in each frame (0.03: 3 %; below 0 it shrinks). */
    public Scene zooming(double newZoom) {
        return new Scene(texture, colour, grain, offsetX, offsetY, background, (float) newZoom, objects);
    }

    /** One more shape, behind those that are there. */
    public Scene with(SceneObject object) {
        List<SceneObject> more = new ArrayList<>(objects);
        more.add(object);
        return with(more);
    }

    /** The same background with these shapes; the first is in front. */
    public Scene with(List<SceneObject> newObjects) {
        return new Scene(texture, colour, grain, offsetX, offsetY, background, zoom, newObjects);
    }

    /** Number of frames. */
    public int frames() {
        return background.frames();
    }

    /** How much larger than in the middle of the clip the background is in a frame. */
    public float zoomAt(int frame) {
        return (float) Math.exp(zoom * (frame - (frames() - 1) / 2f));
    }

    /** The words for this scene: {@code a red circle on a blue stones background}. */
    public String prompt() {
        String ground = "a " + colour.word() + " " + texture.word() + " background";
        if (objects.isEmpty()) {
            return ground;
        }
        return objects.stream().map(SceneObject::words).collect(Collectors.joining(" and ")) + " on " + ground;
    }

    /** The clip of {@link World#SIZE} x {@link World#SIZE} pixels, at {@link Clip#DEFAULT_FRAME_RATE}. */
    public Clip render() {
        return render(World.SIZE);
    }

    /** The clip of another size: a larger picture shows more of the same scene. */
    public Clip render(int size) {
        return Renderer.render(this, World.requireSize(size));
    }

    /** What is seen at each pixel and how it moves, for pictures of {@link World#SIZE} x {@link World#SIZE}. */
    public Truth truth() {
        return truth(World.SIZE);
    }

    /** What is seen at each pixel and how it moves, for pictures of another size. */
    public Truth truth(int size) {
        return new Truth(this, World.requireSize(size));
    }
}
