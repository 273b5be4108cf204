package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import org.junit.jupiter.api.Test;

class KnownMotionsTest {
    private static final double[][] WAYS = {{4, 0}, {-4, 0}, {0, 3}, {0, -3}};
    private static final List<String> WORDS = List.of("right", "left", "up", "down");

    /** Clips of one frame of 6 channels of 2 x 2, the first two of which carry the motion, among a little noise. */
    private static Features clips(double[][] motions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[motions.length * 6 * 4];
        for (int i = 0; i < values.length; i++) {
            int channel = i / 4 % 6;
            double motion = channel < 2 ? motions[i / 24][channel] : 0;
            values[i] = (float) (motion + 0.2 * random.nextGaussian());
        }
        return new Features(Tap.UP1, 239, motions.length, 1, 6, 2, 2, values);
    }

    @Test
    void namesTheMotionOfClipsThatMoveAlike() {
        KnownMotions<String> known = KnownMotions.of(clips(WAYS, 1), WORDS);
        List<KnownMotions.Nearest<String>> found = known.nearest(clips(WAYS, 2));
        assertEquals(WORDS, found.stream().map(KnownMotions.Nearest::motion).toList());
        found.forEach(nearest -> assertTrue(nearest.margin() > 0.8, nearest.toString()));
    }

    @Test
    void itsOwnClipsLieAtTheirCentres() {
        KnownMotions<String> known = KnownMotions.of(clips(WAYS, 1), WORDS);
        for (KnownMotions.Nearest<String> nearest : known.nearest(clips(WAYS, 1))) {
            assertEquals(0, nearest.distance(), 1e-6);
            assertEquals(1, nearest.margin(), 1e-6);
        }
    }

    @Test
    void betweenTwoMotionsTheMarginIsSmall() {
        KnownMotions<String> known = KnownMotions.of(clips(WAYS, 1), WORDS);
        double[][] between = {{4, 0}, {2, 1.5}};
        List<KnownMotions.Nearest<String>> found = known.nearest(clips(between, 3));
        assertEquals("right", found.get(0).motion());
        assertTrue(found.get(1).margin() < 0.2, "margin " + found.get(1).margin());
    }

    @Test
    void refusesOneMotionAndOtherTaps() {
        Features some = clips(WAYS, 1);
        assertThrows(MotionScopeException.class, () -> KnownMotions.of(some, List.of("a", "a", "a", "a")));
        KnownMotions<String> known = KnownMotions.of(some, WORDS);
        assertThrows(MotionScopeException.class, () -> known.nearest(some.channels(0, 1)));
    }
}
