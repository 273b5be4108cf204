package motionscope.experiment.guide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.tensor.JsonFile;

/** What all parts of a guide are checked for. */
final class GuideKeys {
    private GuideKeys() {}

    /** @throws MotionScopeException naming every key that is not known */
    static void require(JsonFile json, String... known) {
        Set<String> unknown = new TreeSet<>(json.tree().keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            String shown = unknown.stream()
                    .map(k -> "'" + (k.length() > 40 ? k.substring(0, 40) + "..." : k).replaceAll("\\p{Cntrl}", "?")
                            + "'")
                    .collect(Collectors.joining(", "));
            throw new MotionScopeException(
                    json + " has " + shown + ", which is unknown here; known are " + String.join(", ", known) + ".");
        }
    }

    /** A word of an enum, written with spaces or underscores. */
    static <E extends Enum<E>> E word(JsonFile json, String key, E[] values) {
        String word = json.string(key).toUpperCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(values)
                .filter(v -> v.name().equals(word))
                .findFirst()
                .orElseThrow(() -> json.wrong(
                        key,
                        "an unknown word",
                        Arrays.stream(values)
                                .map(v -> v.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
