package motionscope.experiment.guide;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.control.Guidance;
import motionscope.control.Trajectory;
import motionscope.experiment.MotionControls;
import motionscope.tensor.JsonFile;
import motionscope.video.world.Choreography;
import motionscope.video.world.MotionPath;

/** The short part of a guide: camera, shapes and drags in pixels, as the command line's options give them. */
record ShapesReader(GuideFrame frame) {
    private static final double DRAGGED = 10.0 / 64; // radius of a dragged shape, a share of the picture

    static boolean asked(JsonFile json) {
        return json.has("camera") || json.has("shapes") || json.has("drag");
    }

    /** What is asked, of the controls of a model. */
    Guidance read(JsonFile json, MotionControls controls) {
        AskedMotion camera = json.has("camera") ? AskedMotion.of(json.string("camera")) : new AskedMotion(0, 0, 0);
        boolean shapes = json.has("shapes") || json.has("drag");
        if (shapes && camera.zoom() != 0) {
            throw new MotionScopeException("A zoom was asked for together with moving shapes or a drag; these"
                    + " contradict each other: choose one.");
        }
        if (!shapes) {
            return camera.zoom() != 0
                    ? controls.zoom(camera.zoom() * frame.pace())
                    : controls.camera(camera.pan(frame));
        }
        Choreography all = choreography(json, camera);
        List<Trajectory> paths = new ArrayList<>();
        for (JsonFile drag : json.has("drag") ? json.objects("drag") : List.<JsonFile>of()) {
            GuideKeys.require(drag, "points", "frames", "radius");
            DrawnPath path = DrawnPath.read(drag, frame);
            double radius = drag.number("radius", DRAGGED * frame.width()) * frame.x();
            all = all.with(radius, path.over(frame.own()).points(), frame.side());
            paths.add(path.over(frame.frames()));
        }
        return paths.isEmpty() ? controls.like(all) : controls.drag(all, paths.toArray(Trajectory[]::new));
    }

    /** Camera and shapes of a guide, or of a reference's recipe. */
    Choreography choreography(JsonFile json, AskedMotion camera) {
        Choreography all = Choreography.camera(camera.path(frame)).zooming(camera.zoom() * frame.pace());
        for (JsonFile shape : json.has("shapes") ? json.objects("shapes") : List.<JsonFile>of()) {
            GuideKeys.require(shape, "region", "move");
            double[] box = new RegionReader(frame).box(shape, "region");
            AskedMotion move = AskedMotion.of(shape.string("move"));
            if (move.zoom() != 0) {
                throw new MotionScopeException("The motion '" + shape.string("move")
                        + "' was asked of a shape; only the camera zooms: use a direction.");
            }
            double x = (box[0] + box[2] / 2) * frame.x() - frame.side() / 2.0;
            double y = (box[1] + box[3] / 2) * frame.y() - frame.side() / 2.0;
            double radius = Math.min(box[2] * frame.x(), box[3] * frame.y()) / 2;
            MotionPath path = move.path(frame);
            requireInside(shape.string("move"), x, y, path);
            all = all.with(x, y, radius, path);
        }
        return all;
    }

    private void requireInside(String move, double x, double y, MotionPath path) {
        for (int f = 0; f < path.frames(); f++) {
            if (Math.max(Math.abs(x + path.x(f)), Math.abs(y + path.y(f))) > frame.side() / 2.0) {
                throw new MotionScopeException("A shape that moves '" + move + "' would leave the picture within "
                        + frame.frames() + " frames; ask for a lower speed, or another region.");
            }
        }
    }
}
