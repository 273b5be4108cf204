package motionscope.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.Features;
import motionscope.motion.PixelFeatures;
import motionscope.video.world.Lookalike;
import motionscope.video.world.Scene;
import motionscope.video.world.World;
import org.junit.jupiter.api.Test;

/** Features that are known to tell motion, looks or nothing get the scores that they must get. */
class LookalikeStudyTest {
    private static final LookalikeStudy STUDY = new LookalikeStudy(World.lookalikes(5, 3));

    /** Pixel-sized features of one frame whose vector depends on what is seen there. */
    private static Features made(boolean ofMotion) {
        int size = World.SIZE * World.SIZE;
        float[] values = new float[10 * 2 * size];
        for (int clip = 0; clip < 10; clip++) {
            Lookalike pair = STUDY.pairs().get(clip / 2);
            Scene scene = clip % 2 == 0 ? pair.source() : pair.target();
            int[] owners = scene.truth().owners(0);
            int wanted = clip % 2 == 0 ? 1 : 1 + (ofMotion ? Lookalike.STRANGER : Lookalike.TWIN);
            for (int i = 0; i < size; i++) {
                values[(clip * 2 + (owners[i] == wanted ? 0 : 1)) * size + i] = 1;
            }
        }
        return new Features(Tap.UP0, 0, 10, 1, 2, World.SIZE, World.SIZE, values);
    }

    @Test
    void knowsMotionFromLooks() {
        for (double area : STUDY.movesTheSame(made(true))) {
            assertEquals(1, area);
        }
        for (double area : STUDY.movesTheSame(made(false))) {
            assertEquals(0, area);
        }
        for (double area : STUDY.movesTheSameAnywhere(made(true))) {
            assertEquals(1, area);
        }
    }

    @Test
    void featuresThatAreTheSameEverywhereGuess() {
        float[] ones = new float[10 * 3 * 4 * 4];
        Arrays.fill(ones, 1);
        Features same = new Features(Tap.UP0, 0, 10, 1, 3, 4, 4, ones);
        for (double area : STUDY.movesTheSame(same)) {
            assertEquals(0.5, area);
        }
    }

    @Test
    void coloursMatchLooks() {
        double[] areas = STUDY.movesTheSame(PixelFeatures.of(STUDY.clips()).frame(0));
        assertTrue(Arrays.stream(areas).average().orElseThrow() < 0.2, Arrays.toString(areas));
    }

    @Test
    void otherFeaturesThanItsOwnAreNamed() {
        Features one = made(true).select(0);
        assertEquals(
                "The study has 10 clips, the features have 1; make them of clips().",
                assertThrows(MotionScopeException.class, () -> STUDY.movesTheSame(one))
                        .getMessage());
        assertThrows(MotionScopeException.class, () -> new LookalikeStudy(List.of()));
        assertThrows(MotionScopeException.class, () -> PixelFeatures.of(List.of()));
    }
}
