package motionscope.experiment.guide;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import motionscope.MotionScopeException;
import motionscope.experiment.analysis.ClipFile;

/** Files that a guide names: found from its folder, and with the SHA-256 of their bytes. */
final class GuideFiles {
    private GuideFiles() {}

    /**
     * The same tree with whole paths and hashes.
     *
     * @throws MotionScopeException if a file is not there, or not what its hash says
     */
    static JsonElement settled(JsonElement tree, Path folder) {
        JsonElement copy = tree.deepCopy();
        settle(copy, folder);
        return copy;
    }

    private static void settle(JsonElement element, Path folder) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(e -> settle(e, folder));
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            JsonElement file = object.get("file");
            if (file != null && file.isJsonPrimitive()) {
                settle(object, file.getAsString(), folder);
            }
            object.entrySet().forEach(e -> settle(e.getValue(), folder));
        }
    }

    private static void settle(JsonObject object, String name, Path folder) {
        Path file;
        try {
            file = folder.resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new MotionScopeException("The guide names a file whose name is no path; correct it.", e);
        }
        String now = ClipFile.of(file).sha256();
        JsonElement then = object.get("sha256");
        if (then != null && !(then.isJsonPrimitive() && then.getAsString().equals(now))) {
            throw new MotionScopeException("The reference " + file + " has changed: its SHA-256 is not the one that the"
                    + " guide names; bring the old file back, or leave the sha256 out.");
        }
        object.addProperty("file", file.toString());
        object.addProperty("sha256", now);
    }
}
