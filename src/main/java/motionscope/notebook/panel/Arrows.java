package motionscope.notebook.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import motionscope.experiment.studio.SeenMotion;
import motionscope.metric.Velocity;
import motionscope.notebook.widget.ClipStage;
import motionscope.video.Clip;

/** Asked and measured motion over a clip: the background's in the corner, a shape's at the shape. */
final class Arrows {
    private static final double CORNER_X = 0.2;
    private static final double CORNER_Y = 0.2; // above: the video's own controls are below

    private final Clip clip;
    private final List<ClipStage.Arrow> arrows = new ArrayList<>();

    private Arrows(Clip clip) {
        this.clip = clip;
    }

    static List<ClipStage.Arrow> over(Clip clip, SeenMotion seen, Optional<Velocity> ground, Optional<Velocity> shape) {
        Arrows all = new Arrows(clip);
        seen.ground().ifPresent(v -> all.inCorner(v, true));
        ground.ifPresent(v -> all.inCorner(v, false));
        if (seen.from() != null) {
            double x = seen.from()[0];
            double y = seen.from()[1];
            seen.shape().ifPresent(v -> all.from(x, y, v, true));
            shape.ifPresent(v -> all.from(x, y, v, false));
        }
        return all.arrows;
    }

    private void inCorner(Velocity v, boolean measured) {
        double x = far(v.x(), clip.width()) / 2;
        double y = far(v.y(), clip.height()) / 2;
        add(CORNER_X - x, CORNER_Y - y, CORNER_X + x, CORNER_Y + y, measured, "background", v);
    }

    private void from(double x, double y, Velocity v, boolean measured) {
        add(x, y, x + far(v.x(), clip.width()), y + far(v.y(), clip.height()), measured, "shape", v);
    }

    /** The way over all frames, in shares of the picture. */
    private double far(double speed, int pixels) {
        return speed * (clip.frames() - 1) / pixels;
    }

    private void add(double x0, double y0, double x1, double y1, boolean measured, String what, Velocity v) {
        arrows.add(new ClipStage.Arrow(
                x0, y0, x1, y1, measured, what + (measured ? ", measured: " : ", asked: ") + words(v)));
    }

    /** {@code 1.02 px/frame to the left and 0.10 up}. */
    static String words(Velocity v) {
        if (v.speed() < 0.05) {
            return "still";
        }
        List<String> parts = new ArrayList<>();
        if (Math.abs(v.x()) >= 0.05) {
            parts.add(String.format(Locale.ROOT, "%.2f %s", Math.abs(v.x()), v.x() < 0 ? "left" : "right"));
        }
        if (Math.abs(v.y()) >= 0.05) {
            parts.add(String.format(Locale.ROOT, "%.2f %s", Math.abs(v.y()), v.y() < 0 ? "up" : "down"));
        }
        return String.join(", ", parts) + " px/frame";
    }
}
