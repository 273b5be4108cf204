package motionscope.experiment.bench;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import motionscope.experiment.VideoModel;
import motionscope.model.Denoiser;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Pca;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/** The pieces of work that are timed. Each ends by reading a number, so that a CUDA device has really finished. */
final class Work implements AutoCloseable {
    private static final int TIMESTEP = 399;
    private static final long SEED = 7;
    /** The paper's PCA: ten clips of a window of 16 x 16 positions. */
    static final int SAMPLES = 2560;

    static final int CHANNELS = 1280;
    /** Clips of a long list that differ: the list takes no memory of its own. */
    private static final int DISTINCT = 4;

    private final VideoModel model;
    private final String prompt;
    private final int frames;
    private final int side;
    private final Scope kept = Scope.detached();
    private final Map<Integer, Denoising> inputs = new HashMap<>();

    Work(VideoModel model, String prompt) {
        this.prompt = prompt;
        this.model = model;
        this.frames = model.defaults().frames();
        this.side = model.codec().sampleSize() / model.codec().downscale();
    }

    /** Sizes of the latent of one clip, as in 1x12x16x32x32. */
    String shape() {
        return "1x" + model.latentChannels() + "x" + frames + "x" + side + "x" + side;
    }

    /** What a pass starts from, made once: only the network is timed. */
    private Denoising input(int clips) {
        return inputs.computeIfAbsent(clips, count -> {
            try (Scope scope = new Scope()) {
                Tensor latent = kept.adopt(latent(count));
                Tensor text = kept.adopt(model.encodePrompts(Collections.nCopies(count, prompt)));
                return Denoising.of(latent, TIMESTEP, text);
            }
        });
    }

    private Tensor latent(int clips) {
        long[] shape = {clips, model.latentChannels(), frames, side, side};
        int count = Math.toIntExact(clips * shape[1] * frames * side * side);
        return Tensor.of(new Noise(SEED).randn(count), shape)
                .to(model.placement().device());
    }

    /** One forward. */
    void forward(int clips) {
        try (Scope scope = new Scope()) {
            model.denoise(input(clips)).prediction().mean().item();
        }
    }

    /** Forward as far as up1, and the gradient of the mean square of X - mean over frames with respect to the latent. */
    void gradient(boolean checkpointing) {
        try (Scope scope = new Scope()) {
            gradient(model, input(1), checkpointing);
        }
    }

    /** The same of any network and input, in the caller's scope; waits for the device. */
    static void gradient(Denoiser model, Denoising input, boolean checkpointing) {
        model.gradient(
                        input.tapping(Tap.UP1),
                        features -> {
                            Tensor x = features.get(Tap.UP1);
                            return x.sub(x.mean(0)).square().mean();
                        },
                        checkpointing)
                .gradient()
                .mean()
                .item();
    }

    /** A clip with the model's own settings. */
    void clip() {
        model.generate(prompt).seed(SEED).run();
    }

    /** Clips of noise: features do not mind what they show. */
    List<Clip> clips(int count) {
        try (Scope scope = new Scope()) {
            return model.decode(latent(count), model.defaults().frameRate());
        }
    }

    /** Features of clips at up1. */
    void features(List<Clip> clips) {
        model.features(clips, Tap.UP1, TIMESTEP);
    }

    /** Features of many clips at every block, content removed, frame 0 averaged to 2 x 2: what a study of layers takes. */
    Runnable allFeatures(int count) {
        List<Clip> few = clips(DISTINCT);
        List<Clip> many =
                IntStream.range(0, count).mapToObj(i -> few.get(i % DISTINCT)).toList();
        List<Tap> blocks = model.taps().stream()
                .filter(tap -> tap.name().matches("(down|up)\\d+|mid"))
                .toList();
        return () -> FeatureExtraction.of(model, many)
                .reducing(x -> ContentCorrelation.remove(x.pooled(2)).frame(0))
                .noised(blocks, TIMESTEP);
    }

    /** Samples of unequal variances, (SAMPLES, CHANNELS). */
    static double[][] samples() {
        float[] drawn = new Noise(SEED).randn(SAMPLES * CHANNELS);
        double[][] samples = new double[SAMPLES][CHANNELS];
        for (int n = 0; n < SAMPLES; n++) {
            for (int c = 0; c < CHANNELS; c++) {
                samples[n][c] = drawn[n * CHANNELS + c] * (1 + 10.0 / (1 + c));
            }
        }
        return samples;
    }

    /** Their first components. */
    static void pca(double[][] samples) {
        Pca.of(samples, 3);
    }

    /** Frees the inputs. */
    @Override
    public void close() {
        kept.close();
    }
}
