package motionscope.testing;

import java.util.Arrays;
import motionscope.tensor.DType;
import motionscope.tensor.Noise;
import motionscope.tensor.Tensor;

/** Tensors of normal numbers, the same for the same seed. */
public final class Draws {
    private final Noise noise;

    public Draws(long seed) {
        noise = new Noise(seed);
    }

    /** Normal numbers in double precision, on the host. */
    public double[] values(int count) {
        return noise.randn(count, DType.F64);
    }

    /** Normal numbers in double precision. */
    public Tensor doubles(long... shape) {
        return Tensor.of(values(count(shape)), shape);
    }

    /** Normal numbers in float32. */
    public Tensor floats(long... shape) {
        return Tensor.of(noise.randn(count(shape)), shape);
    }

    /** Numbers around 1 in double precision, as the weights of norms are. */
    public Tensor scales(long... shape) {
        double[] values =
                Arrays.stream(values(count(shape))).map(v -> 1 + 0.3 * v).toArray();
        return Tensor.of(values, shape);
    }

    /** A matrix or filter in double precision that keeps the size of what it is applied to. */
    public Tensor weight(long... shape) {
        double fanIn = count(shape) / (double) shape[0];
        double[] values = Arrays.stream(values(count(shape)))
                .map(v -> v / Math.sqrt(fanIn))
                .toArray();
        return Tensor.of(values, shape);
    }

    private static int count(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
