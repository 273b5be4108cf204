package motionscope.experiment.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.metric.Flicker;
import motionscope.metric.MotionFidelity;
import motionscope.metric.TrackDistance;
import motionscope.metric.TrackletCorrelation;
import motionscope.metric.Tracks;
import motionscope.tensor.JsonFile;
import motionscope.video.Clip;

/** Measurements of tracks and of a small clip: a JSON file of inputs and values. */
final class MetricsCase implements CheckCase {
    private static final String FILE = "metrics.json";
    private static final String VALUES = "values";
    private static final String FIDELITY = "motion_fidelity";

    @Override
    public String kind() {
        return "metrics";
    }

    @Override
    public boolean computesNetworks() {
        return false;
    }

    @Override
    public boolean accepts(Path folder) {
        return Files.isRegularFile(folder.resolve(Golden.META)) && Files.isRegularFile(folder.resolve(FILE));
    }

    @Override
    public List<Row> compare(Path folder, CheckSettings settings) {
        JsonFile file = JsonFile.read(folder.resolve(FILE));
        Tolerance tolerance = Golden.tolerance(folder);
        Map<String, double[]> ours = measure(file);
        JsonFile wanted = file.object(VALUES);
        List<Row> rows = new ArrayList<>();
        for (String input :
                List.of("reference_tracks", "generated_tracks", "clip_uint8", "side", "still_threshold_px")) {
            rows.add(Row.input(input, ""));
        }
        List<String> there = names(wanted);
        ours.forEach((name, values) -> rows.add(
                there.contains(name)
                        ? tolerance.compare(name, values, reference(wanted, name))
                        : Row.failed(name, "the reference file does not have it")));
        there.stream()
                .filter(name -> !ours.containsKey(name))
                .forEach(name -> rows.add(Row.failed(name, "unknown: this version does not know what it is")));
        return rows;
    }

    private static Map<String, double[]> measure(JsonFile file) {
        Tracks reference = tracks(file, "reference_tracks");
        Tracks generated = tracks(file, "generated_tracks");
        int side = file.integer("side");
        double still = file.number("still_threshold_px");
        MotionFidelity fidelity = MotionFidelity.of(reference, generated, still);
        TrackDistance distance = TrackDistance.of(generated.where(track -> track < reference.count()), reference, side);
        Flicker flicker = Flicker.of(clip(file));
        Map<String, double[]> ours = new LinkedHashMap<>();
        ours.put("correlation", flat(TrackletCorrelation.of(reference, generated, still)));
        ours.put(FIDELITY + ".reference_to_generated", one(fidelity.referenceToGenerated()));
        ours.put(FIDELITY + ".generated_to_reference", one(fidelity.generatedToReference()));
        ours.put(FIDELITY + ".mean", one(fidelity.mean()));
        ours.put("mean_distance_px", one(distance.pixels()));
        ours.put("mean_distance_over_side", one(distance.overSide()));
        ours.put("distance_per_track_px", distance.perTrack());
        ours.put("last_frame_distance_px", one(distance.lastFrame()));
        ours.put("mean_absolute_difference", one(flicker.meanDifference()));
        ours.put("temporal_flicker", one(flicker.score()));
        return ours;
    }

    private static double[] reference(JsonFile values, String name) {
        return switch (name) {
            case "correlation" -> NestedNumbers.of(values, name, 2).values();
            case "distance_per_track_px" -> NestedNumbers.of(values, name, 1).values();
            default -> {
                int dot = name.indexOf('.');
                yield one(
                        dot < 0
                                ? values.number(name)
                                : values.object(name.substring(0, dot)).number(name.substring(dot + 1)));
            }
        };
    }

    private static List<String> names(JsonFile values) {
        List<String> names = new ArrayList<>();
        for (String name : values.tree().keySet()) {
            if (name.equals(FIDELITY)) {
                values.object(name).tree().keySet().forEach(part -> names.add(FIDELITY + "." + part));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static Tracks tracks(JsonFile file, String key) {
        NestedNumbers numbers = NestedNumbers.of(file, key, 3); // (tracks, frames, 2)
        int frames = numbers.shape()[1];
        int length = numbers.shape()[2];
        double[][][] positions = new double[numbers.shape()[0]][frames][];
        for (int t = 0; t < positions.length; t++) {
            for (int f = 0; f < frames; f++) {
                int at = (t * frames + f) * length;
                positions[t][f] = Arrays.copyOfRange(numbers.values(), at, at + length);
            }
        }
        return Tracks.of(positions);
    }

    private static Clip clip(JsonFile file) {
        String key = "clip_uint8";
        NestedNumbers levels = NestedNumbers.of(file, key, 4); // (frames, height, width, 3)
        int[] shape = levels.shape();
        boolean isLevel = Arrays.stream(levels.values()).allMatch(v -> v >= 0 && v <= 255 && v == Math.rint(v));
        if (shape[3] != 3 || !isLevel) {
            throw file.wrong(key, "something else", "red, green and blue of each pixel, 0 to 255");
        }
        int plane = shape[1] * shape[2];
        float[] pixels = new float[levels.values().length]; // (frames, 3, height, width)
        for (int i = 0; i < pixels.length; i++) {
            int frame = i / (3 * plane);
            int channel = i / plane % 3;
            double level = levels.values()[(frame * plane + i % plane) * 3 + channel];
            pixels[i] = (float) (level / 127.5 - 1);
        }
        return Clip.of(pixels, shape[0], shape[1], shape[2], Clip.DEFAULT_FRAME_RATE);
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
