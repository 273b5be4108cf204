package motionscope.tensor;

import java.util.Arrays;

/** Random values for one weight, drawn on its device. */
final class RandomValues {
    private RandomValues() {}

    /**
     * Scales of norms are 1 and biases 0; matrices and convolutions keep the variance of what they are applied to.
     *
     * @param name the last part of the weight's name
     */
    static Tensor of(String name, Placement placement, long... shape) {
        return Scope.of(() -> {
            if (shape.length < 2) {
                return Tensor.full(name.equals("weight") ? 1 : 0, shape).to(placement);
            }
            long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            Tensor drawn = Kernel.of("x, n", "torch.randn([int(n)], dtype=x.dtype, device=x.device)")
                    .call(Tensor.full(0, 1).to(placement), Tensor.of(new long[] {count}));
            return drawn.mul(Math.sqrt((double) shape[0] / count)).reshape(shape);
        });
    }
}
