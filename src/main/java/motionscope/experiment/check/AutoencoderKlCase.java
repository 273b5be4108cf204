package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.model.AutoencoderKl;
import motionscope.model.AutoencoderKlConfig;
import motionscope.tensor.Autograd;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/** A small {@code AutoencoderKL} with random weights, under the names of today and, beside them, the older ones. */
final class AutoencoderKlCase extends NetworkCase {
    private static final String OLD_NAMES = "deprecated_names";

    AutoencoderKlCase() {
        super("AutoencoderKL");
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        List<Row> rows = new ArrayList<>(compare(folder, folder, "", settings));
        Path old = folder.resolve(OLD_NAMES);
        if (Files.isDirectory(old)) {
            rows.addAll(compare(folder, old, OLD_NAMES + "/", settings));
        }
        return rows;
    }

    /** @param network folder of configuration and weights */
    private static List<Row> compare(Path folder, Path network, String prefix, CheckSettings settings) {
        Tolerance tolerance = settings.deviceTolerance().orElse(Golden.tolerance(folder));
        Tolerance gradient = settings.deviceTolerance().orElse(tolerance.forGradient());
        AutoencoderKlConfig config = AutoencoderKlConfig.of(JsonFile.read(network.resolve(CONFIG)));
        try (Scope owner = Scope.detached();
                SafeTensors weights = SafeTensors.open(network.resolve(WEIGHTS));
                SafeTensors io = SafeTensors.open(folder.resolve(Golden.IO));
                Scope scope = new Scope()) {
            AutoencoderKl codec = AutoencoderKl.of(config, new Weights(weights, settings.placement(), owner));
            Comparison rows = new Comparison(io, prefix);
            rows.input("in.image", "");
            rows.input("in.z", "");
            Tensor image = Weights.read(io, "in.image").to(settings.placement().device());
            Tensor z = Weights.read(io, "in.z").to(settings.placement().device());
            AutoencoderKl.Moments moments = codec.moments(image);
            rows.compare("mean", moments.mean(), tolerance);
            rows.compare("logvar", moments.logVariance(), tolerance);
            rows.compare("decoded", codec.pictures(z), tolerance);
            rows.compareIfThere("decoded.of_mean", () -> codec.pictures(moments.mean()), tolerance);
            if (rows.has("grad.z")) {
                Autograd.Gradient found =
                        Autograd.of(z, latent -> codec.pictures(latent).square().mean());
                rows.compare("loss", found.value(), tolerance);
                rows.compare("grad.z", found.gradient(), gradient);
            }
            return rows.finish();
        }
    }
}
