package motionscope.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import motionscope.experiment.guide.AskedMotions;
import motionscope.metric.WorldPrompt;
import motionscope.tensor.JsonFile;
import motionscope.video.Clip;
import motionscope.video.ClipReader;

/**
 * A clip in a folder, with what its sidecar says.
 *
 * @param clip the frames; where the sidecar says that the clip was enlarged, at the size that the model drew
 * @param prompt of the sidecar, if it is one of the procedural world
 * @param asked the motion that the clip was steered towards, if it was
 */
record EvaluatedFile(Clip clip, Optional<WorldPrompt> prompt, Optional<AskedMotions> asked) {
    private static final String PROMPT = "prompt";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";

    /** @throws motionscope.MotionScopeException if the clip or its sidecar cannot be read */
    static EvaluatedFile read(Path file) {
        Clip clip = ClipReader.read(file);
        Path sidecar = file.resolveSibling(file.getFileName() + ".json");
        if (!Files.isRegularFile(sidecar)) {
            return new EvaluatedFile(clip, Optional.empty(), Optional.empty());
        }
        JsonFile settings = JsonFile.read(sidecar);
        int width = settings.integer(WIDTH, clip.width());
        int height = settings.integer(HEIGHT, clip.height());
        if (isEnlarged(clip, width, height)) {
            clip = clip.resize(width, height);
        }
        return new EvaluatedFile(clip, WorldPrompt.find(settings.string(PROMPT, "")), AskedMotions.of(settings));
    }

    private static boolean isEnlarged(Clip clip, int width, int height) {
        return width > 0
                && height > 0
                && width < clip.width()
                && clip.width() % width == 0
                && clip.height() % height == 0
                && clip.width() / width == clip.height() / height;
    }
}
