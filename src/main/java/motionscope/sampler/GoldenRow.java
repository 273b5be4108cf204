package motionscope.sampler;

import java.util.Arrays;

/**
 * One reference quantity compared with ours.
 *
 * @param name family, case and quantity
 * @param maxError largest absolute error, in the part of the quantity that comes closest to its tolerance
 * @param relativeError that error over the largest reference value of the part
 * @param tolerance largest absolute error accepted there
 * @param note why nothing was compared; empty if it was
 */
public record GoldenRow(String name, double maxError, double relativeError, double tolerance, String note) {
    /** Whether it was compared and lies within its tolerance. */
    public boolean passes() {
        return note.isEmpty() && maxError <= tolerance;
    }

    static GoldenRow notCompared(String name, String note) {
        return new GoldenRow(name, Double.NaN, Double.NaN, Double.NaN, note);
    }

    /** What is accepted: {@code |a - b| <= abs + rel * max|b|}, the largest taken over one part. */
    record Tolerance(double abs, double rel) {
        /** Compares a quantity in parts (rows of latents, for one) and reports the part that fits worst. */
        GoldenRow compare(String name, double[][] found, double[][] expected) {
            if (!Arrays.equals(lengths(found), lengths(expected))) {
                return notCompared(name, "has " + lengths(found).length + " parts of other sizes than the reference's");
            }
            GoldenRow worst = null;
            for (int i = 0; i < expected.length; i++) {
                GoldenRow row = part(name, found[i], expected[i]);
                if (worst == null || row.share() > worst.share()) {
                    worst = row;
                }
            }
            return worst == null ? notCompared(name, "is empty in the reference") : worst;
        }

        private GoldenRow part(String name, double[] found, double[] expected) {
            double error = 0;
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                double difference = Math.abs(found[i] - expected[i]);
                error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
                largest = Math.max(largest, Math.abs(expected[i]));
            }
            return new GoldenRow(name, error, largest == 0 ? error : error / largest, abs + rel * largest, "");
        }

        private static int[] lengths(double[][] parts) {
            return Arrays.stream(parts).mapToInt(part -> part.length).toArray();
        }
    }

    private double share() {
        return maxError / tolerance;
    }
}
