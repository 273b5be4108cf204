package motionscope.control;

import java.util.List;
import java.util.Optional;

/**
 * What guidance did to one clip.
 *
 * @param updates in order: the loss curve
 * @param notes what was adapted, such as a reference of another length
 * @param divergence where guidance was given up, and why; the clip is then the unguided one
 */
public record GuidanceTrace(List<GuidanceUpdate> updates, List<String> notes, Optional<String> divergence) {
    public GuidanceTrace {
        updates = List.copyOf(updates);
        notes = List.copyOf(notes);
    }

    /** The weighted loss before each update. */
    public double[] losses() {
        return updates.stream().mapToDouble(GuidanceUpdate::loss).toArray();
    }
}
