package motionscope.tensor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * A JSON file such as {@code config.json}, read with care, with getters that name the file and the key when something
 * is missing or of another type.
 *
 * <p>Refused with one line: files over 16 MB, nesting over 64 levels, names given twice, text that is not UTF-8, NaN and
 * Infinity, anything but one JSON object. A getter with a default takes the default when the key is absent or null (the
 * way Python libraries write None); a value of the wrong type is an error in every case.
 */
public final class JsonFile {
    /** Larger files are refused. */
    public static final int MAX_BYTES = 16_000_000;

    private static final String ADVICE = "correct it or download it again.";

    private final String source;
    private final JsonObject tree;

    private JsonFile(String source, JsonObject tree) {
        this.source = source;
        this.tree = tree;
    }

    /**
     * Reads a file that holds one JSON object.
     *
     * @throws MotionScopeException if it cannot be read or is refused
     */
    public static JsonFile read(Path path) {
        JsonElement root = parse(path);
        if (!root.isJsonObject()) {
            throw new MotionScopeException(path + " holds " + kind(root) + " instead of an object {...}; " + ADVICE);
        }
        return new JsonFile(path.toString(), root.getAsJsonObject());
    }

    /**
     * Reads a file that holds a list of JSON objects.
     *
     * @throws MotionScopeException if it cannot be read or is refused
     */
    public static List<JsonFile> readAll(Path path) {
        JsonElement root = parse(path);
        if (!root.isJsonArray()) {
            throw new MotionScopeException(path + " holds " + kind(root) + " instead of a list [...]; " + ADVICE);
        }
        JsonObject wrapped = new JsonObject();
        wrapped.add("list", root);
        return new JsonFile(path.toString(), wrapped).objects("list");
    }

    private static JsonElement parse(Path path) {
        return JsonStrict.parse(new ByteArrayInputStream(readBytes(path)), path.toString(), ADVICE, JsonTree::read);
    }

    /**
     * An object made in this program, with the same getters.
     *
     * @param source what errors call it
     */
    public static JsonFile of(String source, JsonObject tree) {
        return new JsonFile(source, tree);
    }

    private static byte[] readBytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new MotionScopeException(
                        path + " is over " + MAX_BYTES + " bytes long; such JSON files are not read.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new MotionScopeException(path + " does not exist; check the name, or download it.", e);
        } catch (IOException e) {
            throw new MotionScopeException(
                    path + " cannot be read (" + e.getMessage() + "); check that it is a file and its permissions.", e);
        }
    }

    /** The object itself, for readers that need more than the getters. */
    public JsonObject tree() {
        return tree;
    }

    /** Whether the key is there with a value other than null. */
    public boolean has(String key) {
        return tree.has(key) && !tree.get(key).isJsonNull();
    }

    /** Whether the key holds a list. */
    public boolean isList(String key) {
        return tree.has(key) && tree.get(key).isJsonArray();
    }

    /** A whole number that fits an int. */
    public int integer(String key) {
        return toInt(key, get(key));
    }

    /** A whole number that may be larger than an int: a seed. */
    public long whole(String key) {
        JsonElement value = tree.get(key);
        if (value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()
                && value.getAsNumber() instanceof Long number) {
            return number;
        }
        return integer(key); // says what is wrong with it
    }

    /** A whole number that fits an int, or the default. */
    public int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    /** A whole number in a range, both ends included. */
    public int integer(String key, int least, int most) {
        int value = integer(key);
        if (value < least || value > most) {
            throw wrong(key, Integer.toString(value), "a whole number from " + least + " to " + most);
        }
        return value;
    }

    /** A finite number. */
    public double number(String key) {
        return toNumber(key, get(key));
    }

    /** A finite number, or the default. */
    public double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /** True or false. */
    public boolean bool(String key) {
        return primitive(key, get(key), JsonPrimitive::isBoolean, "true or false")
                .getAsBoolean();
    }

    /** True or false, or the default. */
    public boolean bool(String key, boolean otherwise) {
        return has(key) ? bool(key) : otherwise;
    }

    /** A string. */
    public String string(String key) {
        return toText(key, get(key));
    }

    /** A string, or the default. */
    public String string(String key, String otherwise) {
        return has(key) ? string(key) : otherwise;
    }

    /** A list of whole numbers that fit an int. */
    public List<Integer> integers(String key) {
        return list(key, value -> toInt(key, value));
    }

    /**
     * A list of exactly count whole numbers; a single number stands for all of them, as in diffusers' configurations
     * (attention_head_dim, layers_per_block).
     */
    public List<Integer> integers(String key, int count) {
        List<Integer> values = isList(key) ? integers(key) : Collections.nCopies(count, integer(key));
        if (values.size() != count) {
            throw wrong(key, "a list of " + values.size(), "a list of " + count);
        }
        return values;
    }

    /** A list of finite numbers. */
    public List<Double> numbers(String key) {
        return list(key, value -> toNumber(key, value));
    }

    /** A list of lists of finite numbers. */
    public List<List<Double>> numberRows(String key) {
        return list(key, row -> list(key, row, value -> toNumber(key, value)));
    }

    /** A list of strings. */
    public List<String> strings(String key) {
        return list(key, value -> toText(key, value));
    }

    /** The object under a key; its errors name the file and the whole path of keys. */
    public JsonFile object(String key) {
        return toObject(key, get(key));
    }

    /** A list of objects; their errors also name the place in the list, counted from 0. */
    public List<JsonFile> objects(String key) {
        List<JsonElement> values = list(key, value -> value);
        return IntStream.range(0, values.size())
                .mapToObj(i -> toObject(key + "[" + i + "]", values.get(i)))
                .toList();
    }

    /** The error for a value that is well-formed but of no use, such as an unknown name. */
    public MotionScopeException wrong(String key, String found, String wanted) {
        return new MotionScopeException(
                source + ": " + JsonStrict.shown(key) + " is " + found + ", but must be " + wanted + "; " + ADVICE);
    }

    /** The file, and inside an object of it the keys that lead there. */
    @Override
    public String toString() {
        return source;
    }

    private JsonElement get(String key) {
        if (!tree.has(key)) {
            throw new MotionScopeException(source + " has no " + JsonStrict.shown(key) + "; " + ADVICE);
        }
        return tree.get(key);
    }

    private <T> List<T> list(String key, Function<JsonElement, T> convert) {
        return list(key, get(key), convert);
    }

    private <T> List<T> list(String key, JsonElement value, Function<JsonElement, T> convert) {
        if (!value.isJsonArray()) {
            throw wrong(key, kind(value), "a list [...]");
        }
        List<T> values = new ArrayList<>();
        value.getAsJsonArray().forEach(item -> values.add(convert.apply(item)));
        return Collections.unmodifiableList(values);
    }

    private int toInt(String key, JsonElement value) {
        String wanted = "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        Number number = primitive(key, value, JsonPrimitive::isNumber, wanted).getAsNumber();
        if (!(number instanceof Long) || number.longValue() != number.intValue()) {
            throw wrong(key, number.toString(), wanted);
        }
        return number.intValue();
    }

    private double toNumber(String key, JsonElement value) {
        return primitive(key, value, JsonPrimitive::isNumber, "a number").getAsDouble();
    }

    private String toText(String key, JsonElement value) {
        return primitive(key, value, JsonPrimitive::isString, "a string").getAsString();
    }

    private JsonFile toObject(String key, JsonElement value) {
        if (!value.isJsonObject()) {
            throw wrong(key, kind(value), "an object {...}");
        }
        return new JsonFile(source + " " + JsonStrict.shown(key), value.getAsJsonObject());
    }

    private JsonPrimitive primitive(
            String key, JsonElement value, Function<JsonPrimitive, Boolean> accepts, String wanted) {
        if (!value.isJsonPrimitive() || !accepts.apply(value.getAsJsonPrimitive())) {
            throw wrong(key, kind(value), wanted);
        }
        return value.getAsJsonPrimitive();
    }

    private static String kind(JsonElement value) {
        if (value.isJsonNull()) {
            return "null";
        }
        if (value.isJsonPrimitive()) {
            String text = JsonStrict.shown(value.getAsString());
            return value.getAsJsonPrimitive().isString() ? "the string " + text : text;
        }
        return value.isJsonArray() ? "a list" : "an object";
    }
}
