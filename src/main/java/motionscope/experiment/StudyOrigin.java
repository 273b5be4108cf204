package motionscope.experiment;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import motionscope.tensor.JsonFile;
import motionscope.tensor.Torch;

/**
 * How the numbers of a study were made.
 *
 * @param study its name, for example {@code layers}
 * @param model name of the model folder
 * @param weights SHA-256 of the network's weights
 * @param settings what was studied, by name
 * @param seconds that it took in all
 */
public record StudyOrigin(
        String study,
        String model,
        String weights,
        String library,
        String engine,
        String device,
        String precision,
        Map<String, String> settings,
        double seconds) {
    public StudyOrigin {
        settings = Map.copyOf(settings);
    }

    static StudyOrigin of(String study, VideoModel model, Map<String, String> settings, double seconds) {
        return new StudyOrigin(
                study,
                model.name(),
                model.weightsHash(),
                Provenance.libraryVersion(),
                Torch.description(),
                model.placement().device().toString(),
                model.placement().precision().toString(),
                settings,
                seconds);
    }

    /** The same study of the same network with the same settings: its results may be continued. Device and version may differ. */
    boolean continues(StudyOrigin other) {
        return study.equals(other.study) && weights.equals(other.weights) && settings.equals(other.settings);
    }

    StudyOrigin after(double moreSeconds) {
        return new StudyOrigin(
                study, model, weights, library, engine, device, precision, settings, seconds + moreSeconds);
    }

    /** What was loaded, in one line for a reader. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "study '%s' of %s (weights %s) by MotionScope %s on %s, %s, in %.0f s",
                study,
                model,
                weights.substring(0, Math.min(8, weights.length())),
                library,
                device,
                precision,
                seconds);
    }

    /** As JSON, one setting a line. */
    String toJson() {
        JsonObject json = new JsonObject(); // member by member: the Gson that IJava brings knows no records
        json.addProperty("study", study);
        json.addProperty("model", model);
        json.addProperty("weights", weights);
        json.addProperty("library", library);
        json.addProperty("engine", engine);
        json.addProperty("device", device);
        json.addProperty("precision", precision);
        json.addProperty("seconds", Math.rint(seconds));
        JsonObject chosen = new JsonObject();
        settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> chosen.addProperty(e.getKey(), e.getValue()));
        json.add("settings", chosen);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    static StudyOrigin of(JsonFile json) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonObject chosen = json.object("settings").tree();
        for (Map.Entry<String, JsonElement> entry : chosen.entrySet()) {
            settings.put(entry.getKey(), json.object("settings").string(entry.getKey()));
        }
        return new StudyOrigin(
                json.string("study"),
                json.string("model"),
                json.string("weights"),
                json.string("library"),
                json.string("engine"),
                json.string("device"),
                json.string("precision"),
                settings,
                json.number("seconds"));
    }
}
