package motionscope.experiment.bench;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motionscope.experiment.VideoModel;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/** The pieces of work that are timed. Each ends by reading a number, so that a CUDA device has really finished. */
final class Work implements AutoCloseable {
    private static final int TIMESTEP = 399;
    private static final long SEED = 7;

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
            model.gradient(
                            input(1).tapping(Tap.UP1),
                            features -> {
                                Tensor x = features.get(Tap.UP1);
                                return x.sub(x.mean(0)).square().mean();
                            },
                            checkpointing)
                    .gradient()
                    .mean()
                    .item();
        }
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

    /** Frees the inputs. */
    @Override
    public void close() {
        kept.close();
    }
}
