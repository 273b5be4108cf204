package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.testing.Close;
import org.junit.jupiter.api.Test;

/** What is left of clips without what their scene's clips share. */
class SceneMeanTest {
    private static final List<String> SCENES = List.of("a", "b", "a", "b", "b");

    private static Features draw(long seed) {
        return new Features(Tap.UP0, 5, 5, 2, 3, 2, 2, new Noise(seed).randn(5 * 2 * 3 * 2 * 2));
    }

    @Test
    void theClipsOfASceneAddUpToZero() {
        Features left = SceneMean.remove(draw(1), SCENES);
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(0, left.at(0, 1, channel, 1, 0) + left.at(2, 1, channel, 1, 0), 1e-6);
            double b = left.at(1, 0, channel, 0, 1) + left.at(3, 0, channel, 0, 1) + left.at(4, 0, channel, 0, 1);
            assertEquals(0, b, 1e-6);
        }
    }

    @Test
    void whatASceneAddsToAllItsClipsIsNotSeen() {
        Features x = draw(2);
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
            int clip = i / 24;
            values[i] += SCENES.get(clip).equals("a") ? 3 + i % 24 : -5; // a look for each scene
        }
        Close.assertClose(
                "looks",
                SceneMean.remove(x, SCENES).values(),
                SceneMean.remove(x.withValues(values), SCENES).values(),
                1e-5,
                1e-5);
    }

    @Test
    void aSceneWithOneClipIsNamed() {
        var alone = assertThrows(MotionScopeException.class, () -> SceneMean.remove(draw(3), List.of(1, 1, 2, 2, 9)));
        assertEquals(
                "Scene 9 has one clip; its mean can be taken away only where a scene moves in two ways or more.",
                alone.getMessage());
        assertThrows(MotionScopeException.class, () -> SceneMean.remove(draw(3), List.of(1, 1)));
    }
}
