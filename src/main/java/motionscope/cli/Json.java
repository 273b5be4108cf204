package motionscope.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/** Results as JSON that every reader takes: what is no number is null. */
final class Json {
    private Json() {}

    static String of(Object result) {
        JsonSerializer<Double> finite =
                (value, type, context) -> Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .registerTypeAdapter(double.class, finite)
                        .registerTypeAdapter(Double.class, finite)
                        .create()
                        .toJson(result)
                + "\n";
    }
}
