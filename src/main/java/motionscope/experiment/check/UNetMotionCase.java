package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import motionscope.model.UNetMotion;
import motionscope.model.UNetMotionConfig;
import motionscope.nn.MotionModule;
import motionscope.tensor.JsonFile;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Scope;
import motionscope.tensor.Weights;

/**
 * A small {@code UNetMotionModel} with random weights: forward, taps, gradient, shared keys and values, norm per frame.
 *
 * <p>Each {@code io*.safetensors} is one call; what is not in a file (latent, timestep, text) is taken from {@code
 * io.safetensors}.
 */
final class UNetMotionCase extends NetworkCase {
    private static final String SUFFIX = ".safetensors";

    UNetMotionCase() {
        super("UNetMotionModel");
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = settings.deviceTolerance().orElse(Golden.tolerance(folder));
        Tolerance gradient = settings.deviceTolerance().orElse(tolerance.forGradient());
        List<Row> rows = new ArrayList<>();
        try (Scope weights = Scope.detached();
                SafeTensors inputs = SafeTensors.open(folder.resolve(Golden.IO))) {
            UNetMotion unet = load(folder, settings, weights);
            for (String file : expectedFiles(folder)) {
                rows.addAll(compareFile(folder.resolve(file), inputs, unet, tolerance, gradient));
            }
        }
        return rows;
    }

    private static UNetMotion load(Path folder, CheckSettings settings, Scope weights) {
        UNetMotionConfig config = UNetMotionConfig.of(JsonFile.read(folder.resolve(CONFIG)));
        try (SafeTensors file = SafeTensors.open(folder.resolve(WEIGHTS))) {
            return UNetMotion.of(config, new Weights(file, settings.placement(), weights));
        }
    }

    /** The tensor files that are there and those that {@code meta.json} lists. */
    private static Set<String> expectedFiles(Path folder) {
        Set<String> files =
                new LinkedHashSet<>(Golden.files(folder, name -> name.startsWith("io") && name.endsWith(SUFFIX)));
        JsonFile meta = JsonFile.read(folder.resolve(Golden.META));
        if (meta.has("files")) {
            meta.object("files").tree().keySet().stream()
                    .filter(name -> name.endsWith(SUFFIX))
                    .forEach(files::add);
        }
        return files;
    }

    private static List<Row> compareFile(
            Path path, SafeTensors inputs, UNetMotion unet, Tolerance tolerance, Tolerance gradient) {
        String name = path.getFileName().toString();
        String part = name.substring(0, name.length() - SUFFIX.length());
        if (!Files.isRegularFile(path)) {
            return List.of(Row.failed(part, "meta.json lists this file, but it is not there"));
        }
        try (SafeTensors file = SafeTensors.open(path);
                Scope scope = new Scope()) {
            Comparison comparison = new Comparison(file, part + "/");
            UNetMotion called =
                    part.contains("norm_per_frame") ? unet.withMotionNorm(MotionModule.Norm.PER_FRAME) : unet;
            UNetMotionCall call = new UNetMotionCall(called, inputs, file, comparison, tolerance, gradient);
            if (file.contains("in.sample_a")) {
                call.compareShared();
            } else {
                call.comparePlain();
            }
            return comparison.finish();
        }
    }
}
