package motionscope.control;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import motionscope.model.Denoising;
import motionscope.model.DiffusionModel;
import motionscope.model.Tap;
import motionscope.sampler.SamplingListener;
import motionscope.sampler.SamplingStep;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Listens to a run and keeps the motion that its first clip has at every step: a reference for another run.
 *
 * <p>It costs one more pass of the half with the prompt, as far as the tap, at each step.
 */
public final class RunRecorder implements SamplingListener {
    private final DiffusionModel model;
    private final String prompt;
    private final Tap tap;
    private final int[] channels;
    private final NavigableMap<Double, MotionTarget> seen = new TreeMap<>();

    /** @param prompt of the run that it will listen to */
    public RunRecorder(DiffusionModel model, String prompt, Tap tap, int... channels) {
        tap.require(model.taps());
        this.model = model;
        this.prompt = prompt;
        this.tap = tap;
        this.channels = channels.clone();
    }

    @Override
    public Tensor beforePrediction(SamplingStep step, Tensor latent) {
        try (Scope scope = new Scope()) {
            Tensor text = model.encodePrompts(List.of(prompt));
            Tensor x = model.denoise(Denoising.of(latent.narrow(0, 0, 1), step.timestep(), text)
                            .tapping(tap)
                            .featuresOnly())
                    .at(tap);
            seen.put(step.timestep(), MotionSource.target(x, tap, channels));
        }
        return latent;
    }

    /**
     * What it has seen.
     *
     * @throws motionscope.MotionScopeException if it has seen no step yet
     */
    public MotionReference reference() {
        return MotionReference.recorded(tap, channels, prompt, seen);
    }
}
