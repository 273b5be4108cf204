package motionscope.control;

import java.util.LinkedHashMap;
import java.util.Map;
import motionscope.MotionScopeException;

/**
 * One motion wanted in one region.
 *
 * @param reference the motion, with its tap and channels
 * @param weight of its loss; null for the guidance's own
 * @param loss null for the guidance's own
 */
public record MotionGoal(MotionReference reference, Region region, Double weight, GuidanceLoss loss) {
    /** @throws MotionScopeException if the weight is negative or no number */
    public MotionGoal {
        if (weight != null) {
            requireWeight(weight);
        }
    }

    /** A motion of the whole picture. */
    public static MotionGoal of(MotionReference reference) {
        return new MotionGoal(reference, Region.everything(), null, null);
    }

    /** The same in a part of the picture. */
    public MotionGoal in(Region other) {
        return new MotionGoal(reference, other, weight, loss);
    }

    /** The same with a weight of its own. */
    public MotionGoal weight(double value) {
        return new MotionGoal(reference, region, value, loss);
    }

    /** The same with a loss of its own. */
    public MotionGoal loss(GuidanceLoss other) {
        return new MotionGoal(reference, region, weight, other);
    }

    static double requireWeight(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new MotionScopeException("The weight is " + weight + "; it must be a finite number of 0 or more.");
        }
        return weight;
    }

    /** For a sidecar file. */
    Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("tap", reference.tap().name());
        about.put("channels", reference.channels());
        about.put("reference", reference.about());
        about.put("region", region.description());
        about.put("mask", region.runs());
        return about;
    }
}
