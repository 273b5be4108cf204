package motionscope.nn;

import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** Position of a frame as sines and cosines, interleaved ("Attention is all you need", section 3.5). */
final class SinusoidalPosition {
    private static final double BASE = 10_000;

    private SinusoidalPosition() {}

    /**
     * The table of a checkpoint, or the computed one where it has none.
     *
     * <p>diffusers stores the table as a buffer and uses what it read, rounding included.
     *
     * @return (1, length, width)
     */
    static Tensor of(Weights weights, long width, int length) {
        if (weights.has("pe")) {
            return weights.take("pe", 1, length, width);
        }
        return weights.constant(() -> table(width, length), 1, length, width);
    }

    /** Row p holds sin(p w_0), cos(p w_0), sin(p w_1), ... with w_i = 10000^(-2 i / width). */
    private static float[] table(long width, int length) {
        float[] table = new float[Math.toIntExact(width * length)];
        for (int p = 0; p < length; p++) {
            for (int i = 0; i < width; i++) {
                double angle = p * Math.exp(-Math.log(BASE) * (i - i % 2) / width);
                table[(int) (p * width + i)] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }
}
