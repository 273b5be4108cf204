package motionscope.experiment.studio;

import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.MotionReference;
import motionscope.control.Preset;
import motionscope.control.Trajectory;
import motionscope.metric.Velocity;
import motionscope.model.Tap;
import motionscope.video.world.Choreography;

/** A zoom, and shapes that move: as the features of clips have it that are drawn so. */
final class DrawnGuidance {
    private static final double LINE_RADIUS = 10.0 / 64; // of a shape on a line, where no region says how large it is

    private final GuidanceParts parts;

    DrawnGuidance(GuidanceParts parts) {
        this.parts = parts;
    }

    /** The background grows by this much in each frame. */
    Spoken<Guidance> zoom(StudioSettings s, double growth) {
        if (s.preset() == Preset.OFFICIAL_CODE) {
            throw new MotionScopeException(
                    "A zoom was asked for with the preset OFFICIAL_CODE, which compares means over"
                            + " the picture, and those do not zoom; choose ADAPTIVE or PAPER.");
        }
        if (GuidanceParts.own(s)) {
            return new Spoken<>(
                    "controls.zoom(" + growth + ")",
                    () -> parts.controls().value().zoom(growth));
        }
        return like(
                s,
                Choreography.still(parts.frames()).zooming(growth),
                "Choreography.still(" + parts.frames() + ").zooming(" + growth + ")");
    }

    /** The shape in the region moves before a still background. */
    Spoken<Guidance> shape(StudioSettings s, Velocity v) {
        double[] box = s.place().box();
        int side = parts.side();
        double x = Numbers.short3(side * ((box[0] + box[2]) / 2 - 0.5));
        double y = Numbers.short3(side * ((box[1] + box[3]) / 2 - 0.5));
        double radius = Numbers.short3(radius(box));
        requireInside(Math.abs(x) + Math.abs(v.x()) * (parts.whole() - 1) / 2);
        requireInside(Math.abs(y) + Math.abs(v.y()) * (parts.whole() - 1) / 2);
        Choreography asked = Choreography.still(parts.frames()).with(x, y, radius, parts.path(v));
        String code = "Choreography.still(" + parts.frames() + ").with(" + x + ", " + y + ", " + radius + ", "
                + parts.code(v) + ")";
        if (GuidanceParts.own(s)) {
            return new Spoken<>(
                    "controls.like(" + code + ")",
                    () -> parts.controls().value().like(asked));
        }
        return like(s, asked, code);
    }

    /** A shape follows a line. */
    Spoken<Guidance> along(StudioSettings s, Asked.Drawn drawn) {
        if (s.preset() != Preset.ADAPTIVE) {
            throw new MotionScopeException("A drawn trajectory was asked for with the preset " + s.preset()
                    + ", which asks one motion of a region; choose ADAPTIVE, or a direction and a speed.");
        }
        double radius = Numbers.short3(
                s.place() == null
                        ? LINE_RADIUS * parts.side()
                        : radius(s.place().box()));
        Trajectory path = drawn.first(parts.frames(), parts.whole());
        String stops = drawn.stops(parts.whole()).stream()
                .map(p -> "new Trajectory.Stop(" + p.frame() + ", " + p.x() + ", " + p.y() + ")")
                .collect(Collectors.joining(", "));
        String line = "Trajectory.through(" + parts.whole() + ", " + stops + ")";
        String code = parts.frames() == parts.whole()
                ? line
                : "new Trajectory(Arrays.copyOf(" + line + ".points(), " + parts.frames() + "))";
        if (GuidanceParts.own(s)) {
            return new Spoken<>(
                    "controls.drag(" + code + ", " + radius + ")",
                    () -> parts.controls().value().drag(path, radius));
        }
        return like(
                s,
                Choreography.still(parts.frames()).with(radius, path.points(), parts.side()),
                "Choreography.still(" + parts.frames() + ").with(" + radius + ", " + code + ".points(), " + parts.side()
                        + ")");
    }

    private double radius(double... box) {
        return Math.max(1, parts.side() * Math.min(box[2] - box[0], box[3] - box[1]) / 2);
    }

    private void requireInside(double reach) {
        if (reach > parts.side() / 2.0) {
            throw new MotionScopeException("The shape would leave the picture within " + parts.whole()
                    + " frames; ask for a lower speed, or choose a region with more room that way.");
        }
    }

    /** One goal at one tap, from drawn clips. */
    Spoken<Guidance> like(StudioSettings s, Choreography asked, String code) {
        Tap tap = s.tap() == null ? Tap.UP1 : s.tap();
        String channels = s.share() == null ? "" : ", " + parts.channelsCode(tap, s.share());
        Spoken<Guidance> goal = new Spoken<>(
                "controls.like(" + code + ", " + JavaText.tap(tap) + channels + ")",
                () -> parts.controls().value().like(asked, tap, parts.channels(tap, s.share())));
        if (s.preset() == Preset.ADAPTIVE) {
            return goal;
        }
        Spoken<MotionReference> reference = new Spoken<>(
                goal.code() + ".goals().get(0).reference()",
                () -> goal.value().goals().get(0).reference());
        return parts.toward(s, reference);
    }
}
