package motionscope.video.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import motionscope.video.Clip;
import motionscope.video.ClipReader;
import org.junit.jupiter.api.Test;

/** The clips in data/clips are what data/README.md says. */
class ExampleClipsTest {
    static final Map<String, Scene> CLIPS = Map.of(
            "stones-pan-right.gif",
            Scene.of(Texture.STONES, Colour.BLUE).moving(Direction.RIGHT, 1.2),
            "circle-moves-left.mp4",
            Scene.of(Texture.CLOUDS, Colour.GREEN)
                    .with(SceneObject.of(Shape.CIRCLE, Colour.RED).moving(Direction.LEFT, 1.5)),
            "marble-right-then-left.gif",
            Scene.of(Texture.MARBLE, Colour.ORANGE)
                    .moving(MotionPath.turning(1.2, 16, Direction.RIGHT, Direction.LEFT)),
            "zoom-two-shapes.mp4",
            Scene.of(Texture.SPOTS, Colour.PURPLE)
                    .zooming(0.02)
                    .with(SceneObject.of(Shape.SQUARE, Colour.YELLOW).at(-14, 0).moving(Direction.DOWN, 1.2))
                    .with(SceneObject.of(Shape.RING, Colour.WHITE).at(14, 0).moving(Direction.UP, 1.2)));

    @Test
    void theyShowTheirScenes() {
        CLIPS.forEach((name, scene) -> {
            Clip clip = ClipReader.read(Path.of("data/clips", name));
            assertEquals("Clip of 16 frames, 64x64, 8.0 frames/s", clip.toString(), name);
            float[] there = clip.pixels();
            float[] drawn = scene.render().pixels();
            double sum = 0;
            for (int i = 0; i < there.length; i++) {
                sum += Math.abs(there[i] - drawn[i]);
            }
            double bound = name.endsWith(".gif") ? 0.01 : 0.05;
            assertTrue(sum / there.length < bound, name + ": mean error " + sum / there.length);
        });
    }
}
