package motionscope.experiment.check;

import java.util.Arrays;
import java.util.List;
import motionscope.tensor.JsonFile;

/**
 * How far ours may lie from the reference: {@code |a - b| <= abs + rel * |b|}, or, for gradients and on CUDA, with the
 * largest {@code |b|} of the tensor in its place.
 *
 * @param abs absolute part
 * @param rel relative part
 * @param scale what the relative part is taken of
 */
record Tolerance(double abs, double rel, Scale scale) {
    /** What the relative part of a tolerance is taken of. */
    enum Scale {
        /** Each value by itself. */
        VALUE,
        /** The tensor's largest value. */
        LARGEST,
        /** The tensor's largest value as the absolute part, and each value by itself beside it. */
        LARGEST_AND_VALUE
    }

    /** {@code {"abs": 1e-5, "rel": 1e-5}}, with {@code "of": "largest value"} or without. */
    static Tolerance of(JsonFile json) {
        boolean largest = json.has("of");
        if (largest && !json.string("of").equals("largest value")) {
            throw json.wrong("of", "'" + json.string("of") + "'", "'largest value', or absent");
        }
        return new Tolerance(json.number("abs"), json.number("rel"), largest ? Scale.LARGEST : Scale.VALUE);
    }

    /** Accepts this part of the largest value. */
    static Tolerance ofLargest(double rel) {
        return new Tolerance(0, rel, Scale.LARGEST);
    }

    /**
     * A gradient's tolerance: twice the relative part, of the largest value and of each. A gradient sums differences of large
     * values, so processors round it differently: one with AMX is up to 1.8e-4 of the largest value away where others keep
     * within the single tolerance, with and without its newer instructions.
     */
    Tolerance forGradient() {
        return new Tolerance(0, 2 * rel, Scale.LARGEST_AND_VALUE);
    }

    /** Compares two tensors; the row has the tolerance of the value that comes closest to it. */
    Row compare(String name, long[] shape, double[] found, List<Long> expectedShape, double[] expected) {
        if (!Arrays.stream(shape).boxed().toList().equals(expectedShape)) {
            return Row.failed(name, "ours is " + Arrays.toString(shape) + ", the reference " + expectedShape);
        }
        return compare(name, found, expected);
    }

    /** Compares values in the same order. */
    Row compare(String name, double[] found, double[] expected) {
        if (found.length != expected.length) {
            return Row.failed(name, "ours has " + found.length + " values, the reference " + expected.length);
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        double error = 0;
        double worst = -1;
        double allowedAtWorst = abs;
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs(found[i] - expected[i]);
            double allowed = allowed(Math.abs(expected[i]), largest);
            if (!(difference <= Double.MAX_VALUE)) {
                return Row.failed(name, "value " + i + " is " + found[i] + ", the reference's is " + expected[i]);
            }
            error = Math.max(error, difference);
            double share = difference == 0 ? 0 : difference / allowed;
            if (share > worst) {
                worst = share;
                allowedAtWorst = allowed;
            }
        }
        Row.Outcome outcome = worst <= 1 ? Row.Outcome.OK : Row.Outcome.FAIL;
        return new Row(name, error, largest == 0 ? error : error / largest, allowedAtWorst, outcome, "");
    }

    private double allowed(double value, double largest) {
        return switch (scale) {
            case VALUE -> abs + rel * value;
            case LARGEST -> abs + rel * largest;
            case LARGEST_AND_VALUE -> abs + rel * (largest + value);
        };
    }
}
