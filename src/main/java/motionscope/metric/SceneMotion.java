package motionscope.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.MotionScopeException;
import motionscope.video.Clip;

/**
 * The motion of the background beside the motion of each shape, in a clip of the procedural world or one that a model drew
 * of it. Shapes are found by their colours; the background's motion is fitted to what they leave free.
 *
 * @param camera motion of the background
 * @param shapes mean motion of each shape of the prompt, in its order; empty where no two neighbouring frames show all of
 *     it
 */
public record SceneMotion(CameraMotion camera, List<Optional<Velocity>> shapes) {
    /**
     * Of a clip drawn from a prompt.
     *
     * @throws MotionScopeException if two shapes of the prompt have one colour, or the background has too little detail
     */
    public static SceneMotion of(Clip clip, WorldPrompt prompt) {
        ColourSegmentation found = ColourSegmentation.of(clip, prompt.background(), prompt.colours());
        List<Optional<Velocity>> shapes = new ArrayList<>();
        for (int k = 0; k < prompt.things().size(); k++) {
            shapes.add(found.isMeasurable(k) ? Optional.of(found.velocity(k)) : Optional.empty());
        }
        return new SceneMotion(CameraMotion.outside(clip, found::covered), List.copyOf(shapes));
    }
}
