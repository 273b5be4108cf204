package motionscope.experiment.bench;

import java.util.List;
import motionscope.experiment.VideoModel;
import motionscope.model.Denoising;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/** The pieces of work that are timed. Each ends by reading a number, so that a CUDA device has really finished. */
final class Work {
    static final String PROMPT = "a red circle on a blue stones background";
    private static final int TIMESTEP = 399;
    private static final long SEED = 7;

    private final VideoModel model;
    private final int frames;
    private final int side;

    Work(VideoModel model) {
        this.model = model;
        this.frames = model.defaults().frames();
        this.side = model.codec().sampleSize() / model.codec().downscale();
    }

    /** Sizes of the latent of one clip, as in 1x12x16x32x32. */
    String shape() {
        return "1x" + model.latentChannels() + "x" + frames + "x" + side + "x" + side;
    }

    private Tensor latent(int clips) {
        long[] shape = {clips, model.latentChannels(), frames, side, side};
        int count = Math.toIntExact(clips * shape[1] * frames * side * side);
        return Tensor.of(new Noise(SEED).randn(count), shape)
                .to(model.placement().device());
    }

    private Denoising input(int clips) {
        Tensor text = model.encodePrompts(java.util.Collections.nCopies(clips, PROMPT));
        return Denoising.of(latent(clips), TIMESTEP, text);
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
        model.generate(PROMPT).seed(SEED).run();
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
}
