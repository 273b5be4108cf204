package motionscope.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gradients with respect to inputs.
 *
 * <p>Only the inputs named here ever ask for a gradient: weights never do, so no time or memory goes into theirs. The
 * graph lives as long as the call. Several threads may take gradients at once.
 */
public final class Autograd {
    private Autograd() {}

    /**
     * A scalar and its gradient.
     *
     * @param value the scalar
     * @param gradient its gradient, in the shape of the input
     */
    public record Gradient(double value, Tensor gradient) {}

    /** Value and gradient of a scalar function at {@code x}. */
    public static Gradient of(Tensor x, Function<Tensor, Tensor> scalar) {
        try (Scope scope = new Scope()) {
            double[] value = new double[1];
            Tensor[] gradient = backward(
                    new Tensor[] {x},
                    leaves -> {
                        Tensor loss = scalar.apply(leaves[0]);
                        requireScalar(loss);
                        value[0] = loss.detach().item();
                        return new Tensor[] {loss};
                    },
                    null);
            return new Gradient(value[0], scope.keep(gradient[0]));
        }
    }

    /** @throws IllegalArgumentException if this is more than one number */
    public static void requireScalar(Tensor loss) {
        if (loss.count() != 1) {
            throw new IllegalArgumentException(
                    "The loss must be one number, not of shape " + Arrays.toString(loss.shape()) + ".");
        }
    }

    /**
     * Vector-Jacobian products: the gradients of {@code sum_i <cotangents[i], f(xs)[i]>} with respect to every x.
     *
     * @return one tensor for each x, zero where f does not depend on it
     */
    public static Tensor[] vectorJacobian(Tensor[] xs, Function<Tensor[], Tensor[]> f, Tensor... cotangents) {
        try (Scope scope = new Scope()) {
            Tensor[] gradients = backward(xs, f, cotangents);
            for (Tensor gradient : gradients) {
                scope.keep(gradient);
            }
            return gradients;
        }
    }

    /** Runs {@code f} on leaves that ask for gradients, then one backward pass. Cotangents null: ones. */
    private static Tensor[] backward(Tensor[] xs, Function<Tensor[], Tensor[]> f, Tensor[] cotangents) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true); // grad mode is per thread
        try {
            Tensor[] leaves = Arrays.stream(xs)
                    .map(x -> Kernel.of("x", "torch.requires_grad_(torch.detach(x), True)")
                            .call(x))
                    .toArray(Tensor[]::new);
            Tensor[] outputs = f.apply(leaves);
            return gradKernel(outputs.length, leaves.length, cotangents != null)
                    .callAll(concat(outputs, leaves, cotangents));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static Tensor[] concat(Tensor[] outputs, Tensor[] leaves, Tensor[] cotangents) {
        Tensor[] all =
                Arrays.copyOf(outputs, outputs.length + leaves.length + (cotangents == null ? 0 : outputs.length));
        System.arraycopy(leaves, 0, all, outputs.length, leaves.length);
        if (cotangents != null) {
            System.arraycopy(cotangents, 0, all, outputs.length + leaves.length, outputs.length);
        }
        return all;
    }

    /** {@code torch.grad} for these counts: outputs y, inputs x, cotangents g; unreached inputs get zeros. */
    private static Kernel gradKernel(int outputs, int inputs, boolean weighted) {
        String ys = names("y", outputs);
        String xs = names("x", inputs);
        String gs = names("g", outputs);
        String body =
                "    gs = annotate(Optional[List[Optional[Tensor]]], " + (weighted ? "[" + gs + "]" : "None") + ")\n"
                        + "    xs = [" + xs + "]\n"
                        + "    found = torch.grad([" + ys + "], xs, gs, False, False, True)\n"
                        + "    filled = annotate(List[Tensor], [])\n"
                        + "    for i in range(torch.len(found)):\n"
                        + "      one = found[i]\n"
                        + "      if torch.__is__(one, None):\n"
                        + "        dense = torch.zeros_like(xs[i])\n"
                        + "      else:\n"
                        + "        dense = unchecked_cast(Tensor, one)\n"
                        + "      _0 = torch.append(filled, dense)\n"
                        + "    return filled\n";
        return Kernel.script(ys + ", " + xs + (weighted ? ", " + gs : ""), "List[Tensor]", body);
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }
}
