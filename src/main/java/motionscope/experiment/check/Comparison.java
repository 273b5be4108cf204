package motionscope.experiment.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Tensor;

/**
 * The rows of one tensor file: what was compared, what is input, and in the end what nobody knew or what is missing.
 */
final class Comparison {
    private final Checkpoint file;
    private final String prefix;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /** @param prefix put before the name of each row */
    Comparison(Checkpoint file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    /** Whether the reference has this tensor. */
    boolean has(String name) {
        return file.contains(name);
    }

    /** The tensor is an input. */
    void input(String name, String note) {
        if (seen.add(name)) {
            rows.add(Row.input(prefix + name, note));
        }
    }

    /** Compares ours with the reference's, which need not be there. */
    void compare(String name, Tensor ours, Tolerance tolerance) {
        compare(name, ours.shape(), ours.doubles(), tolerance);
    }

    /** Compares ours, made only where the reference has the tensor. */
    void compareIfThere(String name, Supplier<Tensor> ours, Tolerance tolerance) {
        if (has(name)) {
            compare(name, ours.get(), tolerance);
        }
    }

    /** Compares values on the host; a number stands for a tensor of any shape with one value. */
    void compare(String name, double ours, Tolerance tolerance) {
        compareFlat(name, new double[] {ours}, tolerance);
    }

    /** Compares values, whatever the shape of the reference. */
    void compareFlat(String name, double[] ours, Tolerance tolerance) {
        if (isThere(name)) {
            rows.add(tolerance.compare(prefix + name, ours, file.doubles(name)));
        }
    }

    /** Compares values of a shape. */
    void compare(String name, long[] shape, double[] ours, Tolerance tolerance) {
        if (isThere(name)) {
            rows.add(tolerance.compare(
                    prefix + name, shape, ours, file.entry(name).shape(), file.doubles(name)));
        }
    }

    /** The tensor cannot be compared. */
    void fail(String name, String note) {
        if (seen.add(name)) {
            rows.add(Row.failed(prefix + name, note));
        }
    }

    private boolean isThere(String name) {
        if (!file.contains(name)) {
            fail(name, "the reference file does not have it");
            return false;
        }
        return seen.add(name);
    }

    /** The rows so far: for one of several comparisons with a file. */
    List<Row> compared() {
        return List.copyOf(rows);
    }

    /** All rows; a tensor that nobody asked for has one that fails. */
    List<Row> finish() {
        for (String name : file.names()) {
            fail(name, "unknown: this version does not know what it is");
        }
        return List.copyOf(rows);
    }

    static double[] wide(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
