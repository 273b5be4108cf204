package motionscope.testing;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import motionscope.tensor.Tensor;

/**
 * An array of doubles with a shape: what the slow, plain re-implementations compute with.
 *
 * @param values row-major
 */
public record Nd(double[] values, int... shape) {
    /** A host copy of a tensor. */
    public static Nd of(Tensor tensor) {
        return new Nd(
                tensor.doubles(),
                Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray());
    }

    /** An array filled from the index of each entry. */
    public static Nd fill(ToDoubleFunction<int[]> entry, int... shape) {
        double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        int[] at = new int[shape.length];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            for (int d = shape.length - 1; d >= 0; d--) {
                at[d] = rest % shape[d];
                rest /= shape[d];
            }
            values[i] = entry.applyAsDouble(at);
        }
        return new Nd(values, shape);
    }

    /** The entry at an index. */
    public double at(int... index) {
        int flat = 0;
        for (int d = 0; d < shape.length; d++) {
            flat = flat * shape[d] + index[d];
        }
        return values[flat];
    }

    /** Size of a dimension. */
    public int size(int dim) {
        return shape[dim];
    }

    /** The same values in another shape. */
    public Nd reshape(int... other) {
        return new Nd(values, other);
    }

    /** Sum with an array of the same shape. */
    public Nd plus(Nd other) {
        return fill(i -> at(i) + other.at(i), shape);
    }
}
