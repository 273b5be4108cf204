package motionscope.control;

import motionscope.MotionScopeException;

/**
 * When a point drag uses motion features (MOFT), plain features (DIFT), or both (equation 9).
 *
 * <p>Steps are counted down, from the number of steps to 1; the numbers below are for 25 and stretch with it.
 *
 * @param t0 motion features from this step on
 * @param t1 plain features from the step below this one
 * @param t2 motion features down to this step
 * @param t3 plain features down to this step
 */
public record DragSchedule(int t0, int t1, int t2, int t3) {
    private static final int OF = 25;

    /** The paper's: motion only for step >= 19, both for 19 > step >= 18, plain features only for 18 > step >= 5. */
    public static final DragSchedule PAPER = new DragSchedule(19, 18, 5);

    /** @throws MotionScopeException if the numbers do not fall */
    public DragSchedule {
        if (t1 < t2 || t2 < t3 || t3 < 1 || t1 > OF + 1 || t0 < 1 || t0 > OF) {
            throw new MotionScopeException("The drag schedule " + t1 + ", " + t2 + ", " + t3
                    + " must fall and lie in 1.." + (OF + 1) + ", and begin at 1.." + OF + ", not " + t0 + ".");
        }
    }

    /** Motion features from the first step on. */
    public DragSchedule(int t1, int t2, int t3) {
        this(OF, t1, t2, t3);
    }

    /** Plain features alone, from the first step on: what the paper compares with. */
    public static DragSchedule plainFeaturesOnly() {
        return new DragSchedule(OF + 1, OF + 1, PAPER.t3);
    }

    /** Whether motion features guide a step, counted from 0. */
    public boolean moft(int index, int steps) {
        double left = left(index, steps);
        return left <= t0 && left >= t2;
    }

    /** Whether plain features guide a step, counted from 0. */
    public boolean dift(int index, int steps) {
        double left = left(index, steps);
        return left < t1 && left >= t3;
    }

    /** The last step, counted from 0, at which anything is guided, plus one. */
    int end(int steps) {
        int end = 0;
        for (int i = 0; i < steps; i++) {
            end = moft(i, steps) || dift(i, steps) ? i + 1 : end;
        }
        return end;
    }

    private static double left(int index, int steps) {
        return (double) (steps - index) * OF / steps;
    }
}
