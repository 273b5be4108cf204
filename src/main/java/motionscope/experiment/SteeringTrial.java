package motionscope.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import motionscope.control.Guidance;
import motionscope.control.Trajectory;
import motionscope.metric.Velocity;
import motionscope.video.Clip;
import motionscope.video.world.Direction;

/**
 * One clip to be drawn and measured.
 *
 * @param experiment that it belongs to
 * @param way of steering that is tried
 * @param asked of the clip
 * @param guidance made when it is needed; null: drawn without
 * @param after what is done to the clip that was drawn
 */
public record SteeringTrial(
        String experiment,
        String way,
        String prompt,
        long seed,
        Asked asked,
        Supplier<Guidance> guidance,
        UnaryOperator<Clip> after) {
    /** Measured as it was drawn. */
    public SteeringTrial(
            String experiment, String way, String prompt, long seed, Asked asked, Supplier<Guidance> guidance) {
        this(experiment, way, prompt, seed, asked, guidance, UnaryOperator.identity());
    }

    /**
     * Motions that a clip should show.
     *
     * @param ground pixels per frame of the background; null where nothing is asked of it
     * @param zoom growth of the background in each frame; 0 where none is asked
     * @param shapes pixels per frame of the first shapes of the prompt
     * @param path where the first shape should be in each frame; null where only its motion is asked
     */
    public record Asked(Velocity ground, double zoom, List<Velocity> shapes, Trajectory path) {
        public Asked {
            shapes = List.copyOf(shapes);
        }

        Asked(Velocity ground, double zoom, List<Velocity> shapes) {
            this(ground, zoom, shapes, null);
        }

        /** In words: {@code ground right, shapes up down}. */
        String words() {
            List<String> parts = new ArrayList<>();
            if (ground != null) {
                parts.add("ground " + word(ground));
            }
            if (zoom != 0) {
                parts.add(zoom > 0 ? "zoom in" : "zoom out");
            }
            if (!shapes.isEmpty()) {
                parts.add("shapes "
                        + String.join(" ", shapes.stream().map(Asked::word).toList()));
            }
            return parts.isEmpty() ? "nothing" : String.join(", ", parts);
        }

        private static String word(Velocity v) {
            return Arrays.stream(Direction.values())
                    .filter(v::goes)
                    .findFirst()
                    .map(Direction::word)
                    .orElse("?");
        }
    }
}
