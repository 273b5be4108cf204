package motionscope.model;

import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.tensor.JsonFile;

/**
 * How a model is used when nothing else is said.
 *
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param guidanceRescale how much of the contrast that guidance adds is taken back, 0..1
 * @param frames of a clip
 * @param frameRate frames a second
 */
public record ModelDefaults(int steps, double guidanceScale, double guidanceRescale, int frames, double frameRate) {
    /** The settings of the paper, AnimateDiff's usual ones. */
    public static final ModelDefaults PAPER = new ModelDefaults(25, 7.5, 0, 16, 8);

    private static final String FILE = "generation_config.json";
    private static final int MAX = 1000;

    /** What a model's {@code generation_config.json} says; the paper's settings where it says nothing. */
    static ModelDefaults of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return PAPER;
        }
        JsonFile json = JsonFile.read(file);
        return new ModelDefaults(
                json.integer("steps", 1, MAX),
                json.number("guidance_scale", PAPER.guidanceScale),
                json.number("guidance_rescale", PAPER.guidanceRescale),
                json.integer("frames", 1, MAX),
                json.number("frame_rate", PAPER.frameRate));
    }
}
