package motionscope.experiment;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.motion.Features;
import motionscope.video.world.MotionPath;
import motionscope.video.world.Scene;
import motionscope.video.world.Truth;
import motionscope.video.world.World;

/**
 * The box around a shape where it is on average over the clip, in shares of the picture's side, 0..1.
 *
 * <p>A shape's path is centred, so this place is the same for all ways that the shape may move: the box itself cannot give
 * the motion away.
 */
record ObjectBox(double top, double left, double bottom, double right) {
    /**
     * The box of a scene's first shape, from the exact truth.
     *
     * @throws MotionScopeException if there is no shape, or none of it is in the picture there
     */
    static ObjectBox of(Scene scene) {
        if (scene.objects().isEmpty()) {
            throw new MotionScopeException("The box of a shape was asked of '" + scene.prompt()
                    + "', which has no shape; use scenes with one, for example of World.objects.");
        }
        MotionPath still = MotionPath.still(scene.frames());
        Scene resting = scene.with(List.of(scene.objects().get(0).moving(still)));
        Truth.Box box = resting.truth().box(0, 0, World.SIZE);
        double side = World.SIZE;
        return new ObjectBox(
                box.row() / side,
                box.column() / side,
                (box.row() + box.height()) / side,
                (box.column() + box.width()) / side);
    }

    /**
     * The mean over the box; cells at its edge count by the share of them that is inside.
     *
     * @param clip features of one clip, (1, frames, channels, rows, columns)
     * @return (1, frames, channels, 1, 1)
     */
    Features mean(Features clip) {
        double[] down = overlap(top, bottom, clip.rows());
        double[] across = overlap(left, right, clip.columns());
        double area = (bottom - top) * clip.rows() * (right - left) * clip.columns(); // in cells
        float[] means = new float[clip.frames() * clip.channels()];
        for (int map = 0; map < means.length; map++) {
            double sum = 0;
            for (int row = 0; row < down.length; row++) {
                for (int column = 0; column < across.length; column++) {
                    sum += down[row]
                            * across[column]
                            * clip.values()[map * clip.positions() + row * clip.columns() + column];
                }
            }
            means[map] = (float) (sum / area);
        }
        return new Features(clip.tap(), clip.timestep(), 1, clip.frames(), clip.channels(), 1, 1, means);
    }

    /** How much of each of {@code cells} equal cells of 0..1 lies between two places, 0..1. */
    private static double[] overlap(double from, double to, int cells) {
        double[] shares = new double[cells];
        for (int i = 0; i < cells; i++) {
            shares[i] = Math.max(0, Math.min(to * cells, i + 1) - Math.max(from * cells, i));
        }
        return shares;
    }
}
