package motionscope.experiment.explore;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;

/**
 * What a picture of components shows.
 *
 * @param motions the words of the motions that take part; PCA sees these only
 * @param cr whether the mean over frames is taken away first (eq. 1)
 * @param frame whose cells are the points
 * @param axes which components, from 0, two or three different ones: {0, 1} is the plane of PC1 and PC2
 */
public record PcaChoice(List<String> motions, boolean cr, int frame, int... axes) {
    /** @throws MotionScopeException if there is no motion, or there are not two or three different components */
    public PcaChoice {
        motions = List.copyOf(motions);
        axes = axes.clone();
        if (motions.isEmpty()) {
            throw new MotionScopeException("No motion was chosen; choose at least one.");
        }
        if (axes.length < 2
                || axes.length > 3
                || Arrays.stream(axes).distinct().count() != axes.length
                || Arrays.stream(axes).anyMatch(a -> a < 0)) {
            throw new MotionScopeException("Components " + Arrays.toString(axes)
                    + " were chosen; choose two or three different ones, from 0.");
        }
    }

    @Override
    public int[] axes() {
        return axes.clone();
    }
}
