package motionscope.sampler;

import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

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

    private static final JsonPrimitive OFF = new JsonPrimitive(false);

    private final JsonFile file;
    private final Set<String> read = new HashSet<>();

    Options(JsonFile file) {
        this.file = file;
    }

    /** How diffusers spells a constant. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    String text(String name) {
        return seen(name).string(name);
    }

    boolean flag(String name, boolean otherwise) {
        return seen(name).bool(name, otherwise);
    }

    int integer(String name, int otherwise) {
        return seen(name).integer(name, otherwise);
    }

    double number(String name, double otherwise) {
        return seen(name).number(name, otherwise);
    }

    OptionalDouble optional(String name) {
        return seen(name).has(name) ? OptionalDouble.of(file.number(name)) : OptionalDouble.empty();
    }

    List<Double> numbers(String name) {
        return seen(name).has(name) ? file.numbers(name) : List.of();
    }

    /** One constant of an enum, by its lower-case name. */
    <E extends Enum<E>> E choice(String name, E otherwise) {
        String text = seen(name).string(name, key(otherwise));
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> key(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        name,
                        "'" + text + "'",
                        "one of " + Arrays.stream(constants).map(Options::key).collect(Collectors.joining(", "))));
    }

    /** @throws MotionScopeException if the file sets an option that nobody has read */
    void requireNothingElse() {
        for (String name : file.tree().keySet()) {
            boolean isOff = !file.has(name) || file.tree().get(name).equals(OFF);
            if (!isOff && !name.startsWith("_") && !read.contains(name) && !LEFT_BEHIND.contains(name)) {
                throw new MotionScopeException(file + ": option " + shown(name) + " is not implemented;"
                        + " this scheduler reads " + new TreeSet<>(read) + ". Remove it, or set it to null.");
            }
        }
    }

    private JsonFile seen(String name) {
        read.add(name);
        return file;
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "..." : name;
    }
}
