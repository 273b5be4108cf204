package motionscope.experiment.explore;

import java.util.List;
import java.util.Optional;
import motionscope.motion.Separation;

/**
 * Points in the chosen components.
 *
 * @param points one for each cell of each clip that takes part
 * @param shares of the variance that each chosen component has, 0..1
 * @param scores how well the motions separate in the chosen components (the probe: in all channels); empty where there is one
 *     motion only, or scenes of one parity, so that nothing is held out
 */
public record PcaPicture(List<Dot> points, double[] shares, Optional<Separation> scores) {
    /**
     * One point.
     *
     * @param clip its index among all clips
     * @param cell its position in the map, row by row
     * @param motion of the clip, as a word
     * @param at its place, one number for each chosen component
     */
    public record Dot(int clip, int cell, String motion, double[] at) {}
}
