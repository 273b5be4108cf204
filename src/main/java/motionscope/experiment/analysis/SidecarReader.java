package motionscope.experiment.analysis;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.experiment.MotionKind;
import motionscope.model.Tap;
import motionscope.plot.Look;
import motionscope.tensor.JsonFile;

/**
 * Reads a sidecar that anyone may have written. Refused with one line: what {@link JsonFile} refuses, a setting that is
 * missing, unknown, of another type or out of its range, a hash that is none.
 */
final class SidecarReader {
    private static final Set<String> NAMES = Set.of(
            "figure",
            "taps",
            "timesteps",
            "scenes",
            "seed",
            "seeds",
            "features",
            "channels",
            "frames",
            "side",
            "shown_frames",
            "point",
            "kinds",
            "clips",
            "look",
            "model",
            "folder",
            "weights",
            "device",
            "precision",
            "threads",
            "library",
            "engine");
    private static final int MOST_THREADS = 4096;

    private final Path file;
    private final JsonFile json;

    private SidecarReader(Path file, JsonFile json) {
        this.file = file;
        this.json = json;
    }

    static Sidecar read(Path file) {
        SidecarReader reader = new SidecarReader(file, JsonFile.read(file));
        requireKnown(reader.json, NAMES);
        return new Sidecar(reader.recipe(), reader.origin());
    }

    private static void requireKnown(JsonFile json, Set<String> known) {
        Set<String> unknown = new HashSet<>(json.tree().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String name = unknown.stream().sorted().findFirst().orElseThrow();
            throw json.wrong(name, "there", "left out: a figure has no such setting");
        }
    }

    private Recipe recipe() {
        FigureKind figure = FigureKind.of(json.string("figure"))
                .orElseThrow(() -> wrong("figure", json.string("figure"), words(FigureKind.values())));
        List<Tap> taps = json.strings("taps").stream().map(this::tap).toList();
        ShownFeatures shown = ShownFeatures.of(json.string("features"))
                .orElseThrow(() -> wrong("features", json.string("features"), words(ShownFeatures.values())));
        List<MotionKind> kinds = json.strings("kinds").stream()
                .map(word -> chosen("kinds", word, MotionKind.values()))
                .toList();
        Look look = chosen("look", json.string("look"), Look.values());
        try {
            return new Recipe(
                    figure,
                    taps,
                    json.integers("timesteps"),
                    json.integer("scenes"),
                    json.whole("seed"),
                    json.integer("seeds"),
                    shown,
                    json.integer("channels"),
                    json.integer("frames"),
                    json.integer("side"),
                    json.integers("shown_frames"),
                    point(),
                    kinds,
                    json.objects("clips").stream().map(this::clip).toList(),
                    look);
        } catch (MotionScopeException e) {
            throw e.getMessage().startsWith(file.toString())
                    ? e
                    : new MotionScopeException(file + ": " + e.getMessage(), e);
        }
    }

    private Tap tap(String name) {
        try {
            return new Tap(name);
        } catch (MotionScopeException e) {
            throw new MotionScopeException(file + ": " + e.getMessage(), e);
        }
    }

    private Optional<Point> point() {
        List<Integer> place = json.integers("point");
        if (place.isEmpty()) {
            return Optional.empty();
        }
        if (place.size() != 2) {
            throw json.wrong("point", "a list of " + place.size(), "[x, y], or [] for the middle");
        }
        return Optional.of(new Point(place.get(0), place.get(1)));
    }

    private ClipFile clip(JsonFile entry) {
        requireKnown(entry, Set.of("file", "sha256"));
        return new ClipFile(path(entry, "file"), hash(entry, "sha256"));
    }

    private Origin origin() {
        return new Origin(
                json.string("model"),
                path(json, "folder"),
                hash(json, "weights"),
                json.string("device"),
                json.string("precision"),
                json.integer("threads", 1, MOST_THREADS),
                json.string("library"),
                json.string("engine"));
    }

    /** A path as seen from the sidecar's folder. */
    private Path path(JsonFile from, String key) {
        String text = from.string(key);
        try {
            return file.toAbsolutePath().resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            throw from.wrong(key, "no path", "the name of a file");
        }
    }

    private static String hash(JsonFile from, String key) {
        String text = from.string(key);
        if (!text.matches("[0-9a-f]{64}")) {
            throw from.wrong(key, "no SHA-256", "64 digits of 0-9 and a-f");
        }
        return text;
    }

    private <E extends Enum<E>> E chosen(String key, String word, E[] values) {
        return Arrays.stream(values)
                .filter(v -> v.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(key, word, words(values)));
    }

    private MotionScopeException wrong(String key, String found, String wanted) {
        String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
        return json.wrong(key, "'" + shown.replaceAll("\\p{Cntrl}|\\R", "?") + "'", wanted);
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }
}
