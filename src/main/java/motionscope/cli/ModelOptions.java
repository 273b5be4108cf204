package motionscope.cli;

import java.nio.file.Path;
import motionscope.experiment.VideoModel;
import motionscope.experiment.analysis.Origin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and where it computes. */
final class ModelOptions {
    static final String VARIABLE = "MOTIONSCOPE_MODEL";

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A folder in diffusers' layout (default: MOTIONSCOPE_MODEL, else ours).")
    private Path folder;

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

    PlacementOptions where() {
        return where;
    }

    /**
     * Loads the model that made a figure, where and as it was; what was chosen by an option is as chosen.
     *
     * @throws motionscope.MotionScopeException if the folder or the device is not there
     */
    VideoModel load(Origin origin) {
        return VideoModel.load(folder == null ? origin.folder() : folder, where.placement(origin));
    }

    /** Loads it. */
    VideoModel load() {
        return VideoModel.load(folder(), where.placement());
    }
}
