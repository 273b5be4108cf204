package motionscope.control;

import motionscope.MotionScopeException;

/**
 * The steps that are guided: from the first up to, not including, the last.
 *
 * @param of steps that the numbers are meant for and stretch with; 0 if they are meant as they are
 */
public record GuidedSteps(int from, int to, int of) {
    /** @throws MotionScopeException if there is no such step, or not in the run that is meant */
    public GuidedSteps {
        if (from < 0 || to <= from) {
            throw new MotionScopeException("Guided steps " + from + ".." + to
                    + " were asked for; the first must be 0 or more and lie before the last.");
        }
        if (of < 0 || of > 0 && to > of) {
            throw new MotionScopeException("Guided steps " + from + ".." + to + " of " + of
                    + " were asked for; name a run that has them, or 0 for none.");
        }
    }

    /** These numbers for a run of so many steps. */
    GuidedSteps forRun(int steps) {
        if (of > 0) {
            // at least one step is guided, however few there are
            int first = Math.min(steps - 1, (int) Math.rint((double) from * steps / of));
            int last = (int) Math.max(first + 1, Math.rint((double) to * steps / of));
            return new GuidedSteps(first, Math.min(last, steps), 0);
        }
        if (to > steps) {
            throw new MotionScopeException(
                    "Guided steps " + from + ".." + to + " were asked for; this run has steps 0.." + steps + ".");
        }
        return this;
    }

    /** Whether a step, counted from 0, is one of them. */
    boolean contains(int step) {
        return step >= from && step < to;
    }
}
