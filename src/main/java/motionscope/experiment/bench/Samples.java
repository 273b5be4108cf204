package motionscope.experiment.bench;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * Repeated measurements of one quantity.
 *
 * @param values in the order they were taken
 */
record Samples(double[] values) {
    /** Takes {@code count} measurements after one that does not count. */
    static Samples afterWarmUp(int count, DoubleSupplier measurement) {
        measurement.getAsDouble();
        return of(count, measurement);
    }

    /** Takes {@code count} measurements. */
    static Samples of(int count, DoubleSupplier measurement) {
        return new Samples(DoubleStream.generate(measurement).limit(count).toArray());
    }

    /** Seconds that a piece of work takes. */
    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    double median() {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Each value divided by the other's of the same round. */
    Samples over(Samples other) {
        double[] ratios = new double[values.length];
        Arrays.setAll(ratios, i -> values[i] / other.values[i]);
        return new Samples(ratios);
    }

    /** As a figure. */
    Figure figure(String name, String unit) {
        return new Figure(
                name,
                unit,
                median(),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                values.length,
                "",
                null);
    }
}
