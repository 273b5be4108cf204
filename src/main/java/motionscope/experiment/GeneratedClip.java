package motionscope.experiment;

import java.nio.file.Path;
import java.util.Optional;
import motionscope.control.GuidanceTrace;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;

/**
 * A clip drawn by a model, with everything needed to draw it again.
 *
 * @param clip the frames
 * @param latent the last latent on the host, (c, f, h, w) row-major
 * @param provenance model, prompt, seed, settings, versions, device
 * @param guidance what guidance did to it; empty where it was drawn without
 */
public record GeneratedClip(Clip clip, float[] latent, Provenance provenance, Optional<GuidanceTrace> guidance) {
    /** A clip drawn without guidance. */
    public GeneratedClip(Clip clip, float[] latent, Provenance provenance) {
        this(clip, latent, provenance, Optional.empty());
    }

    /** Prompt and seed, and what of the prompt was not read, for a caption. */
    public String caption() {
        String prompt = provenance.prompt().isEmpty() ? "(no prompt)" : provenance.prompt();
        String unread = provenance.unreadPrompt() == null ? "" : " · not read: '" + provenance.unreadPrompt() + "'";
        return prompt + " · seed " + provenance.seed() + unread;
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
