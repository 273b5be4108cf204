package motionscope.experiment.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.control.Trajectory;
import motionscope.metric.Velocity;
import motionscope.tensor.JsonFile;

/**
 * What a clip's sidecar says of the motion that was asked for, in pixels of the drawn clip.
 *
 * @param camera of the background; empty where nothing, or only a zoom, was asked of it
 * @param zoom growth of the background in each frame; 0 where none was asked
 * @param things what was to move before it
 */
public record AskedMotions(Optional<Velocity> camera, double zoom, List<Thing> things) {
    /**
     * Something at a place.
     *
     * @param x of the middle of its way, in pixels from the middle of the picture
     * @param y downwards
     * @param path along which it was dragged; empty where only a motion was asked
     */
    public record Thing(double x, double y, Velocity velocity, Optional<Trajectory> path) {}

    /**
     * Empty where the clip was not guided, or towards something else than a motion in pixels.
     *
     * @throws motionscope.MotionScopeException if the guide is damaged
     */
    public static Optional<AskedMotions> of(JsonFile sidecar) {
        if (!sidecar.has("guide")) {
            return Optional.empty();
        }
        JsonFile guide = sidecar.object("guide");
        int frames = sidecar.integer("frames");
        int width = sidecar.integer("width");
        GuideFrame frame = new GuideFrame(frames, width, sidecar.integer("height"), frames, width);
        if (ShapesReader.asked(guide)) {
            return Optional.of(inPixels(guide, frame));
        }
        return guide.objects("goals").stream()
                .filter(goal -> !goal.has("region") && goal.has("reference"))
                .map(goal -> goal.object("reference"))
                .flatMap(reference -> ofReference(reference, frame).stream())
                .findFirst();
    }

    private static Optional<AskedMotions> ofReference(JsonFile reference, GuideFrame frame) {
        return switch (reference.string("kind")) {
            case "camera" -> Optional.of(ofCamera(AskedMotion.of(reference.string("move"))));
            case "path" ->
                Optional.of(new AskedMotions(
                        Optional.of(velocity(DrawnPath.read(reference, frame).over(frame.frames()), frame)),
                        0,
                        List.of()));
            case "world" -> Optional.of(inPixels(reference, frame));
            default -> Optional.empty();
        };
    }

    private static AskedMotions ofCamera(AskedMotion camera) {
        Velocity shift = new Velocity(camera.right(), camera.down());
        return new AskedMotions(camera.zoom() == 0 ? Optional.of(shift) : Optional.empty(), camera.zoom(), List.of());
    }

    private static AskedMotions inPixels(JsonFile json, GuideFrame frame) {
        AskedMotions camera = ofCamera(AskedMotion.of(json.string("camera", "still")));
        List<Thing> things = new ArrayList<>();
        for (JsonFile shape : json.has("shapes") ? json.objects("shapes") : List.<JsonFile>of()) {
            double[] box = new RegionReader(frame).box(shape, "region");
            AskedMotion move = AskedMotion.of(shape.string("move"));
            things.add(new Thing(
                    box[0] + (box[2] - frame.width()) / 2,
                    box[1] + (box[3] - frame.height()) / 2,
                    new Velocity(move.right(), move.down()),
                    Optional.empty()));
        }
        for (JsonFile drag : json.has("drag") ? json.objects("drag") : List.<JsonFile>of()) {
            things.add(dragged(DrawnPath.read(drag, frame).over(frame.frames()), frame));
        }
        return new AskedMotions(camera.camera(), camera.zoom(), List.copyOf(things));
    }

    private static Thing dragged(Trajectory path, GuideFrame frame) {
        double x = 0;
        double y = 0;
        for (double[] point : path.points()) {
            x += (point[0] - 0.5) * frame.width() / path.frames();
            y += (point[1] - 0.5) * frame.height() / path.frames();
        }
        return new Thing(x, y, velocity(path, frame), Optional.of(path));
    }

    /** The mean of its steps. */
    private static Velocity velocity(Trajectory path, GuideFrame frame) {
        double[] from = path.points()[0];
        double[] to = path.points()[path.frames() - 1];
        int steps = path.frames() - 1;
        return new Velocity((to[0] - from[0]) * frame.width() / steps, (to[1] - from[1]) * frame.height() / steps);
    }
}
