package motionscope.experiment.check;

import java.util.Arrays;
import motionscope.control.DragSchedule;
import motionscope.control.Guidance;
import motionscope.control.GuidanceGradient;
import motionscope.control.GuidanceLoss;
import motionscope.control.PointDrag;
import motionscope.control.Trajectory;
import motionscope.model.Denoising;
import motionscope.tensor.SafeTensors;
import motionscope.tensor.Tensor;

/** Point drag: where it samples, its losses, its gradient, and both losses of equation 9 together. */
record GuidanceDragRows(GuidanceInputs given, SafeTensors io, Comparison rows, Tolerance tolerance) {
    private static final int STEPS = 25;
    /** Steps of the paper's schedule at which both losses act, and the drag alone. */
    private static final int BOTH = 7;

    private static final int DRAG_ONLY = 10;

    void compare() {
        Trajectory[] paths = paths();
        double timestep = io.longs("in.drag_timestep")[0];
        Tensor latent = given.read(given.losses(), "in.latent");
        Tensor text = given.read(given.losses(), "in.text");
        Tensor x = given.unet()
                .denoise(Denoising.of(latent, timestep, text)
                        .tapping(GuidanceInputs.TAP)
                        .featuresOnly())
                .at(GuidanceInputs.TAP); // (f, D, h, w)
        rows.compare("tap.up1", x, tolerance);
        for (int k = 0; k < paths.length; k++) {
            double[] at = Arrays.stream(paths[k].on((int) x.size(2), (int) x.size(3)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            rows.compareFlat("coordinates." + k, at, tolerance);
            rows.compareFlat("sampled." + k, PointDrag.sampled(paths[k], x).doubles(), tolerance);
            rows.compare("loss." + k, PointDrag.loss(paths[k], x).item(), tolerance);
        }
        PointDrag drag = PointDrag.along(paths).schedule(DragSchedule.PAPER);
        GuidanceGradient alone = GuidanceGradient.of(
                given.unet(), latent, timestep, text, Guidance.paper().dragging(drag), DRAG_ONLY, STEPS);
        rows.compare("loss", alone.loss(), tolerance);
        rows.compare("grad", alone.gradient(), tolerance.forGradient());
        double[] weights = given.settings().object("drag").numbers("weights").stream()
                .mapToDouble(w -> w)
                .toArray();
        Guidance both = Guidance.paper().dragging(drag.weights(weights[1], weights[0]));
        for (int k = 0; k < GuidanceInputs.REGIONS; k++) {
            both = both.toward(given.goal(k, false, given.mask(k), GuidanceLoss.PER_POSITION));
        }
        GuidanceGradient together = GuidanceGradient.of(given.unet(), latent, timestep, text, both, BOTH, STEPS);
        rows.compare("combined.loss", together.loss(), tolerance);
        rows.compare("combined.grad", together.gradient(), tolerance.forGradient());
    }

    private Trajectory[] paths() {
        int[] size = given.settings().integers("frame_size").stream()
                .mapToInt(s -> s)
                .toArray();
        double[] points = io.doubles("in.points");
        long[] shape = io.entry("in.points").sizes(); // (trajectory, frame, 2)
        Trajectory[] paths = new Trajectory[(int) shape[0]];
        int frames = (int) shape[1];
        for (int k = 0; k < paths.length; k++) {
            double[][] pixels = new double[frames][];
            for (int f = 0; f < frames; f++) {
                int at = 2 * (k * frames + f);
                pixels[f] = new double[] {points[at], points[at + 1]};
            }
            paths[k] = Trajectory.ofPixels(pixels, size[0], size[1]);
        }
        return paths;
    }
}
