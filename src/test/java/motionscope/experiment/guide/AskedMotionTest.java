package motionscope.experiment.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.video.world.MotionPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Motions as they are typed. */
class AskedMotionTest {
    @ParameterizedTest
    @CsvSource({
        "right:1.0, 1, 0, 0",
        "Left:.5, -0.5, 0, 0",
        "up:0.6, 0, -0.6, 0",
        "down:2, 0, 2, 0",
        "0:0.8, 0.8, 0, 0",
        "90:0.8, 0, -0.8, 0",
        "30:2, 1.7320508, -1, 0",
        "-30:2, 1.7320508, 1, 0",
        "still, 0, 0, 0",
        "still:0, 0, 0, 0",
        "zoom-in:.03, 0, 0, 0.03",
        "zoom-out:.03, 0, 0, -0.03",
    })
    void everyForm(String text, double right, double down, double zoom) {
        AskedMotion motion = AskedMotion.of(text);
        assertEquals(right, motion.right(), 1e-6);
        assertEquals(down, motion.down(), 1e-6);
        assertEquals(zoom, motion.zoom(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "sideways:1, direction",
        "'', direction",
        "':1', direction",
        "NaN:1, direction",
        "1.2.3:1, direction",
        "zoom:0.1, direction",
        "right, no number",
        "right:, no number",
        "right:fast, no number",
        "right:NaN, no number",
        "right:Infinity, no number",
        "right:0, above 0",
        "right:-1, above 0",
        "still:1, leave one out",
        "zoom-in:0.5, at most 0.2",
    })
    void badOnesAreSaid(String text, String word) {
        String said = assertThrows(MotionScopeException.class, () -> AskedMotion.of(text))
                .getMessage();
        assertTrue(said.contains(word) && said.contains("'" + text + "'"), said);
    }

    @Test
    void aPathIsThatOfTheModelsOwnClips() {
        GuideFrame twice = new GuideFrame(31, 128, 32, 16, 64); // 2 x the width, half the height, 2 x the steps
        MotionPath path = new AskedMotion(1, 0.5, 0).path(twice);
        assertEquals(16, path.frames());
        assertEquals(1, path.x(1) - path.x(0), 1e-5);
        assertEquals(2, path.y(1) - path.y(0), 1e-5);
        MotionPath pan = new AskedMotion(1, 0.5, 0).pan(twice);
        assertEquals(2, pan.x(1) - pan.x(0), 1e-5);
        assertEquals(1, pan.y(1) - pan.y(0), 1e-5);
    }
}
