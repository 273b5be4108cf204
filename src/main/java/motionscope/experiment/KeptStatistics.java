package motionscope.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motionscope.MotionScopeException;
import motionscope.control.MotionStatistics;
import motionscope.control.SpeedCalibration;
import motionscope.model.Tap;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What was measured of a model's camera channels, as two tables in a folder, most often the model's own. */
final class KeptStatistics {
    private final VideoModel model;
    private final StudyFile statistics;
    private final StudyFile calibration;

    KeptStatistics(VideoModel model) {
        this(model, model.folder());
    }

    KeptStatistics(VideoModel model, Path folder) {
        this.model = model;
        this.statistics = new StudyFile(folder.resolve("motion_statistics.csv"));
        this.calibration = new StudyFile(folder.resolve("speed_calibration.csv"));
    }

    private static Table statisticsTable() {
        return Table.create(
                "motion_statistics",
                IntColumn.create("timestep"),
                StringColumn.create("axis"),
                IntColumn.create("channel"),
                DoubleColumn.create("weight"),
                DoubleColumn.create("minimum"),
                DoubleColumn.create("maximum"),
                IntColumn.create("sign"));
    }

    private static Table calibrationTable() {
        return Table.create(
                "speed_calibration", DoubleColumn.create("reference_speed"), DoubleColumn.create("measured_speed"));
    }

    void save(MotionStatistics measured, SpeedCalibration calibrated) {
        Table rows = statisticsTable();
        measured.byTimestep().forEach((t, axes) -> axes.forEach(one -> append(rows, t, one)));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tap", measured.tap().name());
        settings.put("speed", Double.toString(measured.speed()));
        settings.put("channels", Integer.toString(measured.channels().total()));
        statistics.save(rows, StudyOrigin.of("motion statistics", model, settings, 0));
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

    private static void append(Table rows, double timestep, ChannelStatistics one) {
        for (int c = 0; c < one.channels().count(); c++) {
            Row row = rows.appendRow();
            row.setInt("timestep", (int) Math.round(timestep));
            row.setString("axis", one.axis().name());
            row.setInt("channel", one.channels().indices()[c]);
            row.setDouble("weight", one.channels().weights()[c]);
            row.setDouble("minimum", one.minimum()[c]);
            row.setDouble("maximum", one.maximum()[c]);
            row.setInt("sign", one.sign()[c]);
        }
    }

    /** Empty where there are none, or those of other weights. */
    Optional<MotionStatistics> statistics() {
        if (!statistics.exists() || !statistics.origin().weights().equals(model.weightsHash())) {
            return Optional.empty();
        }
        StudyOrigin origin = statistics.origin();
        Map<Double, Map<MotionAxis, List<Row>>> grouped = new TreeMap<>();
        Table kept = statistics.rows(statisticsTable());
        for (int i = 0; i < kept.rowCount(); i++) {
            Row row = kept.row(i);
            grouped.computeIfAbsent((double) row.getInt("timestep"), t -> new LinkedHashMap<>())
                    .computeIfAbsent(axis(row.getString("axis")), a -> new ArrayList<>())
                    .add(row);
        }
        int total = (int) number(origin, "channels");
        TreeMap<Double, List<ChannelStatistics>> byTimestep = new TreeMap<>();
        grouped.forEach((t, axes) -> {
            List<ChannelStatistics> each = new ArrayList<>();
            axes.forEach((axis, rows) -> each.add(of(axis, rows, total)));
            byTimestep.put(t, each);
        });
        return Optional.of(new MotionStatistics(
                new Tap(origin.settings().getOrDefault("tap", "")), number(origin, "speed"), byTimestep));
    }

    private static MotionAxis axis(String name) {
        for (MotionAxis axis : MotionAxis.values()) {
            if (axis.name().equals(name)) {
                return axis;
            }
        }
        throw new MotionScopeException("The motion statistics name the axis '" + name + "'; there are "
                + List.of(MotionAxis.values()) + ". Remove the file to measure them again.");
    }

    private static double number(StudyOrigin origin, String name) {
        try {
            return Double.parseDouble(origin.settings().getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new MotionScopeException(
                    "The motion statistics do not say their " + name + "; remove the file to measure them again.", e);
        }
    }

    private static ChannelStatistics of(MotionAxis axis, List<Row> rows, int total) {
        int n = rows.size();
        int[] channels = new int[n];
        double[] weights = new double[n];
        double[] minimum = new double[n];
        double[] maximum = new double[n];
        int[] sign = new int[n];
        for (int i = 0; i < n; i++) {
            channels[i] = rows.get(i).getInt("channel");
            weights[i] = rows.get(i).getDouble("weight");
            minimum[i] = rows.get(i).getDouble("minimum");
            maximum[i] = rows.get(i).getDouble("maximum");
            sign[i] = rows.get(i).getInt("sign");
        }
        return new ChannelStatistics(axis, new MotionChannels(channels, weights, total), minimum, maximum, sign);
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
