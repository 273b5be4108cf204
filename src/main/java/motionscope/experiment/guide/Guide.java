package motionscope.experiment.guide;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import motionscope.MotionScopeException;
import motionscope.control.GradientClip;
import motionscope.control.Guidance;
import motionscope.control.GuidanceLoss;
import motionscope.control.KeySharing;
import motionscope.control.MotionGoal;
import motionscope.control.Preset;
import motionscope.experiment.MotionControls;
import motionscope.experiment.VideoModel;
import motionscope.tensor.JsonFile;

/**
 * Guidance as JSON: what {@code generate --guide} reads, its options stand for, and a sidecar keeps.
 *
 * <p>{@code camera}, {@code shapes} and {@code drag} ask for motion in pixels ({@link MotionControls}); {@code goals}, with
 * regions and references, for anything that {@link Guidance} can. README, 'Steering from a file', has the whole form.
 */
public final class Guide {
    private final JsonFile json;
    private final JsonObject tree;

    private Guide(String source, JsonObject tree) {
        this.tree = tree;
        this.json = JsonFile.of(source, tree);
        GuideKeys.require(
                json,
                "camera",
                "shapes",
                "drag",
                "preset",
                "goals",
                "weight",
                "loss",
                "steps",
                "updates",
                "step_size",
                "clip_to_regions",
                "clip_to_frames",
                "sharing");
        if (ShapesReader.asked(json) == json.has("goals") || ShapesReader.asked(json) && json.has("preset")) {
            throw new MotionScopeException(json + " must ask for motion in one way: camera, shapes and drag, or goals"
                    + " (with a preset, if you like).");
        }
        for (String list : List.of("shapes", "drag", "goals")) {
            if (json.has(list) && json.objects(list).isEmpty()) {
                throw json.wrong(list, "an empty list", "a list of at least one object, or left out");
            }
        }
    }

    /** @throws MotionScopeException if the file is damaged, has unknown keys, or names a file that is not there */
    public static Guide read(Path file) {
        return of(
                file.toString(),
                JsonFile.read(file).tree(),
                file.toAbsolutePath().getParent());
    }

    /**
     * A guide that is not in a file of its own.
     *
     * @param source what errors call it
     * @param folder from which its files are seen
     */
    public static Guide of(String source, JsonObject tree, Path folder) {
        return new Guide(source, GuideFiles.settled(tree, folder).getAsJsonObject());
    }

    /** As JSON, its files with whole paths and hashes. */
    public JsonObject tree() {
        return tree.deepCopy();
    }

    /**
     * The guidance.
     *
     * @param notes gets a line for whatever was adapted or will take long
     */
    public Guidance guidance(VideoModel model, GuideFrame frame, Consumer<String> notes) {
        MotionControls[] controls = new MotionControls[1]; // measured at most once
        ReferenceReader references = new ReferenceReader(
                model, frame, () -> controls[0] = controls[0] == null ? controls(model, notes) : controls[0], notes);
        Guidance guidance;
        if (ShapesReader.asked(json)) {
            if (frame.other()) {
                notes.accept("References are " + frame.own() + " frames of " + frame.side() + "x" + frame.side()
                        + ", the clip " + frame.frames() + " of " + frame.width() + "x" + frame.height()
                        + ": they were resampled.");
            }
            guidance = new ShapesReader(frame).read(json, references.controls().get());
        } else {
            guidance =
                    (json.has("preset") ? GuideKeys.word(json, "preset", Preset.values()) : Preset.ADAPTIVE).guidance();
            for (JsonFile goal : json.objects("goals")) {
                guidance = guidance.toward(placed(goal, () -> goal(goal, references, new RegionReader(frame))));
            }
        }
        Guidance asked = guidance;
        return placed(json, () -> settings(asked));
    }

    private static MotionControls controls(VideoModel model, Consumer<String> notes) {
        if (!MotionControls.areMeasured(model)) {
            notes.accept("No motion profile of the model '" + model.name() + "' lies in its folder; it is measured now,"
                    + " which takes minutes on a processor.");
        }
        return MotionControls.of(model);
    }

    /** Errors of what the values mean name their place, too. */
    private static <T> T placed(JsonFile where, Supplier<T> read) {
        try {
            return read.get();
        } catch (MotionScopeException e) {
            if (e.getMessage().contains(where.toString())) {
                throw e;
            }
            throw new MotionScopeException(where + ": " + e.getMessage(), e);
        }
    }

    private static MotionGoal goal(JsonFile json, ReferenceReader references, RegionReader regions) {
        GuideKeys.require(json, "reference", "region", "weight", "loss");
        MotionGoal goal = MotionGoal.of(references.read(json.object("reference")));
        goal = json.has("region") ? goal.in(regions.read(json.object("region"))) : goal;
        goal = json.has("weight") ? goal.weight(json.number("weight")) : goal;
        return json.has("loss") ? goal.loss(GuideKeys.word(json, "loss", GuidanceLoss.values())) : goal;
    }

    private Guidance settings(Guidance asked) {
        Guidance set = asked;
        set = json.has("weight") ? set.weight(json.number("weight")) : set;
        set = json.has("loss") ? set.loss(GuideKeys.word(json, "loss", GuidanceLoss.values())) : set;
        set = json.has("updates") ? set.updates(json.integer("updates")) : set;
        set = json.has("clip_to_regions") ? set.clipToRegions(json.bool("clip_to_regions")) : set;
        set = json.has("clip_to_frames")
                ? set.clipToFrames(json.integer("clip_to_frames", 0, GradientClip.ALL_FRAMES))
                : set;
        set = json.has("sharing") ? set.sharing(GuideKeys.word(json, "sharing", KeySharing.values())) : set;
        if (json.has("steps")) {
            List<Integer> steps = new ArrayList<>(json.integers("steps"));
            if (steps.size() != 2 && steps.size() != 3) {
                throw json.wrong("steps", "a list of " + steps.size(), "[from, to] or [from, to, of]");
            }
            set = steps.size() == 2
                    ? set.steps(steps.get(0), steps.get(1))
                    : set.steps(steps.get(0), steps.get(1), steps.get(2));
        }
        if (json.has("step_size")) {
            JsonFile size = json.object("step_size");
            GuideKeys.require(size, "kind", "value");
            double value = size.number("value");
            set = switch (size.string("kind")) {
                case "raw" -> set.stepSize(value);
                case "relative" -> set.relative(value);
                case "adaptive" -> set.adaptive(value);
                default -> throw size.wrong("kind", "an unknown word", "raw, relative or adaptive");
            };
        }
        return set;
    }
}
