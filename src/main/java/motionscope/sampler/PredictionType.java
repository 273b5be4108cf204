package motionscope.sampler;

import motionscope.tensor.Tensor;

/** What a model's output means, for a latent {@code x = signal * clean + noise * e} at a noise level. */
public enum PredictionType {
    /** The noise e. */
    EPSILON {
        @Override
        Tensor clean(Tensor prediction, Tensor latent, NoiseLevel level) {
            return latent.sub(prediction.mul(level.noise())).div(level.signal()); // (x - noise e) / signal
        }

        @Override
        Tensor noise(Tensor prediction, Tensor latent, NoiseLevel level) {
            return prediction;
        }
    },
    /** The velocity {@code v = signal * e - noise * clean} (arXiv 2202.00512). */
    V_PREDICTION {
        @Override
        Tensor clean(Tensor prediction, Tensor latent, NoiseLevel level) {
            return latent.mul(level.signal()).sub(prediction.mul(level.noise())); // signal x - noise v
        }

        @Override
        Tensor noise(Tensor prediction, Tensor latent, NoiseLevel level) {
            return prediction.mul(level.signal()).add(latent.mul(level.noise())); // signal v + noise x
        }
    },
    /** The clean latent itself. */
    SAMPLE {
        @Override
        Tensor clean(Tensor prediction, Tensor latent, NoiseLevel level) {
            return prediction;
        }

        @Override
        Tensor noise(Tensor prediction, Tensor latent, NoiseLevel level) {
            return level.noiseIn(latent, prediction);
        }
    };

    /** The clean latent that the prediction implies. */
    abstract Tensor clean(Tensor prediction, Tensor latent, NoiseLevel level);

    /** The noise that the prediction implies. */
    abstract Tensor noise(Tensor prediction, Tensor latent, NoiseLevel level);
}
