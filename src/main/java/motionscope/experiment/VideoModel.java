package motionscope.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import motionscope.model.DiffusionModel;
import motionscope.model.ModelFiles;
import motionscope.model.Tap;
import motionscope.motion.FeatureExtraction;
import motionscope.motion.Features;
import motionscope.tensor.Placement;
import motionscope.tensor.Torch;
import motionscope.video.Clip;
import motionscope.video.world.LabelledClips;

/**
 * A video diffusion model and what one does with it: draw clips from prompts, and look at its features.
 *
 * <pre>{@code
 * var model = VideoModel.load(Path.of("data/mini-model"));
 * var video = model.generate("a red circle on a blue stones background").seed(7).run();
 * var features = model.features(clips, Tap.UP1, 399);
 * }</pre>
 */
public final class VideoModel extends DiffusionModel {
    private final double loadSeconds;

    private VideoModel(ModelFiles files, Placement placement, long startedAt) {
        super(files, placement);
        this.loadSeconds = (System.nanoTime() - startedAt) / 1e9;
    }

    /**
     * Loads a model folder in float32 onto the device that MOTIONSCOPE_DEVICE names, else the first CUDA device, else the
     * processor.
     *
     * @throws motionscope.MotionScopeException if the folder is no model, or its files are damaged
     */
    public static VideoModel load(Path folder) {
        return load(folder, Placement.preferred());
    }

    /** Loads a model folder onto a device, in a precision. */
    public static VideoModel load(Path folder, Placement placement) {
        return load(ModelFiles.of(folder), placement);
    }

    /** Loads a model folder with a choice of its files, onto a device, in a precision. */
    public static VideoModel load(ModelFiles files, Placement placement) {
        return new VideoModel(files, placement, System.nanoTime());
    }

    /** Loads a model folder with a choice of its files onto the preferred device in float32. */
    public static VideoModel load(ModelFiles files) {
        return load(files, Placement.preferred());
    }

    /**
     * A video model of this image model and motion modules: a folder of diffusers' {@code MotionAdapter}, or a file as
     * AnimateDiff published it. This model is closed and its files are read again; to read them once, give {@link #load} a
     * {@link ModelFiles} with the adapter.
     *
     * @throws motionscope.MotionScopeException if the adapter is none or does not fit; this model is closed then, too
     */
    public VideoModel withMotionAdapter(Path adapter) {
        return again(files().withMotionAdapter(adapter));
    }

    /**
     * This model with a LoRA added to its weights: a motion LoRA of AnimateDiff or an ordinary one. This model is closed and
     * its files are read again, as in {@link #withMotionAdapter}.
     *
     * @param weight 1 for as it was trained
     * @throws motionscope.MotionScopeException if it is no LoRA or not for this network; this model is closed then, too
     */
    public VideoModel withLora(Path lora, double weight) {
        return again(files().withLora(lora, weight));
    }

    private VideoModel again(ModelFiles others) {
        Placement placement = placement();
        close(); // first: there may be no room for both
        return load(others, placement);
    }

    /** A clip to be drawn from a prompt. */
    public Generation generate(String prompt) {
        return generate(List.of(prompt));
    }

    /** Clips to be drawn in one batch; clip i starts from the noise of seed + i. */
    public Generation generate(List<String> prompts) {
        return new Generation(this, prompts);
    }

    /** Features at one tap of clips with the noise of timestep t, (clips, frames, channels, rows, columns). */
    public Features features(List<Clip> clips, Tap tap, int timestep) {
        return extract(clips).noised(tap, timestep);
    }

    /** Features of clips whose motion is known. */
    public Features features(LabelledClips<?> clips, Tap tap, int timestep) {
        return features(clips.clips(), tap, timestep);
    }

    /** Features with more choice: several taps, inversion, a reduction for each batch. */
    public FeatureExtraction extract(List<Clip> clips) {
        WorkDisplay.Shown[] shown = new WorkDisplay.Shown[1];
        return FeatureExtraction.of(this, clips).reporting((done, total) -> {
            if (shown[0] == null) {
                shown[0] = WorkDisplay.start("Looking at clips", total);
            }
            shown[0].to(done, "");
            if (done == total) {
                shown[0].close();
                shown[0] = null;
            }
        });
    }

    /** Model, device and loading time in one line. */
    public String summary() {
        String threads = placement().device().isCuda() ? "" : " (" + Torch.threads() + " threads)";
        return String.format(Locale.ROOT, "%s on %s%s, loaded in %.1f s", name(), placement(), threads, loadSeconds);
    }
}
