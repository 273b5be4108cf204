package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motionscope.model.SingleFile;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.JsonFile;

/**
 * A whole model in one file: its tensors under diffusers' names must be those of the folders that it was made of, which lie
 * beside the case.
 */
final class SingleFileCase implements CheckCase {
    private static final String CASE = "single_file";
    private static final String SUFFIX = ".safetensors";
    private static final Map<String, String> PARTS = Map.of(
            "unet", "motion_adapter/unet2d/diffusion_pytorch_model.safetensors",
            "vae", "autoencoder_kl/diffusion_pytorch_model.safetensors",
            "text_encoder", "clip_text/model.safetensors");

    @Override
    public String kind() {
        return "single-file checkpoint";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        Path meta = folder.resolve(Golden.META);
        return Files.isRegularFile(meta)
                && JsonFile.read(meta).string("case", "").equals(CASE);
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        Tolerance tolerance = Golden.tolerance(folder);
        List<Row> rows = new ArrayList<>();
        for (String name : Golden.files(folder, file -> file.endsWith(SUFFIX))) {
            for (String part : PARTS.keySet().stream().sorted().toList()) {
                Path reference = folder.toAbsolutePath().resolveSibling(PARTS.get(part));
                if (Files.isRegularFile(reference)) {
                    compare(folder.resolve(name), part, reference, tolerance, rows);
                } else {
                    rows.add(Row.failed(name + "/" + part, "there is no " + reference + " to compare with"));
                }
            }
        }
        return rows;
    }

    private static void compare(Path path, String part, Path reference, Tolerance tolerance, List<Row> rows) {
        try (Checkpoint wanted = Checkpoint.open(reference);
                SingleFile file = SingleFile.open(path);
                Checkpoint found = file.part(part)) {
            Comparison comparison = new Comparison(wanted, part + "/");
            for (String name : found.names()) {
                comparison.compare(name, found.entry(name).sizes(), found.doubles(name), tolerance);
            }
            rows.addAll(comparison.finish());
        }
    }
}
