package motionscope.control;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Resample;
import motionscope.tensor.Tensor;

/**
 * Points that are to move along trajectories (equations 4 and 9).
 *
 * @param paths one for each point
 * @param tap whose plain features (DIFT) are to stay the same along a path
 * @param weight of the drag's loss
 * @param motionWeight factor of the motion goals' loss while a drag is there
 * @param region where the drag may change the latent
 */
public record PointDrag(
        List<Trajectory> paths, Tap tap, double weight, double motionWeight, Region region, DragSchedule schedule) {
    /** @throws MotionScopeException if there is no path, or a weight is negative or no number */
    public PointDrag {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new MotionScopeException("A point drag needs at least one trajectory; none was given.");
        }
        MotionGoal.requireWeight(weight);
        MotionGoal.requireWeight(motionWeight);
    }

    /** A drag with the paper's schedule, over the whole picture, at up1. */
    public static PointDrag along(Trajectory... paths) {
        return new PointDrag(List.of(paths), Tap.UP1, 1, 1, Region.everything(), DragSchedule.PAPER);
    }

    /** The same at another tap. */
    public PointDrag at(Tap other) {
        return new PointDrag(paths, other, weight, motionWeight, region, schedule);
    }

    /** The same with these factors of the drag's loss and of the motion goals' loss. */
    public PointDrag weights(double drag, double motion) {
        return new PointDrag(paths, tap, drag, motion, region, schedule);
    }

    /** The same, changing the latent only here. */
    public PointDrag in(Region other) {
        return new PointDrag(paths, tap, weight, motionWeight, other, schedule);
    }

    /** The same with another schedule. */
    public PointDrag schedule(DragSchedule other) {
        return new PointDrag(paths, tap, weight, motionWeight, region, other);
    }

    /**
     * The loss of one path.
     *
     * @param x plain features of one clip, (f, D, h, w)
     * @return sum over frames 2..F of {@code || D(p_f) - stopgrad(D(p_1)) ||}
     */
    public static Tensor loss(Trajectory path, Tensor x) {
        Tensor d = sampled(path, x); // (f, D, 1, 1)
        long frames = d.size(0);
        Tensor first = d.narrow(0, 0, 1).detach();
        // (4) L_p = sum_{f >= 2} || D(p_f) - stopgrad(D(p_1)) ||
        return d.narrow(0, 1, frames - 1).sub(first).norm(1).sum();
    }

    /** D at the point of each frame, bilinear, the border repeated outside: (f, D, h, w) -> (f, D, 1, 1). */
    public static Tensor sampled(Trajectory path, Tensor x) {
        if (path.frames() != x.size(0)) {
            throw new MotionScopeException("A trajectory has " + path.frames() + " points, the clip " + x.size(0)
                    + " frames; give one for each (Trajectory.through puts them between given times).");
        }
        double[] points = new double[2 * path.frames()];
        for (int f = 0; f < path.frames(); f++) {
            points[2 * f] = 2 * path.points()[f][0] - 1; // -1..1, outer edges
            points[2 * f + 1] = 2 * path.points()[f][1] - 1;
        }
        Tensor at = Tensor.of(points, path.frames(), 1, 1, 2).cast(x.dtype()).to(x.device());
        return Resample.at(x, at, Resample.Padding.BORDER, false);
    }
}
