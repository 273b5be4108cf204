package motionscope.experiment.analysis;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import motionscope.experiment.MotionKind;
import motionscope.model.Tap;

/**
 * What lies beside a figure as JSON: enough to make it again, with the same bytes on the same machine.
 *
 * @param recipe the settings
 * @param origin the model and the machine
 */
public record Sidecar(Recipe recipe, Origin origin) {
    /** Reads one; {@link SidecarReader} says what is refused. */
    public static Sidecar read(Path file) {
        return SidecarReader.read(file);
    }

    /**
     * As JSON, one setting a line.
     *
     * @param folder where the file will be: paths are written as seen from there
     */
    String toJson(Path folder) {
        JsonObject json = new JsonObject(); // member by member: the Gson that IJava brings knows no records
        json.addProperty("figure", recipe.figure().word());
        json.add("taps", list(recipe.taps().stream().map(Tap::name).toList()));
        json.add("timesteps", list(recipe.timesteps()));
        json.addProperty("scenes", recipe.scenes());
        json.addProperty("seed", recipe.seed());
        json.addProperty("seeds", recipe.seeds());
        json.addProperty("features", recipe.shown().word());
        json.addProperty("channels", recipe.channels());
        json.addProperty("frames", recipe.frames());
        json.addProperty("side", recipe.side());
        json.add("shown_frames", list(recipe.shownFrames()));
        JsonArray point = new JsonArray();
        recipe.point().ifPresent(p -> {
            point.add(p.x());
            point.add(p.y());
        });
        json.add("point", point);
        json.add("kinds", list(recipe.kinds().stream().map(MotionKind::word).toList()));
        JsonArray clips = new JsonArray();
        for (ClipFile clip : recipe.clips()) {
            JsonObject one = new JsonObject();
            one.addProperty("file", seenFrom(folder, clip.file()));
            one.addProperty("sha256", clip.sha256());
            clips.add(one);
        }
        json.add("clips", clips);
        json.addProperty("look", recipe.look().name().toLowerCase(Locale.ROOT));
        json.addProperty("model", origin.model());
        json.addProperty("folder", seenFrom(folder, origin.folder()));
        json.addProperty("weights", origin.weights());
        json.addProperty("device", origin.device());
        json.addProperty("precision", origin.precision());
        json.addProperty("threads", origin.threads());
        json.addProperty("library", origin.library());
        json.addProperty("engine", origin.engine());
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json)
                + "\n";
    }

    private static JsonArray list(Collection<?> values) {
        JsonArray array = new JsonArray();
        for (Object value : values) {
            if (value instanceof Number number) {
                array.add(number);
            } else {
                array.add(String.valueOf(value));
            }
        }
        return array;
    }

    private static String seenFrom(Path folder, Path file) {
        Path base = folder.toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        Path seen = whole.getRoot().equals(base.getRoot()) ? base.relativize(whole) : whole;
        return seen.toString().replace('\\', '/');
    }
}
