package motionscope.video.world;

import motionscope.MotionScopeException;

/**
 * A shape that moves.
 *
 * @param radius size in pixels; in training 9 to 14
 * @param x mean horizontal position, from the middle of the picture, to the right
 * @param y mean vertical position, downwards
 * @param path where it is in each frame, from (x, y)
 */
public record SceneObject(Shape shape, Colour colour, float radius, float x, float y, MotionPath path) {
    public SceneObject {
        if (!(radius > 0 && radius <= 1e4f) || !(Math.abs(x) <= 1e5f) || !(Math.abs(y) <= 1e5f)) {
            throw new MotionScopeException("A shape has a radius above 0 and a place in pixels, but radius " + radius
                    + " at (" + x + ", " + y + ") was given.");
        }
    }

    /** A still shape of radius 11 in the middle, 16 frames long. */
    public static SceneObject of(Shape shape, Colour colour) {
        return new SceneObject(shape, colour, 11, 0, 0, MotionPath.still(World.FRAMES));
    }

    /** The same at another place. */
    public SceneObject at(double newX, double newY) {
        return new SceneObject(shape, colour, radius, (float) newX, (float) newY, path);
    }

    /** The same in another size. */
    public SceneObject radius(double newRadius) {
        return new SceneObject(shape, colour, (float) newRadius, x, y, path);
    }

    /** The same on another path. */
    public SceneObject moving(MotionPath newPath) {
        return new SceneObject(shape, colour, radius, x, y, newPath);
    }

    /** The same, moving one way (pixels per frame), as many frames as before. */
    public SceneObject moving(Direction direction, double speed) {
        return moving(MotionPath.toward(direction, speed, path.frames()));
    }

    /** Horizontal position of its centre in a frame, from the middle of the picture. */
    public float centreX(int frame) {
        return x + path.x(frame);
    }

    /** Vertical position of its centre in a frame. */
    public float centreY(int frame) {
        return y + path.y(frame);
    }

    /** Signed distance of a point to its edge in a frame; below 0 inside. */
    float distance(int frame, float pointX, float pointY) {
        return shape.distance(pointX - centreX(frame), pointY - centreY(frame), radius);
    }

    /** {@code a red circle}. */
    String words() {
        return "a " + colour.word() + " " + shape.word();
    }
}
