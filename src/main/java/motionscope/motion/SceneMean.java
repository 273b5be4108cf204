package motionscope.motion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * Takes away what all clips of a scene share, for clips that show each scene moving in several ways.
 *
 * <p>Content correlation removal (eq. 1) takes away what stays at its place. An object that leaves its cell leaves content
 * behind: X' there is the object minus the background, whichever way it went. That remainder is the same for all ways of a
 * scene, so their mean removes it; what is left tells the ways apart. No label of a motion is used.
 */
public final class SceneMean {
    private SceneMean() {}

    /**
     * Subtracts from each clip the mean over the clips of its scene.
     *
     * @param features (clips, frames, channels, rows, columns)
     * @param scenes which scene each clip shows; any names
     * @return the same shape; the clips of a scene add up to zero
     * @throws MotionScopeException if there are other numbers of scenes, or a scene has one clip only, of which nothing would
     *     be left
     */
    public static Features remove(Features features, List<?> scenes) {
        if (scenes.size() != features.clips()) {
            throw new MotionScopeException("Each clip has one scene, but there are " + scenes.size() + " scenes for "
                    + features.clips() + " clips.");
        }
        int size = features.values().length / Math.max(1, features.clips());
        Map<Object, double[]> sums = new HashMap<>();
        Map<Object, Integer> counts = new HashMap<>();
        for (int clip = 0; clip < scenes.size(); clip++) {
            double[] sum = sums.computeIfAbsent(scenes.get(clip), scene -> new double[size]);
            counts.merge(scenes.get(clip), 1, Integer::sum);
            for (int i = 0; i < size; i++) {
                sum[i] += features.values()[clip * size + i];
            }
        }
        counts.forEach((scene, count) -> {
            if (count < 2) {
                throw new MotionScopeException("Scene " + scene
                        + " has one clip; its mean can be taken away only where a scene moves in two ways or more.");
            }
        });
        float[] removed = new float[features.values().length];
        for (int clip = 0; clip < scenes.size(); clip++) {
            Object scene = scenes.get(clip);
            for (int i = 0; i < size; i++) {
                double mean = sums.get(scene)[i] / counts.get(scene);
                removed[clip * size + i] = (float) (features.values()[clip * size + i] - mean);
            }
        }
        return features.withValues(removed);
    }
}
