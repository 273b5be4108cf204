package motionscope.experiment;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.Truth;
import motionscope.video.world.World;

/**
 * The box around a shape where it is on average over the clip.
 *
 * <p>A shape's path is centred, so this place is the same for all ways that the shape may move: the box itself cannot give
 * the motion away.
 */
final class RestingBox {
    private RestingBox() {}

    /**
     * The box of a scene's first shape, from the exact truth.
     *
     * @return for each pixel of {@link World#SIZE} x {@link World#SIZE}, row-major: is it in the box?
     * @throws MotionScopeException if there is no shape, or none of it is in the picture there
     */
    static boolean[] of(Scene scene) {
        if (scene.objects().isEmpty()) {
            throw new MotionScopeException("The box of a shape was asked of '" + scene.prompt()
                    + "', which has no shape; use scenes with one, for example of World.objects.");
        }
        MotionPath still = MotionPath.still(scene.frames());
        Scene resting = scene.with(List.of(scene.objects().get(0).moving(still)));
        Truth.Box box = resting.truth().box(0, 0, World.SIZE);
        boolean[] inside = new boolean[World.SIZE * World.SIZE];
        for (int row = box.row(); row < box.row() + box.height(); row++) {
            for (int column = box.column(); column < box.column() + box.width(); column++) {
                inside[row * World.SIZE + column] = true;
            }
        }
        return inside;
    }
}
