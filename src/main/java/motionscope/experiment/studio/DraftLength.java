package motionscope.experiment.studio;

/** How many steps a draft may take so that it is there within a few seconds on this machine: the first ones tell. */
final class DraftLength {
    private static final double SECONDS = 4.5;
    private static final int LEAST = 3; // they show the motion of 25 steps, and most of the looks
    private static final int MOST = 8;

    private double quickest = Double.POSITIVE_INFINITY; // seconds a step; others are slowed down by what runs beside

    synchronized int steps() {
        return quickest == Double.POSITIVE_INFINITY
                ? LEAST
                : (int) Math.max(LEAST, Math.min(MOST, Math.floor(SECONDS / quickest)));
    }

    /** A guided clip took so long; only drafts tell, because more of their steps are guided. */
    synchronized void took(boolean draft, int steps, double seconds) {
        if (draft) {
            quickest = Math.min(quickest, seconds / steps);
        }
    }
}
