package motionscope.tensor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Builds a Gson tree from {@link JsonStrict}. Whole numbers become Long, others Double; numbers that fit neither are
 * refused, so no later getter can stumble over them. The depth of the recursion is limited by the parser.
 */
final class JsonTree {
    /** Bounds the memory of the tree, which is many times that of the text. */
    private static final int MAX_VALUES = 2_000_000;

    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private int values;

    private JsonTree() {}

    static JsonElement read(JsonStrict json) throws IOException {
        return new JsonTree().value(json);
    }

    private JsonElement value(JsonStrict json) throws IOException {
        if (++values > MAX_VALUES) {
            throw json.bad("has more than " + MAX_VALUES + " values");
        }
        return switch (json.peek()) {
            case BEGIN_OBJECT -> object(json);
            case BEGIN_ARRAY -> array(json);
            case STRING -> new JsonPrimitive(json.string("it"));
            case BOOLEAN -> new JsonPrimitive(json.bool());
            case NUMBER -> number(json);
            case NULL -> {
                json.nothing();
                yield JsonNull.INSTANCE;
            }
            default -> throw json.bad("lacks a value");
        };
    }

    private JsonObject object(JsonStrict json) throws IOException {
        JsonObject object = new JsonObject();
        Set<String> names = new HashSet<>();
        json.beginObject("it");
        while (json.more()) {
            object.add(json.name(names), value(json));
        }
        json.endObject();
        return object;
    }

    private JsonArray array(JsonStrict json) throws IOException {
        JsonArray array = new JsonArray();
        json.beginArray("it");
        while (json.more()) {
            array.add(value(json));
        }
        json.endArray();
        return array;
    }

    private static JsonPrimitive number(JsonStrict json) throws IOException {
        String text = json.numeral("it");
        if (WHOLE.matcher(text).matches()) {
            try {
                return new JsonPrimitive(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw json.bad("has a whole number that does not fit in 64 bits, " + JsonStrict.shown(text));
            }
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw json.bad("has a number that is too large, " + JsonStrict.shown(text));
        }
        return new JsonPrimitive(number);
    }
}
