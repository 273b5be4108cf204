package motionscope.experiment.analysis;

import java.nio.file.Path;
import motionscope.MotionScopeException;
import motionscope.experiment.Provenance;
import motionscope.experiment.VideoModel;
import motionscope.tensor.Device;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.Torch;

/**
 * What made a figure.
 *
 * @param model name of the model
 * @param folder where it was
 * @param weights SHA-256 of the network's weights
 * @param threads of the processor; sums depend on it in the last bits
 */
public record Origin(
        String model,
        Path folder,
        String weights,
        String device,
        String precision,
        int threads,
        String library,
        String engine) {
    static Origin of(VideoModel model) {
        return new Origin(
                model.name(),
                model.folder(),
                model.weightsHash(),
                model.placement().device().toString(),
                model.placement().precision().toString(),
                Torch.threads(),
                Provenance.libraryVersion(),
                Torch.description());
    }

    /** Device and precision. */
    public Placement placement() {
        return new Placement(Device.of(device), Precision.of(precision));
    }

    /** @throws MotionScopeException if a model has other weights */
    void requireSameWeights(VideoModel other) {
        if (!other.weightsHash().equals(weights)) {
            throw new MotionScopeException("The figure was made by model '" + model + "' with weights "
                    + ClipFile.shortened(weights) + ", but the model in " + other.folder() + " has weights "
                    + ClipFile.shortened(other.weightsHash()) + "; name the right folder with --model.");
        }
    }
}
