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

    /** Takes {@code count} of each of two measurements in turns, so that both meet the same load of the machine. */
    static Samples[] inTurns(int count, DoubleSupplier one, DoubleSupplier other) {
        double[] ones = new double[count];
        double[] others = new double[count];
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                ones[i] = one.getAsDouble();
                others[i] = other.getAsDouble();
            } else {
                others[i] = other.getAsDouble();
                ones[i] = one.getAsDouble();
            }
        }
        return new Samples[] {new Samples(ones), new Samples(others)};
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
