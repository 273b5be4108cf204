package motionscope.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.control.MotionProfile;
import motionscope.control.SpeedCalibration;
import motionscope.model.Tap;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What was measured of a model's camera channels, as two tables in a folder, most often the model's own. */
final class KeptProfile {
    private final VideoModel model;
    private final StudyFile profile;
    private final StudyFile calibration;

    KeptProfile(VideoModel model) {
        this(model, model.folder());
    }

    KeptProfile(VideoModel model, Path folder) {
        this.model = model;
        this.profile = new StudyFile(folder.resolve("motion_profile.csv"));
        this.calibration = new StudyFile(folder.resolve("speed_calibration.csv"));
    }

    private static Table profileTable() {
        return Table.create(
                "motion_profile",
                IntColumn.create("timestep"),
                StringColumn.create("axis"),
                IntColumn.create("channel"),
                DoubleColumn.create("weight"),
                IntColumn.create("place"),
                DoubleColumn.create("value"));
    }

    private static Table calibrationTable() {
        return Table.create(
                "speed_calibration", DoubleColumn.create("reference_speed"), DoubleColumn.create("measured_speed"));
    }

    void save(MotionProfile measured, SpeedCalibration calibrated) {
        Table rows = profileTable();
        measured.byTimestep()
                .forEach((t, axes) -> axes.forEach((axis, curves) -> append(rows, measured, t, axis, curves)));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tap", measured.tap().name());
        settings.put("reach", Double.toString(measured.reach()));
        settings.put("channels", Integer.toString(measured.channels().total()));
        profile.save(rows, StudyOrigin.of("motion profile", model, settings, 0));
        if (calibrated != null) {
            Table speeds = calibrationTable();
            for (int i = 0; i < calibrated.scales().length; i++) {
                Row row = speeds.appendRow();
                row.setDouble("reference_speed", calibrated.scales()[i]);
                row.setDouble("measured_speed", calibrated.speeds()[i]);
            }
            calibration.save(speeds, StudyOrigin.of("speed calibration", model, settings, 0));
        }
    }

    private static void append(Table rows, MotionProfile measured, double t, MotionAxis axis, float[][] curves) {
        for (int c = 0; c < curves.length; c++) {
            for (int place = 0; place < curves[c].length; place++) {
                Row row = rows.appendRow();
                row.setInt("timestep", (int) Math.round(t));
                row.setString("axis", axis.name());
                row.setInt("channel", measured.channels().indices()[c]);
                row.setDouble("weight", rounded(measured.channels().weights()[c]));
                row.setInt("place", place);
                row.setDouble("value", rounded(curves[c][place]));
            }
        }
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    /** Empty where there is none, or that of other weights. */
    Optional<MotionProfile> profile() {
        if (!profile.exists() || !profile.origin().weights().equals(model.weightsHash())) {
            return Optional.empty();
        }
        StudyOrigin origin = profile.origin();
        Table rows = profile.rows(profileTable());
        Map<Integer, Double> channels = new LinkedHashMap<>(); // with their weights, in order
        int places = 0;
        for (Row row : rows) {
            channels.putIfAbsent(row.getInt("channel"), row.getDouble("weight"));
            places = Math.max(places, row.getInt("place") == Integer.MAX_VALUE ? 0 : 1 + row.getInt("place"));
        }
        int[] indices = channels.keySet().stream().mapToInt(Integer::intValue).toArray();
        if (places > rows.rowCount()) {
            throw damaged("the place " + (places - 1) + " in " + rows.rowCount() + " rows");
        }
        TreeMap<Double, Map<MotionAxis, float[][]>> byTimestep = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            int size = places;
            float[][] curves = byTimestep
                    .computeIfAbsent((double) row.getInt("timestep"), t -> new EnumMap<>(MotionAxis.class))
                    .computeIfAbsent(axis(row.getString("axis")), a -> new float[indices.length][size]);
            int place = row.getInt("place");
            if (place < 0 || place >= places) {
                throw damaged("the place " + place);
            }
            if (!seen.add(
                    row.getInt("timestep") + " " + row.getString("axis") + " " + row.getInt("channel") + " " + place)) {
                throw damaged("a place twice, in row " + (seen.size() + 1));
            }
            int channel = Arrays.stream(indices).boxed().toList().indexOf(row.getInt("channel"));
            curves[channel][place] = (float) row.getDouble("value");
        }
        int whole = byTimestep.size() * 2 * indices.length * places; // two axes
        if (rows.rowCount() != whole) {
            throw damaged(rows.rowCount() + " rows instead of " + whole);
        }
        double[] weights =
                channels.values().stream().mapToDouble(Double::doubleValue).toArray();
        return Optional.of(new MotionProfile(
                new Tap(origin.settings().getOrDefault("tap", "")),
                new MotionChannels(indices, weights, (int) number(origin, "channels")),
                number(origin, "reach"),
                byTimestep));
    }

    private static MotionAxis axis(String name) {
        for (MotionAxis axis : MotionAxis.values()) {
            if (axis.name().equals(name)) {
                return axis;
            }
        }
        throw damaged("the axis '" + name + "'");
    }

    private static MotionScopeException damaged(String what) {
        return new MotionScopeException(
                "The motion profile is damaged: it has " + what + "; remove the file to measure it again.");
    }

    private static double number(StudyOrigin origin, String name) {
        try {
            return Double.parseDouble(origin.settings().getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw damaged("no number for '" + name + "'");
        }
    }

    /** Empty where there is none, or that of other weights. */
    Optional<SpeedCalibration> calibration() {
        if (!calibration.exists() || !calibration.origin().weights().equals(model.weightsHash())) {
            return Optional.empty();
        }
        Table rows = calibration.rows(calibrationTable());
        return Optional.of(new SpeedCalibration(
                rows.doubleColumn("reference_speed").asDoubleArray(),
                rows.doubleColumn("measured_speed").asDoubleArray()));
    }
}
