package motionscope.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import motionscope.MotionScopeException;
import motionscope.model.Tap;

/**
 * How a clip is steered: goals, and how the latent is moved towards them. Immutable; each method returns a changed one.
 *
 * <pre>{@code
 * var guidance = Guidance.paper().toward(reference).weight(30).steps(0, 12);
 * show(model.generate(prompt).seed(7).guidedBy(guidance).run());
 * }</pre>
 *
 * @param preset where it started from
 * @param goals motions in regions; their losses add up
 * @param drag points along trajectories, or null
 * @param loss of goals without one of their own
 * @param weight of goals without one of their own; null for the preset's
 * @param steps guided ones
 * @param updates of the latent at each guided step
 * @param stepSize how far an update moves the latent
 * @param clip where the gradient may act
 * @param sharing of keys and values with an unguided branch
 */
public record Guidance(
        Preset preset,
        List<MotionGoal> goals,
        PointDrag drag,
        GuidanceLoss loss,
        Double weight,
        GuidedSteps steps,
        int updates,
        StepSize stepSize,
        GradientClip clip,
        KeySharing sharing) {
    /** @throws MotionScopeException if a number is of no use */
    public Guidance {
        goals = List.copyOf(goals);
        if (weight != null) {
            MotionGoal.requireWeight(weight);
        }
        if (updates < 1 || updates > 100) {
            throw new MotionScopeException(updates + " updates a step were asked for; use 1 to 100.");
        }
    }

    /** The paper's: per position, keys and values shared at guided steps, the first 8 frames. */
    public static Guidance paper() {
        return Preset.PAPER.guidance();
    }

    /** The public notebook's: region mean first, two updates of 0.5, keys and values shared for the gradient only. */
    public static Guidance officialCode() {
        return Preset.OFFICIAL_CODE.guidance();
    }

    /**
     * Ours: updates no larger than the loss needs, so that neither weight nor step size must be tuned and the picture is left
     * alone once the motion is there; the region mean, nothing shared.
     */
    public static Guidance adaptive() {
        return Preset.ADAPTIVE.guidance();
    }

    /** No goal: what an unguided clip has among guided ones. */
    public static Guidance none() {
        return paper().sharing(KeySharing.NONE);
    }

    /** One more motion, of the whole picture. */
    public Guidance toward(MotionReference reference) {
        return toward(MotionGoal.of(reference));
    }

    /** One more motion, in a region. */
    public Guidance toward(MotionReference reference, Region region) {
        return toward(MotionGoal.of(reference).in(region));
    }

    /** One more goal. */
    public Guidance toward(MotionGoal goal) {
        List<MotionGoal> more = new ArrayList<>(goals);
        more.add(goal);
        return new Guidance(preset, more, drag, loss, weight, steps, updates, stepSize, clip, sharing);
    }

    /** Points to be moved; its schedule then rules the steps of the goals too. */
    public Guidance dragging(PointDrag points) {
        return new Guidance(preset, goals, points, loss, weight, steps, updates, stepSize, clip, sharing);
    }

    /** Weight of all goals that have none of their own. */
    public Guidance weight(double value) {
        return new Guidance(preset, goals, drag, loss, value, steps, updates, stepSize, clip, sharing);
    }

    /** Loss of all goals that have none of their own. */
    public Guidance loss(GuidanceLoss value) {
        return new Guidance(preset, goals, drag, value, weight, steps, updates, stepSize, clip, sharing);
    }

    /** Guided steps: from one, counted from 0, up to, not including, another. */
    public Guidance steps(int from, int to) {
        GuidedSteps asked = new GuidedSteps(from, to, 0);
        return new Guidance(preset, goals, drag, loss, weight, asked, updates, stepSize, clip, sharing);
    }

    /** Guided steps of a run of so many steps; they stretch with a run of another number. */
    public Guidance steps(int from, int to, int of) {
        GuidedSteps asked = new GuidedSteps(from, to, of);
        return new Guidance(preset, goals, drag, loss, weight, asked, updates, stepSize, clip, sharing);
    }

    /** Updates of the latent at each guided step. */
    public Guidance updates(int value) {
        return new Guidance(preset, goals, drag, loss, weight, steps, value, stepSize, clip, sharing);
    }

    /** eta of equation 7, as it is. */
    public Guidance stepSize(double eta) {
        return new Guidance(preset, goals, drag, loss, weight, steps, updates, StepSize.raw(eta), clip, sharing);
    }

    /** Updates of {@link StepSize#DEFAULT_SHARE} of the latent's scale: needs no tuning from model to model. */
    public Guidance relative() {
        return relative(StepSize.DEFAULT_SHARE);
    }

    /** Updates of this share of the latent's scale. */
    public Guidance relative(double share) {
        return new Guidance(preset, goals, drag, loss, weight, steps, updates, StepSize.relative(share), clip, sharing);
    }

    /** Updates as large as the loss needs, at most this share of the latent's scale ({@link StepSize#adaptive}). */
    public Guidance adaptive(double atMost) {
        return new Guidance(
                preset, goals, drag, loss, weight, steps, updates, StepSize.adaptive(atMost), clip, sharing);
    }

    /** The gradient acts in the union of the regions only, or everywhere. */
    public Guidance clipToRegions(boolean value) {
        GradientClip other = new GradientClip(value, clip.frames());
        return new Guidance(preset, goals, drag, loss, weight, steps, updates, stepSize, other, sharing);
    }

    /** The gradient acts in the first frames only. */
    public Guidance clipToFrames(int first) {
        GradientClip other = new GradientClip(clip.toRegions(), first);
        return new Guidance(preset, goals, drag, loss, weight, steps, updates, stepSize, other, sharing);
    }

    /** The gradient acts in every frame. */
    public Guidance allFrames() {
        return clipToFrames(GradientClip.ALL_FRAMES);
    }

    /** Keys and values from an unguided branch. */
    public Guidance sharing(KeySharing value) {
        return new Guidance(preset, goals, drag, loss, weight, steps, updates, stepSize, clip, value);
    }

    /** The weight of a goal: its own, else this guidance's, else the preset's. */
    double weightOf(MotionGoal goal) {
        if (goal.weight() != null) {
            return goal.weight();
        }
        return weight != null ? weight : preset.weight(goals.size());
    }

    GuidanceLoss lossOf(MotionGoal goal) {
        return goal.loss() != null ? goal.loss() : loss;
    }

    /** Whether anything is asked at all: a goal or drag with a weight, and a step that moves the latent. */
    boolean acts() {
        boolean wanted = goals.stream().anyMatch(g -> weightOf(g) > 0) || drag != null && drag.weight() > 0;
        return wanted && stepSize.value() > 0;
    }

    /** Whether motion goals act at a step. */
    boolean moves(int step, int count) {
        boolean scheduled = drag == null
                ? steps.forRun(count).contains(step)
                : drag.schedule().moft(step, count);
        return acts() && scheduled && goals.stream().anyMatch(g -> weightOf(g) > 0);
    }

    /** Whether the point drag acts at a step. */
    boolean drags(int step, int count) {
        return acts() && drag != null && drag.weight() > 0 && drag.schedule().dift(step, count);
    }

    /** Whether anything is guided at a step. */
    boolean guides(int step, int count) {
        return moves(step, count) || drags(step, count);
    }

    /** Taps that the goals and the drag look at. */
    Set<Tap> taps() {
        Set<Tap> taps = goals.stream()
                .filter(g -> weightOf(g) > 0)
                .map(g -> g.reference().tap())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (drag != null) {
            taps.add(drag.tap());
        }
        return taps;
    }

    /** Everything of it by name, for a sidecar file. */
    public Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("preset", preset.name());
        List<Map<String, Object>> each = new ArrayList<>();
        for (MotionGoal goal : goals) {
            Map<String, Object> one = goal.about();
            one.put("weight", weightOf(goal));
            one.put("loss", lossOf(goal).word());
            each.add(one);
        }
        about.put("goals", each);
        if (drag != null) {
            about.put("drag", aboutDrag());
        }
        about.put("first_guided_step", steps.from());
        about.put("end_of_guided_steps", steps.to());
        about.put("meant_for_steps", steps.of());
        about.put("updates", updates);
        about.put("step_size", stepSize.value());
        about.put("step_size_kind", stepSize.kind().name());
        about.put("clip_to_regions", clip.toRegions());
        about.put("clip_to_frames", clip.frames() == GradientClip.ALL_FRAMES ? "all" : clip.frames());
        about.put("sharing", sharing.name());
        return about;
    }

    private Map<String, Object> aboutDrag() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("tap", drag.tap().name());
        about.put("paths", drag.paths().stream().map(Trajectory::points).toList());
        about.put("weight", drag.weight());
        about.put("motion_weight", drag.motionWeight());
        about.put("region", drag.region().description());
        about.put("mask", drag.region().runs());
        about.put(
                "schedule",
                List.of(
                        drag.schedule().t0(),
                        drag.schedule().t1(),
                        drag.schedule().t2(),
                        drag.schedule().t3()));
        return about;
    }
}
