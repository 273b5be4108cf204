package motionscope.experiment;

import java.nio.file.Path;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/**
 * A clip drawn by a model, with everything needed to draw it again.
 *
 * @param clip the frames
 * @param latent the last latent on the host, (c, f, h, w) row-major
 * @param provenance model, prompt, seed, settings, versions, device
 */
public record GeneratedClip(Clip clip, float[] latent, Provenance provenance) {
    /** Prompt and seed, for a caption. */
    public String caption() {
        String prompt = provenance.prompt().isEmpty() ? "(no prompt)" : provenance.prompt();
        return prompt + " · seed " + provenance.seed();
    }

    /**
     * Writes the clip (GIF, MP4 or a folder of PNG, by the name) and beside it its provenance as JSON.
     *
     * @return the provenance file: the name with {@code .json} added
     */
    public Path save(Path file) {
        ClipWriter.write(clip, file);
        return provenance.save(file);
    }
}
