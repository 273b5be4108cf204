package motionscope.experiment.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.motion.ChannelCurves;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.Features;
import motionscope.tensor.Noise;
import org.junit.jupiter.api.Test;

/** Answers about one channel, beside those of the slow way over all channels. */
class FeatureIndexTest {
    private static final Features FEATURES =
            new Features(Tap.UP1, 399, 2, 3, 4, 2, 5, new Noise(1).randn(2 * 3 * 4 * 2 * 5));

    private final FeatureIndex index = new FeatureIndex(FEATURES);

    @Test
    void mapsAreThoseOfContentCorrelationRemoval() {
        Features removed = ContentCorrelation.remove(FEATURES);
        for (int clip = 0; clip < 2; clip++) {
            for (int frame = 0; frame < 3; frame++) {
                for (int channel = 0; channel < 4; channel++) {
                    double[][] raw = index.map(clip, frame, channel, false);
                    double[][] cr = index.map(clip, frame, channel, true);
                    for (int r = 0; r < 2; r++) {
                        for (int c = 0; c < 5; c++) {
                            assertEquals(FEATURES.at(clip, frame, channel, r, c), raw[r][c], 0);
                            assertEquals(removed.at(clip, frame, channel, r, c), cr[r][c], 1e-6);
                        }
                    }
                }
            }
        }
    }

    @Test
    void curvesAreThoseOfTheLesson() {
        for (int channel = 0; channel < 4; channel++) {
            double[][] slow = ChannelCurves.of(FEATURES, channel).values();
            double[][] fast = index.curves(channel).values();
            for (int clip = 0; clip < 2; clip++) {
                assertArrayEquals(slow[clip], fast[clip], 1e-6);
            }
        }
    }

    @Test
    void reachIsTheLargestValueOfAnyFrame() {
        double most = 0;
        for (int f = 0; f < 3; f++) {
            for (int r = 0; r < 2; r++) {
                for (int c = 0; c < 5; c++) {
                    most = Math.max(most, Math.abs(FEATURES.at(1, f, 2, r, c)));
                }
            }
        }
        assertEquals(most, index.reach(1, 2, false));
    }

    @Test
    void bytesAreThoseOfItsArrays() {
        assertEquals(4 * (2 * 3 * 4 * 10 + 2 * 3 * 4), index.bytes());
    }

    @Test
    void whatDoesNotExistIsRefused() {
        assertRefused("Clip 2 was asked for; there are 0..1", () -> index.map(2, 0, 0, true));
        assertRefused("Frame -1", () -> index.map(0, -1, 0, true));
        assertRefused("Channel 4", () -> index.curves(4));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
    }
}
