package motionscope.experiment.check;

import java.nio.file.Path;
import java.util.List;
import motionscope.model.AutoencoderKl;
import motionscope.model.TemporalAutoencoder;
import motionscope.tensor.Autograd;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** An autoencoder whose decoder looks over frames: moments, pictures, and the gradient of pictures. */
final class TemporalAutoencoderCase extends NetworkCase {
    private static final int MOST_FRAMES = 1024;

    TemporalAutoencoderCase() {
        super("AutoencoderKLTemporalDecoder");
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = settings.deviceTolerance().orElse(Golden.tolerance(folder));
        Tolerance gradient = settings.deviceTolerance().orElse(tolerance.forGradient());
        int frames = JsonFile.read(folder.resolve(Golden.META)).integer("num_frames", 1, MOST_FRAMES);
        try (Scope owner = Scope.detached();
                SafeTensors weights = SafeTensors.open(folder.resolve(WEIGHTS));
                SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO));
                Scope scope = new Scope()) {
            TemporalAutoencoder codec = TemporalAutoencoder.of(
                    JsonFile.read(folder.resolve(CONFIG)), new Weights(weights, settings.placement(), owner));
            Comparison rows = new Comparison(io, "");
            rows.input("in.image", "");
            rows.input("in.z", "");
            Tensor image = Weights.read(io, "in.image").to(settings.placement());
            Tensor z = Weights.read(io, "in.z").to(settings.placement());
            AutoencoderKl.Moments moments = codec.moments(image);
            rows.compare("mean", moments.mean(), tolerance);
            rows.compare("logvar", moments.logVariance(), tolerance);
            rows.compare("decoded", codec.pictures(z, frames), tolerance);
            rows.compareIfThere("decoded.first_frame_alone", () -> codec.pictures(z.narrow(0, 0, 1), 1), tolerance);
            if (rows.has("grad.z")) {
                Autograd.Gradient found = Autograd.of(
                        z, latent -> codec.pictures(latent, frames).square().mean());
                rows.compare("loss", found.value(), tolerance);
                rows.compare("grad.z", found.gradient(), gradient);
            }
            return rows.finish();
        }
    }
}
