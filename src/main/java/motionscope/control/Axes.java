package motionscope.control;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.motion.ChannelStatistics;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;

/** Statistics of the same channels along one or more axes: what synthetic references are made of. */
final class Axes {
    private final Map<MotionAxis, ChannelStatistics> byAxis = new EnumMap<>(MotionAxis.class);

    /** @throws MotionScopeException if there are none, two of one axis, or the channels differ */
    Axes(List<ChannelStatistics> all) {
        if (all.isEmpty()) {
            throw new MotionScopeException("A synthetic reference needs the statistics of at least one axis.");
        }
        for (ChannelStatistics one : all) {
            if (!one.channels().equals(all.get(0).channels())) {
                throw new MotionScopeException("The statistics are of different channels ("
                        + all.get(0).channels() + " and " + one.channels()
                        + "); measure every axis on the same ones, or use a goal for each.");
            }
            if (byAxis.put(one.axis(), one) != null) {
                throw new MotionScopeException("There are two statistics of the " + word(one.axis()) + " axis.");
            }
        }
    }

    ChannelStatistics get(MotionAxis axis) {
        ChannelStatistics found = byAxis.get(axis);
        if (found == null) {
            throw new MotionScopeException("The reference moves along the " + word(axis) + " axis, but there are"
                    + " statistics only of " + byAxis.keySet() + "; measure them on clips that move that way.");
        }
        return found;
    }

    MotionChannels channels() {
        return byAxis.values().iterator().next().channels();
    }

    /** For a sidecar file. */
    Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        byAxis.forEach((axis, one) ->
                about.put(word(axis), Map.of("minimum", one.minimum(), "maximum", one.maximum(), "sign", one.sign())));
        return about;
    }

    private static String word(MotionAxis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }
}
