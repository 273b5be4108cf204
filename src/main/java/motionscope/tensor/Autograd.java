package motionscope.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gradients with respect to inputs.
 *
 * <p>Only the inputs named here ever ask for a gradient: weights never do, so no time or memory goes into theirs (but for
 * {@link #alsoOf}). The graph lives as long as the call. Several threads may take gradients at once.
 */
public final class Autograd {
    /** What the gradients of this thread are taken of as well. */
    private static final ThreadLocal<List<Tensor>> ALSO = ThreadLocal.withInitial(List::of);

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

    /**
     * Runs work in which every gradient is taken of some weights too, and those are thrown away: what a framework does
     * that nobody has told that the weights are fixed. A benchmark measures what that costs; nothing else wants it. No
     * other thread may use the weights meanwhile.
     *
     * @param weights owns them
     */
    public static <T> T alsoOf(Scope weights, Supplier<T> work) {
        List<Tensor> floating =
                weights.tensors().stream().filter(t -> t.dtype().isFloating()).toList();
        List<Tensor> before = ALSO.get();
        ALSO.set(floating);
        ask(floating, true);
        try {
            return work.get();
        } finally {
            ask(floating, false);
            ALSO.set(before);
        }
    }

    /** Leaves are asked in place, so that whoever holds them computes with them as they are. */
    private static void ask(List<Tensor> leaves, boolean wanted) {
        try (Scope scope = new Scope()) {
            Kernel kernel = Kernel.of("x", "torch.requires_grad_(x, " + (wanted ? "True" : "False") + ")");
            leaves.forEach(kernel::call);
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
            Tensor[] also = ALSO.get().toArray(Tensor[]::new);
            return gradKernel(outputs.length, leaves.length, also.length, cotangents != null)
                    .callAll(concat(outputs, leaves, also, cotangents == null ? new Tensor[0] : cotangents));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static Tensor[] concat(Tensor[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(Tensor[]::new);
    }

    /**
     * {@code torch.grad} for these counts: outputs y, inputs x, cotangents g; unreached inputs get zeros. The gradients of
     * what is asked as well, w, are computed and freed.
     */
    private static Kernel gradKernel(int outputs, int inputs, int also, boolean weighted) {
        String ys = names("y", outputs);
        String xs = names("x", inputs);
        String ws = also == 0 ? "" : ", " + names("w", also);
        String gs = names("g", outputs);
        String body =
                "    gs = annotate(Optional[List[Optional[Tensor]]], " + (weighted ? "[" + gs + "]" : "None") + ")\n"
                        + "    xs = [" + xs + "]\n"
                        + "    found = torch.grad([" + ys + "], [" + xs + ws + "], gs, False, False, True)\n"
                        + "    filled = annotate(List[Tensor], [])\n"
                        + "    for i in range(torch.len(xs)):\n"
                        + "      one = found[i]\n"
                        + "      if torch.__is__(one, None):\n"
                        + "        dense = torch.zeros_like(xs[i])\n"
                        + "      else:\n"
                        + "        dense = unchecked_cast(Tensor, one)\n"
                        + "      _0 = torch.append(filled, dense)\n"
                        + "    return filled\n";
        return Kernel.script(ys + ", " + xs + ws + (weighted ? ", " + gs : ""), "List[Tensor]", body);
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }
}
