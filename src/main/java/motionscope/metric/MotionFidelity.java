package motionscope.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well the motion of one clip is found in another, wherever it is there (equation 5).
 *
 * @param referenceToGenerated mean over the reference's tracks of the best correlation with a generated one, -1 to 1
 * @param generatedToReference the reverse
 */
public record MotionFidelity(double referenceToGenerated, double generatedToReference) {
    /**
     * Of two sets of tracks, whose numbers may differ.
     *
     * @param still see {@link TrackletCorrelation#of}
     * @throws motionscope.MotionScopeException if the numbers of frames differ
     */
    public static MotionFidelity of(Tracks reference, Tracks generated, double still) {
        double[][] correlation = TrackletCorrelation.of(reference, generated, still); // (reference, generated)
        double[][] reverse = new double[generated.count()][];
        Arrays.setAll(reverse, j -> IntStream.range(0, reference.count())
                .mapToDouble(i -> correlation[i][j])
                .toArray());
        return new MotionFidelity(meanOfBest(correlation), meanOfBest(reverse));
    }

    /** Of exact tracks. */
    public static MotionFidelity of(Tracks reference, Tracks generated) {
        return of(reference, generated, TrackletCorrelation.EXACT);
    }

    private static double meanOfBest(double[][] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> Arrays.stream(row).max().orElseThrow())
                .average()
                .orElseThrow();
    }

    /** The figure of the tables: the mean of the two. */
    public double mean() {
        // eq. 5, both ways
        return (referenceToGenerated + generatedToReference) / 2;
    }
}
