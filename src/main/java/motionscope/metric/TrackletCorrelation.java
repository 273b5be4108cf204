package motionscope.metric;

import motionscope.MotionScopeException;

/** How alike two tracks move, wherever they are: the mean cosine between their steps (equation 6). */
public final class TrackletCorrelation {
    /** Steps shorter than this, in pixels, count as none: the tracks are exact. */
    public static final double EXACT = 1e-6;

    /** The same for tracks that were measured: below this a step is mostly the estimator's own error. */
    public static final double MEASURED = 0.1;

    private TrackletCorrelation() {}

    /**
     * Every track of one clip with every track of another.
     *
     * @param still steps shorter than this, in pixels, are none: two of them agree (1), one beside a longer one does not
     *     (0)
     * @return (tracks of a, tracks of b), -1 to 1
     * @throws MotionScopeException if the numbers of frames differ
     */
    public static double[][] of(Tracks a, Tracks b, double still) {
        Tracks.requireSameLength(a, b);
        if (!(still > 0)) {
            throw new MotionScopeException("A step is none below a length above 0 pixels, but " + still
                    + " was given; use EXACT or MEASURED.");
        }
        double[][] all = new double[a.count()][b.count()];
        for (int i = 0; i < a.count(); i++) {
            for (int j = 0; j < b.count(); j++) {
                all[i][j] = of(a, i, b, j, still);
            }
        }
        return all;
    }

    private static double of(Tracks a, int i, Tracks b, int j, double still) {
        double sum = 0;
        int steps = a.frames() - 1;
        for (int f = 0; f < steps; f++) {
            sum += cosine(a.step(i, f), b.step(j, f), still);
        }
        // eq. 6: the mean over frames of the cosine between the two steps
        return sum / steps;
    }

    private static double cosine(Velocity a, Velocity b, double still) {
        boolean rests = a.speed() < still;
        if (rests || b.speed() < still) {
            return rests && b.speed() < still ? 1 : 0;
        }
        return (a.x() * b.x() + a.y() * b.y()) / (a.speed() * b.speed());
    }
}
