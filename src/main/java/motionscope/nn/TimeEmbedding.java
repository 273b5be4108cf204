package motionscope.nn;

import motionscope.tensor.Ops;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** The timestep as a vector: cosines and sines of it, then two linear layers. */
public record TimeEmbedding(Linear first, Linear second) {
    private static final double BASE = 10_000;

    /** @param channels number of cosines and sines; the result is four times as wide */
    public static TimeEmbedding of(Weights weights, long channels) {
        return new TimeEmbedding(
                Linear.of(weights.at("linear_1"), channels, 4 * channels),
                Linear.of(weights.at("linear_2"), 4 * channels, 4 * channels));
    }

    /** Width of the result. */
    public long width() {
        return second.weight().size(0);
    }

    /** @return (number of timesteps, 4 channels) */
    public Tensor forward(double... timesteps) {
        int channels = (int) first.weight().size(1);
        Tensor waves = Tensor.of(waves(timesteps, channels), timesteps.length, channels) // (b, channels)
                .to(first.weight().device())
                .cast(first.weight().dtype());
        return second.forward(Ops.silu(first.forward(waves)));
    }

    /** All cosines first, then all sines (flip_sin_to_cos), with frequencies 10000^(-i / half). */
    static float[] waves(double[] timesteps, int channels) {
        int half = channels / 2;
        float[] waves = new float[timesteps.length * channels];
        for (int n = 0; n < timesteps.length; n++) {
            for (int i = 0; i < half; i++) {
                // Each step in float32, as the reference computes it: for large t the rounding of the angle shows.
                float exponent = (float) -Math.log(BASE) * i / half;
                float angle = (float) timesteps[n] * (float) Math.exp(exponent);
                waves[n * channels + i] = (float) Math.cos(angle);
                waves[n * channels + half + i] = (float) Math.sin(angle);
            }
        }
        return waves;
    }
}
