package motionscope.testing;

import java.util.Arrays;
import java.util.function.Function;
import motionscope.tensor.Autograd;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/** Checks gradients by moving inputs a little, in double precision. */
public final class FiniteDifferences {
    private static final double STEP = 1e-5;
    private static final double ABS = 1e-8;
    private static final double REL = 1e-6;
    /** Smaller inputs are moved entry by entry, larger ones along some random directions. */
    private static final int SMALL = 12;

    private static final int DIRECTIONS = 4;

    private FiniteDifferences() {}

    /** Compares vector-Jacobian products of {@code f} with central differences, for a random cotangent. */
    public static void check(String what, Function<Tensor[], Tensor> f, Tensor... inputs) {
        Draws draws = new Draws(99);
        try (Scope scope = new Scope()) {
            Tensor cotangent = draws.doubles(f.apply(inputs).shape());
            Tensor[] found = Autograd.vectorJacobian(inputs, in -> new Tensor[] {f.apply(in)}, cotangent);
            for (int i = 0; i < inputs.length; i++) {
                double[] gradient = found[i].doubles();
                double[][] directions = directions(gradient.length, draws);
                double[] expected = new double[directions.length];
                double[] actual = new double[directions.length];
                for (int d = 0; d < directions.length; d++) {
                    expected[d] = (moved(f, inputs, i, directions[d], STEP, cotangent)
                                    - moved(f, inputs, i, directions[d], -STEP, cotangent))
                            / (2 * STEP);
                    for (int j = 0; j < gradient.length; j++) {
                        actual[d] += gradient[j] * directions[d][j];
                    }
                }
                double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
                Close.assertClose(what + " gradient of input " + i, expected, actual, ABS + REL * largest, REL);
            }
        }
    }

    private static double[][] directions(int count, Draws draws) {
        double[][] directions = new double[count <= SMALL ? count : DIRECTIONS][];
        for (int d = 0; d < directions.length; d++) {
            directions[d] = count <= SMALL ? new double[count] : draws.values(count);
            if (count <= SMALL) {
                directions[d][d] = 1;
            }
        }
        return directions;
    }

    private static double moved(
            Function<Tensor[], Tensor> f, Tensor[] inputs, int which, double[] direction, double by, Tensor cotangent) {
        try (Scope scope = new Scope()) {
            Tensor[] moved = inputs.clone();
            moved[which] = inputs[which].add(
                    Tensor.of(direction, inputs[which].shape()).mul(by));
            return f.apply(moved).mul(cotangent).sum().item();
        }
    }
}
