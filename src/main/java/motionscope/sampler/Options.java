package motionscope.sampler;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;

/** Typed access to a scheduler's options, which remembers what was read: nothing in a file is ignored in silence. */
final class Options {
    /**
     * What other schedulers of diffusers leave behind in published folders. diffusers drops these too: the classes
     * here have no such options.
     */
    private static final Set<String> LEFT_BEHIND = Set.of(
            "skip_prk_steps",
            "variance_type",
            "algorithm_type",
            "solver_order",
            "solver_type",
            "lower_order_final",
            "lambda_min_clipped",
            "predict_x0",
            "disable_corrector",
            "flow_shift",
            "time_shift_type",
            "clip_sample",
            "clip_sample_range",
            "thresholding",
            "dynamic_thresholding_ratio",
            "sample_max_value",
            "set_alpha_to_one",
            "timestep_type",
            "interpolation_type",
            "final_sigmas_type",
            "sigma_min",
            "sigma_max",
            "use_karras_sigmas",
            "use_exponential_sigmas",
            "use_beta_sigmas");

    private final JsonObject json;
    private final String source;
    private final Set<String> read = new HashSet<>();

    /** @param source the file, for messages */
    Options(JsonObject json, String source) {
        this.json = json;
        this.source = source;
    }

    /** How diffusers spells a constant. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    String text(String name) {
        JsonElement value = value(name);
        if (value == null) {
            throw new MotionScopeException(source + " has no " + name + "; is it a scheduler's file?");
        }
        return primitive(name, value, JsonPrimitive::isString, "a text").getAsString();
    }

    boolean flag(String name, boolean otherwise) {
        JsonElement value = value(name);
        return value == null
                ? otherwise
                : primitive(name, value, JsonPrimitive::isBoolean, "true or false")
                        .getAsBoolean();
    }

    double number(String name, double otherwise) {
        return optional(name).orElse(otherwise);
    }

    OptionalDouble optional(String name) {
        JsonElement value = value(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(number(name, value));
    }

    int integer(String name, int otherwise) {
        double number = number(name, otherwise);
        if (number != (int) number) {
            throw wrong(name, String.valueOf(number), "a whole number");
        }
        return (int) number;
    }

    List<Double> numbers(String name) {
        JsonElement value = value(name);
        List<Double> numbers = new ArrayList<>();
        if (value != null) {
            if (!value.isJsonArray()) {
                throw wrong(name, shown(value), "a list of numbers");
            }
            value.getAsJsonArray().forEach(one -> numbers.add(number(name, one)));
        }
        return numbers;
    }

    /** One constant of an enum, by its lower-case name. */
    <E extends Enum<E>> E choice(String name, E otherwise) {
        JsonElement value = value(name);
        if (value == null) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        String text = primitive(name, value, JsonPrimitive::isString, "a text").getAsString();
        return Arrays.stream(constants)
                .filter(constant -> key(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        "'" + text + "'",
                        "one of " + Arrays.stream(constants).map(Options::key).collect(Collectors.joining(", "))));
    }

    /** @throws MotionScopeException if the file sets an option that nobody has read */
    void requireNothingElse() {
        for (String name : json.keySet()) {
            JsonElement value = json.get(name);
            boolean isOff = value.isJsonNull()
                    || (value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean() && !value.getAsBoolean());
            if (!isOff && !name.startsWith("_") && !read.contains(name) && !LEFT_BEHIND.contains(name)) {
                throw new MotionScopeException(source + ": option " + name + " (" + shown(value)
                        + ") is not implemented; this scheduler reads "
                        + new TreeSet<>(read)
                                .stream()
                                        .filter(known -> !known.startsWith("_"))
                                        .collect(Collectors.joining(", "))
                        + ".");
            }
        }
    }

    private JsonElement value(String name) {
        read.add(name);
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    private double number(String name, JsonElement value) {
        double number;
        try {
            number = primitive(name, value, JsonPrimitive::isNumber, "a number").getAsDouble();
        } catch (NumberFormatException e) {
            throw wrong(name, shown(value), "a number");
        }
        if (!Double.isFinite(number)) {
            throw wrong(name, shown(value), "a finite number");
        }
        return number;
    }

    private JsonPrimitive primitive(String name, JsonElement value, Predicate<JsonPrimitive> fits, String expected) {
        if (!value.isJsonPrimitive() || !fits.test(value.getAsJsonPrimitive())) {
            throw wrong(name, shown(value), expected);
        }
        return value.getAsJsonPrimitive();
    }

    private MotionScopeException wrong(String name, String found, String expected) {
        return new MotionScopeException(source + ": " + name + " is " + found + "; it must be " + expected + ".");
    }

    private static String shown(JsonElement value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
