package motionscope.cli;

import java.nio.file.Path;
import motionscope.experiment.analysis.Analysis;
import picocli.CommandLine.Option;

/** Clips of the reader's own. */
final class OwnClips {
    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description = "Your own clip (GIF, MP4, folder of pictures), shown beside drawn ones; may be repeated. A"
                    + " heatmap takes one, or a source and a target.")
    private Path[] clips;

    void apply(Analysis analysis) {
        if (clips != null) {
            analysis.clip(clips);
        }
    }

    boolean given() {
        return clips != null;
    }
}
