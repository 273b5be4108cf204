package motionscope.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * The guidance of one clip, ready for its size: regions on grids, losses at a step, the mask of the gradient.
 *
 * <p>Grids are made when a tap's size is first seen, and kept on the host.
 */
final class ClipGuidance {
    /** Share of the smaller region from which on an overlap is no mere edge. */
    private static final double MUCH = 0.5;

    final Guidance guidance;
    private final int frames;
    private final int rows;
    private final int columns;
    private final Map<String, Grid> grids = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    final List<GuidanceUpdate> updates = new ArrayList<>();
    String divergence;

    /** Losses of one pass: their weighted sum as a tensor, and each as a number. */
    static final class Losses {
        double[] regions;
        double drag;
        double sum;
    }

    /**
     * @param frames of the latent
     * @param rows of the latent
     * @param columns of the latent
     * @throws MotionScopeException if a region does not fit, or goals contradict each other
     */
    ClipGuidance(Guidance guidance, int frames, int rows, int columns) {
        this.guidance = guidance;
        this.frames = frames;
        this.rows = rows;
        this.columns = columns;
        for (MotionGoal goal : guidance.goals()) {
            latentGrid(goal.region()); // an empty one is an error before the first step
        }
        if (guidance.drag() != null) {
            guidance.drag().paths().forEach(this::requireLength);
        }
        requireNoContradiction();
    }

    private void requireLength(Trajectory path) {
        if (path.frames() != frames) {
            throw new MotionScopeException("A trajectory has " + path.frames() + " points, the clip " + frames
                    + " frames; give one for each (Trajectory.through puts them between given times).");
        }
    }

    private void requireNoContradiction() {
        List<MotionGoal> goals = guidance.goals();
        for (int a = 0; a < goals.size(); a++) {
            for (int b = a + 1; b < goals.size(); b++) {
                requireAgreeing(goals.get(a), a, goals.get(b), b);
            }
        }
    }

    private void requireAgreeing(MotionGoal one, int a, MotionGoal other, int b) {
        MotionReference first = one.reference();
        MotionReference second = other.reference();
        boolean common = IntStream.of(first.channels())
                .anyMatch(c -> IntStream.of(second.channels()).anyMatch(d -> c == d));
        // a projection asks for a part of the motion only, beside which there is room for others
        boolean partial =
                guidance.lossOf(one) == GuidanceLoss.PROJECTION || guidance.lossOf(other) == GuidanceLoss.PROJECTION;
        if (first == second || partial || !first.tap().equals(second.tap()) || !common) {
            return;
        }
        Grid here = latentGrid(one.region());
        Grid there = latentGrid(other.region());
        if (here.overlap(there) > MUCH * Math.min(here.total(), there.total())) {
            throw new MotionScopeException("Goals " + a + " ('" + one.region() + "') and " + b + " ('" + other.region()
                    + "') ask different motions of the same channels of " + first.tap() + " in the same place; take"
                    + " one region out of the other (complement()), or use other channels.");
        }
    }

    private Grid latentGrid(Region region) {
        return grids.computeIfAbsent(
                "latent" + System.identityHashCode(region),
                k -> Grid.hard(region, frames, rows, columns, "the latent"));
    }

    /** The grid of a loss, for features of a size. */
    private Grid grid(MotionGoal goal, Tap tap, Tensor x) {
        if (guidance.lossOf(goal).onLatentGrid()) {
            return latentGrid(goal.region());
        }
        int height = (int) x.size(2);
        int width = (int) x.size(3);
        return grids.computeIfAbsent(
                height + "x" + width + "#" + System.identityHashCode(goal.region()),
                k -> Grid.of(goal.region(), frames, height, width, "tap " + tap));
    }

    /** Taps that a step needs. */
    Set<Tap> taps(int step, int count) {
        Set<Tap> taps = new LinkedHashSet<>();
        if (guidance.moves(step, count)) {
            guidance.goals().stream()
                    .filter(g -> guidance.weightOf(g) > 0)
                    .forEach(g -> taps.add(g.reference().tap()));
        }
        if (guidance.drags(step, count)) {
            taps.add(guidance.drag().tap());
        }
        return taps;
    }

    boolean guides(int step, int count) {
        return divergence == null && guidance.guides(step, count);
    }

    /**
     * The weighted sum of all losses of a step.
     *
     * @param features by tap, of this clip alone, (f, D, h, w)
     * @param seen gets each loss as a number
     */
    Tensor loss(Map<Tap, Tensor> features, int step, int count, double timestep, Losses seen) {
        List<MotionGoal> goals = guidance.goals();
        seen.regions = new double[goals.size()];
        Tensor sum = null;
        if (guidance.moves(step, count)) {
            double factor = guidance.drag() == null ? 1 : guidance.drag().motionWeight();
            for (int k = 0; k < goals.size(); k++) {
                double weight = factor * guidance.weightOf(goals.get(k));
                if (weight > 0) {
                    Tensor loss = loss(goals.get(k), features, timestep);
                    seen.regions[k] = loss.detach().item();
                    sum = plus(sum, loss.mul(weight));
                }
            }
        }
        if (guidance.drags(step, count)) {
            Tensor drag = null;
            for (Trajectory path : guidance.drag().paths()) {
                drag = plus(
                        drag, PointDrag.loss(path, features.get(guidance.drag().tap())));
            }
            seen.drag = drag.detach().item();
            // (9) both active: w_c L_c + w_p L_p
            sum = plus(sum, drag.mul(guidance.drag().weight()));
        }
        seen.sum = sum.detach().item();
        return sum;
    }

    private Tensor loss(MotionGoal goal, Map<Tap, Tensor> features, double timestep) {
        MotionReference reference = goal.reference();
        Tap tap = reference.tap();
        Tensor x = features.get(tap); // (f, D, h, w)
        MotionSource.requireChannels(tap, x.size(1), reference.channels());
        Grid grid = grid(goal, tap, x);
        MotionTarget target = fitted(reference, timestep);
        long[] channels = IntStream.of(reference.channels()).asLongStream().toArray();
        Tensor weights = Tensor.of(grid.weights(), frames, 1, grid.rows(), grid.columns())
                .to(x.device());
        GuidanceLoss loss = guidance.lossOf(goal);
        if (loss.perPosition()) {
            noteSize(reference, target, grid.box(0));
        }
        Tensor wanted = loss.perPosition()
                ? Tensor.of(target.laidOn(grid), frames, channels.length, grid.rows(), grid.columns())
                : Tensor.of(target.averaged().values(), frames, channels.length, 1, 1);
        return loss.of(x, channels, weights, wanted.to(x.device()));
    }

    /** The reference at a timestep, in the clip's length. */
    private MotionTarget fitted(MotionReference reference, double timestep) {
        MotionTarget target = reference.at(timestep);
        if (target.frames() == frames) {
            return target;
        }
        notes.add("The reference (" + reference + ") has " + target.frames() + " frames, the clip " + frames
                + ": it was resampled in time.");
        return target.resampled(frames);
    }

    /** One number for all positions is no map. */
    private void noteSize(MotionReference reference, MotionTarget target, Grid.Box box) {
        boolean map = target.rows() * target.columns() > 1;
        if (map && (target.rows() != box.height() || target.columns() != box.width())) {
            notes.add("The reference (" + reference + ") has maps of " + target.columns() + " x " + target.rows()
                    + " positions, its region " + box.width() + " x " + box.height() + ": it was resized.");
        }
    }

    private static Tensor plus(Tensor sum, Tensor more) {
        return sum == null ? more : sum.add(more);
    }

    /**
     * Where the gradient may act, (1, 1, f, h, w) of 0 and 1: the union of the regions that act, and the first frames.
     *
     * <p>(8) zero outside of the regions, and outside of the first n frames.
     */
    float[] gradientMask(int step, int count) {
        float[] mask = new float[frames * rows * columns];
        List<Grid> acting = new ArrayList<>();
        if (guidance.moves(step, count)) {
            guidance.goals().stream()
                    .filter(g -> guidance.weightOf(g) > 0)
                    .forEach(g -> acting.add(latentGrid(g.region())));
        }
        if (guidance.drags(step, count)) {
            acting.add(latentGrid(guidance.drag().region()));
        }
        int kept = Math.min(frames, guidance.clip().frames()) * rows * columns;
        for (int i = 0; i < kept; i++) {
            mask[i] = guidance.clip().toRegions() ? 0 : 1;
            for (Grid grid : acting) {
                mask[i] = Math.max(mask[i], grid.weights()[i]);
            }
        }
        return mask;
    }

    /** The features of one clip of a batch, (b f, D, h, w) -> (f, D, h, w). */
    static Map<Tap, Tensor> ofClip(Map<Tap, Tensor> features, int clip, int frames) {
        Map<Tap, Tensor> mine = new LinkedHashMap<>();
        features.forEach((tap, x) -> mine.put(tap, x.narrow(0, (long) clip * frames, frames)));
        return mine;
    }

    GuidanceTrace trace() {
        List<String> all = new ArrayList<>(notes);
        return new GuidanceTrace(updates, all, java.util.Optional.ofNullable(divergence));
    }

    /** References of this step, computed before any gradient is asked for. */
    void prepare(int step, int count, double timestep) {
        if (guidance.moves(step, count)) {
            try (Scope scope = new Scope()) {
                guidance.goals().stream()
                        .filter(g -> guidance.weightOf(g) > 0)
                        .forEach(g -> fitted(g.reference(), timestep));
            }
        }
    }
}
