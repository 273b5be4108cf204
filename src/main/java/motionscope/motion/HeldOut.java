package motionscope.motion;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * A split of samples by scene, so that nothing is tested on a scene that it was fitted to.
 *
 * @param train indices of samples to fit on
 * @param test indices of samples to test on
 */
public record HeldOut(List<Integer> train, List<Integer> test) {
    /**
     * Scenes with an even number train, the others test.
     *
     * @param scenes the scene of each sample
     * @throws MotionScopeException if one of the halves would be empty
     */
    public static HeldOut byScene(List<Integer> scenes) {
        List<Integer> train = indices(scenes, 0);
        List<Integer> test = indices(scenes, 1);
        if (train.isEmpty() || test.isEmpty()) {
            throw new MotionScopeException("Scores on held-out scenes need at least two scenes; use more clips.");
        }
        return new HeldOut(train, test);
    }

    private static List<Integer> indices(List<Integer> scenes, int parity) {
        return IntStream.range(0, scenes.size())
                .filter(i -> Math.floorMod(scenes.get(i), 2) == parity)
                .boxed()
                .toList();
    }
}
