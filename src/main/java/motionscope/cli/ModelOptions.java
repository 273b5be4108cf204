package motionscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.experiment.VideoModel;
import motionscope.experiment.analysis.Origin;
import motionscope.model.ModelFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and where it computes. What comes to a folder is hidden here and named in the commands' last lines. */
final class ModelOptions {
    static final String VARIABLE = "MOTIONSCOPE_MODEL";

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A folder in diffusers' layout (default: MOTIONSCOPE_MODEL, else ours).")
    private Path folder;

    @Option(
            names = "--variant",
            hidden = true,
            paramLabel = "NAME",
            description = "Which weights of the folder to read, such as fp16 (default: the plain ones).")
    private String variant;

    @Option(
            names = "--weights",
            hidden = true,
            paramLabel = "FILE",
            description = "A single-file checkpoint (DreamBooth) whose weights take the place of the folder's.")
    private Path weights;

    @Option(
            names = "--motion-adapter",
            hidden = true,
            paramLabel = "PATH",
            description = "Motion modules for an image model: a folder of diffusers, or one of AnimateDiff's files.")
    private Path adapter;

    @Option(
            names = "--lora",
            hidden = true,
            paramLabel = "FILE[=WEIGHT]",
            description = "Add a LoRA, with weight 1 where none is given; may be given several times.")
    private List<String> loras = new ArrayList<>();

    @Mixin
    private PlacementOptions where;

    /** The chosen folder. */
    Path folder() {
        if (folder != null) {
            return folder;
        }
        String named = System.getenv(VARIABLE);
        return named == null || named.isBlank() ? Installation.bundledModel() : Path.of(named);
    }

    /**
     * The chosen folder, for work that reads it as it is.
     *
     * @throws MotionScopeException if other files are to come to it
     */
    Path plainFolder() {
        if (variant != null || weights != null || adapter != null || !loras.isEmpty()) {
            throw new MotionScopeException("This command reads a model folder as it is; leave --variant, --weights,"
                    + " --motion-adapter and --lora away.");
        }
        return folder();
    }

    PlacementOptions where() {
        return where;
    }

    /**
     * Loads the model that made a figure, where and as it was; what was chosen by an option is as chosen.
     *
     * @throws motionscope.MotionScopeException if the folder or the device is not there
     */
    VideoModel load(Origin origin) {
        return VideoModel.load(files(folder == null ? origin.folder() : folder), where.placement(origin));
    }

    /** Loads it. */
    VideoModel load() {
        return VideoModel.load(files(folder()), where.placement());
    }

    private ModelFiles files(Path chosen) {
        ModelFiles files = ModelFiles.of(chosen);
        files = variant == null ? files : files.variant(variant);
        files = weights == null ? files : files.withWeights(weights);
        files = adapter == null ? files : files.withMotionAdapter(adapter);
        for (String lora : loras) {
            int equals = lora.lastIndexOf('=');
            files = equals < 0
                    ? files.withLora(Path.of(lora), 1)
                    : files.withLora(Path.of(lora.substring(0, equals)), weight(lora, lora.substring(equals + 1)));
        }
        return files;
    }

    private static double weight(String lora, String text) {
        try {
            double weight = Double.parseDouble(text);
            if (Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new MotionScopeException(
                "LoRA '" + lora + "' has the weight '" + text + "'; give a number, as in pan.safetensors=0.8.");
    }
}
