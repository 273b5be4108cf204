package motionscope.motion;

import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * The area under the receiver operating characteristic: how likely it is that a positive has a higher score than a negative.
 *
 * <p>1: every positive is above every negative; 0.5: guessing; 0: every one below. Equal scores count half (Mann and Whitney,
 * 1947).
 */
public final class RocArea {
    private RocArea() {}

    /**
     * @param scores of positives and negatives
     * @param positive which of them are positives
     * @throws MotionScopeException if the lengths differ, a score is no number, or there are no positives or no negatives
     */
    public static double of(double[] scores, boolean[] positive) {
        long positives =
                IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        if (scores.length != positive.length || positives == 0 || positives == scores.length) {
            throw new MotionScopeException("The area under the ROC needs positives and negatives; it was given "
                    + positives + " positives among " + positive.length + " labels, for " + scores.length + " scores.");
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[a], scores[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (Double.isNaN(scores[order[order.length - 1]])) { // the comparison puts these last
            throw new MotionScopeException("Score " + order[order.length - 1] + " is no number.");
        }
        double wins = 0;
        long below = 0; // negatives with a lower score
        for (int from = 0; from < order.length; ) {
            int to = from;
            long up = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                up += positive[order[to++]] ? 1 : 0;
            }
            long down = to - from - up;
            wins += up * (below + down / 2.0);
            below += down;
            from = to;
        }
        return wins / ((double) positives * (scores.length - positives));
    }
}
