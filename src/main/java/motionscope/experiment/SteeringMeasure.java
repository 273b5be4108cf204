package motionscope.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import motionscope.MotionScopeException;
import motionscope.metric.CameraMotion;
import motionscope.metric.ColourSegmentation;
import motionscope.metric.Contrast;
import motionscope.metric.LucasKanade;
import motionscope.metric.MotionFidelity;
import motionscope.metric.PromptAgreement;
import motionscope.metric.Tracks;
import motionscope.metric.Velocity;
import motionscope.metric.WorldPrompt;
import motionscope.video.Clip;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What one steered clip shows, beside what was asked of it, as a row of a table. */
final class SteeringMeasure {
    /** A figure that does not apply: no zoom asked, no shape there. */
    static final double NONE = -9;

    private static final double ZOOM_AT_LEAST = 0.01; // a third of what is asked
    private static final int GRID = 8; // pixels between tracks

    private SteeringMeasure() {}

    static Table emptyRows() {
        return Table.create(
                "steering",
                StringColumn.create("experiment"),
                StringColumn.create("way"),
                StringColumn.create("prompt"),
                IntColumn.create("seed"),
                StringColumn.create("asked"),
                IntColumn.create("success"),
                IntColumn.create("ground_ok"),
                IntColumn.create("shapes_ok"),
                DoubleColumn.create("speed_error"),
                DoubleColumn.create("ground_x"),
                DoubleColumn.create("ground_y"),
                DoubleColumn.create("zoom"),
                StringColumn.create("shapes"),
                DoubleColumn.create("distance"),
                DoubleColumn.create("fidelity"),
                DoubleColumn.create("contrast"),
                DoubleColumn.create("agreement"));
    }

    static void append(Table rows, SteeringTrial trial, Clip clip) {
        WorldPrompt prompt = WorldPrompt.of(trial.prompt());
        ColourSegmentation found = ColourSegmentation.of(clip, prompt.background(), prompt.colours());
        Camera camera = Camera.of(clip, found);
        List<Velocity> shapes = new ArrayList<>();
        for (int k = 0; k < prompt.colours().size(); k++) {
            shapes.add(found.isMeasurable(k) ? found.velocity(k) : null);
        }
        SteeringTrial.Asked asked = trial.asked();
        boolean ground =
                (asked.ground() == null || camera.seen() && camera.shift().goes(asked.ground()))
                        && (asked.zoom() == 0 || camera.zoom() * Math.signum(asked.zoom()) > ZOOM_AT_LEAST);
        boolean moved = true;
        for (int k = 0; k < asked.shapes().size(); k++) {
            moved &= shapes.get(k) != null && shapes.get(k).goes(asked.shapes().get(k));
        }
        Row row = rows.appendRow();
        row.setString("experiment", trial.experiment());
        row.setString("way", trial.way());
        row.setString("prompt", trial.prompt());
        row.setInt("seed", Math.toIntExact(trial.seed()));
        row.setString("asked", asked.words());
        row.setInt("success", ground && moved ? 1 : 0);
        row.setInt("ground_ok", ground ? 1 : 0);
        row.setInt("shapes_ok", moved ? 1 : 0);
        row.setDouble("speed_error", error(asked, camera, shapes));
        row.setDouble("ground_x", round(camera.shift().x()));
        row.setDouble("ground_y", round(camera.shift().y()));
        row.setDouble("zoom", round(camera.zoom()));
        row.setString("shapes", words(shapes));
        row.setDouble("distance", asked.path() == null ? NONE : distance(found, asked, clip));
        row.setDouble("fidelity", asked.ground() == null || asked.ground().speed() == 0 ? NONE : fidelity(clip, asked));
        row.setDouble("contrast", round(Contrast.of(clip).deviation()));
        row.setDouble("agreement", PromptAgreement.of(clip, prompt).score());
    }

    /** The background's motion; where it cannot be followed it counts as not seen. */
    private record Camera(boolean seen, Velocity shift, double zoom) {
        static Camera of(Clip clip, ColourSegmentation found) {
            try {
                CameraMotion motion = CameraMotion.outside(clip, found::covered);
                return new Camera(true, motion.shift(), motion.zoom());
            } catch (MotionScopeException e) { // too little of the background is left to be followed
                return new Camera(false, new Velocity(NONE, NONE), NONE);
            }
        }
    }

    /** How far the speed along the asked way is from the asked one; of the first shape, else of the ground or zoom. */
    private static double error(SteeringTrial.Asked asked, Camera camera, List<Velocity> shapes) {
        if (!asked.shapes().isEmpty()) {
            return shapes.get(0) == null
                    ? NONE
                    : round(off(shapes.get(0), asked.shapes().get(0)));
        }
        if (asked.zoom() != 0) {
            return camera.seen() ? round(Math.abs(camera.zoom() - asked.zoom())) : NONE;
        }
        return asked.ground() == null || !camera.seen() ? NONE : round(off(camera.shift(), asked.ground()));
    }

    private static double off(Velocity found, Velocity asked) {
        if (asked.speed() == 0) {
            return found.speed();
        }
        return Math.abs((found.x() * asked.x() + found.y() * asked.y()) / asked.speed() - asked.speed());
    }

    /** Mean distance of the first shape's middle to its path, in pixels; frames that do not show it are left out. */
    private static double distance(ColourSegmentation found, SteeringTrial.Asked asked, Clip clip) {
        double sum = 0;
        int seen = 0;
        for (int f = 0; f < found.frames(); f++) {
            boolean[] mask = found.mask(0, f);
            double x = 0;
            double y = 0;
            int area = 0;
            for (int i = 0; i < mask.length; i++) {
                if (mask[i]) {
                    x += i % clip.width() + 0.5;
                    y += i / clip.width() + 0.5;
                    area++;
                }
            }
            if (area > 0) {
                double[] target = asked.path().points()[f];
                sum += Math.hypot(x / area - target[0] * clip.width(), y / area - target[1] * clip.height());
                seen++;
            }
        }
        return seen == 0 ? NONE : round(sum / seen);
    }

    /** Motion fidelity (equation 5) of what Lucas-Kanade follows to points that all move as asked. */
    private static double fidelity(Clip clip, SteeringTrial.Asked asked) {
        LucasKanade.Followed followed = LucasKanade.usualFor(clip).follow(clip, GRID);
        if (followed.kept().length == 0) {
            return NONE;
        }
        double[][] path = new double[clip.frames()][];
        for (int f = 0; f < path.length; f++) {
            path[f] = new double[] {asked.ground().x() * f, asked.ground().y() * f};
        }
        Tracks reference = Tracks.of(new double[][][] {path});
        return round(MotionFidelity.of(reference, followed.tracks(), 0.1).generatedToReference());
    }

    private static String words(List<Velocity> shapes) {
        return shapes.isEmpty()
                ? "none"
                : String.join(
                        "; ",
                        shapes.stream()
                                .map(v -> v == null ? "?" : String.format(Locale.ROOT, "%.2f %.2f", v.x(), v.y()))
                                .toList());
    }

    private static double round(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}
