package motionscope.experiment;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motionscope.Saving;
import motionscope.control.GuidanceTrace;
import motionscope.sampler.SchedulerConfig;
import motionscope.tensor.Torch;

/**
 * What a clip was drawn with: enough to draw it again, bit for bit on the same device.
 *
 * @param model name of the model folder
 * @param weights SHA-256 of the network's weights
 * @param completedSteps fewer than {@code steps} where the run was interrupted
 * @param unreadPrompt the end of the prompt that the model did not read; null where it read all of it
 * @param clipSkip layers of the text encoder that were left out; null where none were
 * @param codecTiles side of the codec's tiles in pixels; null where frames passed whole
 * @param without channels that the network went without ({@link motionscope.model.ChannelsOff}); null where it had all
 * @param guidance goals, references, regions and steps ({@link motionscope.control.Guidance#about}); null where there is none
 * @param divergence where guidance was given up; null where it was not
 * @param guide the guidance as a guide's JSON; null where it is none
 * @param notRepeatable why the clip cannot be drawn again from this alone; null where it can
 * @param together clips in its batch; sums depend on it in the last bits
 * @param scale how many times each pixel was enlarged in the file
 * @param threads of the processor; gradients depend on it in the last bits
 */
public record Provenance(
        String model,
        String weights,
        String prompt,
        String unreadPrompt,
        Integer clipSkip,
        Integer codecTiles,
        long seed,
        int steps,
        int completedSteps,
        double guidanceScale,
        double guidanceRescale,
        double eta,
        String sampler,
        int frames,
        int height,
        int width,
        double frameRate,
        String library,
        String engine,
        String device,
        String precision,
        int threads,
        List<String> without,
        Map<String, Object> guidance,
        String divergence,
        JsonObject guide,
        String notRepeatable,
        int together,
        int scale) {
    private static final String IN_MEMORY =
            "It was guided from a program, by references that lie in no file; only what a"
                    + " guide (generate --guide, or its options) asks for can be repeated from this file alone.";

    private static final String PRUNED = "It was drawn from a program by a network that went without channels;"
            + " generate --repeat does not switch channels off.";

    /** The version of this library, or "development" outside of its jar. */
    public static String libraryVersion() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static Provenance of(Generation run, int clip, int completedSteps, Optional<GuidanceTrace> trace) {
        VideoModel model = run.model;
        String unread = model.unread(run.prompts.get(clip));
        int tiles = model.codec().tile();
        return new Provenance(
                model.name(),
                model.weightsHash(),
                run.prompts.get(clip),
                unread.isEmpty() ? null : unread,
                run.clipSkip == 0 ? null : run.clipSkip,
                tiles == 0 ? null : tiles,
                run.seedOf(clip),
                run.steps,
                completedSteps,
                run.guidanceScale,
                run.guidanceRescale,
                run.eta,
                SchedulerConfig.of(model.schedulerConfig()).kind().className(),
                run.frames,
                run.height,
                run.width,
                run.frameRate,
                libraryVersion(),
                Torch.description(),
                model.placement().device().toString(),
                model.placement().precision().toString(),
                Torch.threads(),
                run.off.isEmpty()
                        ? null
                        : run.off.stream().map(Object::toString).toList(),
                trace.isEmpty() ? null : run.guidance.get(clip).about(),
                trace.flatMap(GuidanceTrace::divergence).orElse(null),
                run.guide,
                notRepeatable(run, trace.isPresent()),
                run.prompts.size(),
                run.scale);
    }

    private static String notRepeatable(Generation run, boolean guided) {
        if (!run.off.isEmpty()) {
            return PRUNED;
        }
        return guided && run.guide == null ? IN_MEMORY : null;
    }

    /** As JSON, one setting a line. */
    public String toJson() {
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(this)
                + "\n";
    }

    /** Writes it beside a result: {@code clip.mp4} gets {@code clip.mp4.json}. */
    Path save(Path result) {
        Path name = result.toAbsolutePath().normalize();
        Path file = name.resolveSibling(name.getFileName() + ".json");
        Saving.bytes(file, toJson().getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
