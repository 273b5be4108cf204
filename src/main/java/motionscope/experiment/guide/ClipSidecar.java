package motionscope.experiment.guide;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.experiment.Generation;
import motionscope.experiment.Provenance;
import motionscope.experiment.VideoModel;
import motionscope.experiment.analysis.Origin;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Torch;

/**
 * What lies beside a drawn clip as JSON: enough to draw it again, bit for bit on the same device.
 *
 * @param json what {@link motionscope.experiment.Provenance} wrote
 * @param guide what it was guided by; empty where it was not
 */
public record ClipSidecar(JsonFile json, Optional<Guide> guide) {
    /** @throws MotionScopeException if the file is damaged, or its clip cannot be repeated from it */
    public static ClipSidecar read(Path file) {
        JsonFile json = JsonFile.read(file);
        GuideKeys.require(
                json,
                "model",
                "weights",
                "prompt",
                "unreadPrompt",
                "clipSkip",
                "codecTiles",
                "seed",
                "steps",
                "completedSteps",
                "guidanceScale",
                "guidanceRescale",
                "eta",
                "sampler",
                "frames",
                "height",
                "width",
                "frameRate",
                "library",
                "engine",
                "device",
                "precision",
                "threads",
                "without",
                "guidance",
                "divergence",
                "guide",
                "notRepeatable",
                "together",
                "scale");
        if (json.has("notRepeatable") || json.has("guidance") && !json.has("guide")) {
            throw new MotionScopeException(file + ": the clip cannot be repeated. "
                    + json.string("notRepeatable", "Its sidecar has guidance but no guide; draw it with --guide."));
        }
        if (json.integer("completedSteps") != json.integer("steps")) {
            throw new MotionScopeException(file + ": the clip was interrupted after step "
                    + json.integer("completedSteps") + " of " + json.integer("steps") + "; it cannot be repeated.");
        }
        Optional<Guide> guide = json.has("guide")
                ? Optional.of(Guide.of(
                        file + " 'guide'",
                        json.object("guide").tree(),
                        file.toAbsolutePath().getParent()))
                : Optional.empty();
        return new ClipSidecar(json, guide);
    }

    /** Device, precision and threads, and the model, which a sidecar knows by its weights only. */
    public Origin origin(Path folder) {
        return new Origin(
                json.string("model"),
                folder,
                json.string("weights"),
                json.string("device"),
                json.string("precision"),
                json.integer("threads", 1, 4096),
                json.string("library"),
                json.string("engine"));
    }

    /** How many times each pixel of the file is enlarged. */
    public int scale() {
        return json.integer("scale", 1);
    }

    /** What was drawn. */
    public String prompt() {
        return json.string("prompt");
    }

    /**
     * The run that draws the clip again.
     *
     * @param notes gets a line for whatever was adapted or may differ
     * @throws MotionScopeException if the model has other weights
     */
    public Generation generation(VideoModel model, Consumer<String> notes) {
        if (!model.weightsHash().equals(json.string("weights"))) {
            throw new MotionScopeException(json + ": the clip was drawn by model '" + json.string("model")
                    + "', but the model in " + model.folder() + " has other weights; name the right folder with"
                    + " --model.");
        }
        GuideFrame frame = guide.isEmpty()
                ? null
                : GuideFrame.of(model, json.integer("frames"), json.integer("width"), json.integer("height"));
        Generation run = model.generate(prompt())
                .seed(json.whole("seed"))
                .steps(json.integer("steps"))
                .guidanceScale(json.number("guidanceScale"))
                .guidanceRescale(json.number("guidanceRescale"))
                .eta(json.number("eta"))
                .frames(json.integer("frames"))
                .size(json.integer("width"), json.integer("height"))
                .frameRate(json.number("frameRate"))
                .clipSkip(json.integer("clipSkip", 0));
        model.codecTiles(json.integer("codecTiles", 0));
        if (guide.isPresent()) {
            Guidance guidance = guide.get().guidance(model, frame, notes);
            if (json.has("guidance") && !same(guidance)) {
                notes.accept("The references are not those that the clip was drawn with: the model's motion profile or"
                        + " this library is another one; the new clip will differ.");
            }
            run.guidedBy(guidance, guide.get().tree());
        }
        changes(model).ifPresent(notes::accept);
        return run;
    }

    /** Whether the guide stands for what it did when the clip was drawn. */
    private boolean same(Guidance guidance) {
        Gson gson = new Gson();
        String now = gson.toJson(guidance.about());
        String then = json.tree().get("guidance").toString();
        return gson.fromJson(now, JsonElement.class).equals(gson.fromJson(then, JsonElement.class));
    }

    /** What may change the last bits. */
    private Optional<String> changes(VideoModel model) {
        List<String> changed = new ArrayList<>();
        compare(changed, "library", json.string("library"), Provenance.libraryVersion());
        compare(changed, "engine", json.string("engine"), Torch.description());
        compare(
                changed,
                "device",
                json.string("device"),
                model.placement().device().toString());
        compare(
                changed,
                "precision",
                json.string("precision"),
                model.placement().precision().toString());
        compare(changed, "threads", Integer.toString(json.integer("threads")), Integer.toString(Torch.threads()));
        if (json.integer("together", 1) > 1) {
            changed.add("it was drawn in one batch of " + json.integer("together"));
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("Other than when the clip was drawn: " + String.join("; ", changed)
                        + ". Its pixels may differ a little.");
    }

    private static void compare(List<String> changed, String name, String then, String now) {
        if (!then.equals(now)) {
            changed.add(name + " " + now + ", it was " + then);
        }
    }
}
