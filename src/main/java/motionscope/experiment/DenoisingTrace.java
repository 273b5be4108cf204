package motionscope.experiment;

import java.util.ArrayList;
import java.util.List;
import motionscope.model.DiffusionModel;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Tensor;
import motionscope.video.Clip;

/**
 * Keeps what the first clip of a batch looks like on its way: after each step the noisy clip, and the clean clip that the
 * model believes in.
 */
public final class DenoisingTrace implements SamplingListener {
    private final DiffusionModel model;
    private final double frameRate;
    private final List<Double> timesteps = new ArrayList<>();
    private final List<Clip> noisy = new ArrayList<>();
    private final List<Clip> clean = new ArrayList<>();

    /** @param model decodes the latents */
    public DenoisingTrace(DiffusionModel model) {
        this.model = model;
        this.frameRate = model.defaults().frameRate();
    }

    @Override
    public boolean afterStep(SamplingStep step, Tensor latent, Tensor cleanPrediction) {
        timesteps.add(step.timestep());
        noisy.add(model.decode(latent.narrow(0, 0, 1), frameRate).get(0));
        clean.add(model.decode(cleanPrediction.narrow(0, 0, 1), frameRate).get(0));
        return true;
    }

    /** The timestep of each step. */
    public List<Double> timesteps() {
        return List.copyOf(timesteps);
    }

    /** The clip after each step, noise included. */
    public List<Clip> noisy() {
        return List.copyOf(noisy);
    }

    /** The clean clip as the model predicts it at each step. */
    public List<Clip> clean() {
        return List.copyOf(clean);
    }
}
