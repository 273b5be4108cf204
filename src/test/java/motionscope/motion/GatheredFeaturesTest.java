package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import org.junit.jupiter.api.Test;

/** How features of batches come together, and how many clips go together. */
class GatheredFeaturesTest {
    private static Features some(int clips, int channels) {
        return new Features(Tap.UP1, 399, clips, 2, channels, 2, 2, new Noise(1).randn(clips * 2 * channels * 4));
    }

    @Test
    void partsComeTogetherAsTheyWouldByJoining() {
        Features all = some(5, 3);
        GatheredFeatures gathered = new GatheredFeatures(5);
        gathered.take(0, Map.of(Tap.UP1, all.select(0, 1)));
        gathered.take(2, Map.of(Tap.UP1, all.select(2, 3)));
        gathered.take(4, Map.of(Tap.UP1, all.select(4)));
        assertArrayEquals(all.values(), gathered.whole().get(Tap.UP1).values());
    }

    @Test
    void whatTheHeapCannotHoldIsRefusedBeforeTheRestIsLookedAt() {
        GatheredFeatures tooMany = new GatheredFeatures(2_000_000_000);
        String message = assertThrows(MotionScopeException.class, () -> tooMany.take(0, Map.of(Tap.UP1, some(1, 3))))
                .getMessage();
        assertTrue(message.contains("2000000000 clips at [up1]") && message.contains("streaming"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void missingClipsAndOtherSizesAreNamed() {
        GatheredFeatures short1 = new GatheredFeatures(3);
        short1.take(0, Map.of(Tap.UP1, some(2, 3)));
        assertThrows(MotionScopeException.class, short1::whole);
        assertThrows(MotionScopeException.class, () -> short1.take(2, Map.of(Tap.UP1, some(1, 4))));
        assertThrows(MotionScopeException.class, () -> short1.take(2, Map.of(Tap.UP1, some(2, 3))));
        assertThrows(MotionScopeException.class, () -> short1.take(1, Map.of(Tap.UP1, some(1, 3))));
    }

    @Test
    void aBatchTakesHalfOfWhatIsFreeAndAtLeastOneClip() {
        assertEquals(4, BatchSize.of(100, 1000, 4));
        assertEquals(3, BatchSize.of(100, 700, 4));
        assertEquals(1, BatchSize.of(100, 150, 4));
        assertEquals(1, BatchSize.of(Long.MAX_VALUE, 1, 4));
        assertEquals(4, BatchSize.of(0, Long.MAX_VALUE, 4));
    }
}
