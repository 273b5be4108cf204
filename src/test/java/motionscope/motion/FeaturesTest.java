package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Noise;
import motionscope.tensor.SafeTensors;
import motionscope.testing.Close;
import motionscope.testing.Golden;
import org.junit.jupiter.api.Test;

/** Feature maps on the host, and content correlation removal. */
class FeaturesTest {
    private static Features draw(long seed, int clips, int frames, int channels, int rows, int columns) {
        float[] values = new Noise(seed).randn(clips * frames * channels * rows * columns);
        return new Features(Tap.UP1, 5, clips, frames, channels, rows, columns, values);
    }

    @Test
    void contentRemovalAgreesWithNumpy() {
        try (SafeTensors io = Golden.of("linalg").open("io.safetensors")) {
            Features source = new Features(Tap.UP1, 0, 1, 6, 12, 7, 9, io.floats("in.source"));
            float[] removed = ContentCorrelation.remove(source).values();
            Close.assertClose("removed", io.floats("moft.content_removed"), removed, 1e-6, 1e-6);
        }
    }

    @Test
    void contentRemovalLeavesNoMeanAndNothingToRemove() {
        Features x = draw(1, 3, 5, 4, 2, 3);
        Features removed = ContentCorrelation.remove(x);
        Close.assertClose(
                "twice", removed.values(), ContentCorrelation.remove(removed).values(), 1e-6, 0);
        for (int clip = 0; clip < 3; clip++) {
            for (int channel = 0; channel < 4; channel++) {
                double sum = 0;
                for (int frame = 0; frame < 5; frame++) {
                    sum += removed.at(clip, frame, channel, 1, 2);
                }
                assertEquals(0, sum, 1e-5);
            }
        }
    }

    @Test
    void contentRemovalDoesNotSeeAnImageAddedToAllFrames() {
        Features x = draw(2, 2, 4, 3, 2, 2);
        float[] image = new Noise(3).randn(3 * 2 * 2);
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += 7 * image[i % image.length];
        }
        Close.assertClose(
                "shifted",
                ContentCorrelation.remove(x).values(),
                ContentCorrelation.remove(x.withValues(values)).values(),
                1e-5,
                0);
        assertArrayEquals(
                new float[12], ContentCorrelation.remove(draw(4, 1, 1, 3, 2, 2)).values());
    }

    /** The mean is over the frames of one clip: what other clips show does not count. */
    @Test
    void contentRemovalKeepsClipsApart() {
        Features x = draw(5, 3, 4, 2, 2, 2);
        assertEquals(
                ContentCorrelation.remove(x.select(1)),
                ContentCorrelation.remove(x).select(1));
    }

    @Test
    void framesAndClipsAreChosenByIndex() {
        Features x = draw(6, 3, 4, 2, 3, 2);
        Features chosen = x.frame(2).select(2, 0, 2);
        assertEquals(3, chosen.clips());
        assertEquals(1, chosen.frames());
        for (int row = 0; row < 3; row++) {
            assertEquals(x.at(2, 2, 1, row, 1), chosen.at(0, 0, 1, row, 1));
            assertEquals(x.at(0, 2, 1, row, 1), chosen.at(1, 0, 1, row, 1));
        }
        assertThrows(MotionScopeException.class, () -> x.frame(4));
        assertThrows(MotionScopeException.class, () -> x.frame(-1));
        assertThrows(RuntimeException.class, () -> x.select(3));
        assertThrows(RuntimeException.class, () -> x.select(-1));
    }

    @Test
    void poolingKeepsMeans() {
        Features x = draw(7, 2, 2, 3, 4, 6);
        Features pooled = x.pooled(2);
        double mean = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                mean += x.at(1, 0, 2, row + 2, column) / 6;
            }
        }
        assertEquals(mean, pooled.at(1, 0, 2, 1, 0), 1e-6);
        assertEquals(draw(8, 1, 1, 1, 3, 3), draw(8, 1, 1, 1, 3, 3).pooled(3));
        assertThrows(MotionScopeException.class, () -> x.pooled(0));
        assertThrows(MotionScopeException.class, () -> x.pooled(5));
    }

    @Test
    void joiningPutsPartsOneAfterTheOther() {
        Features a = draw(9, 2, 3, 2, 2, 2);
        Features b = draw(10, 1, 3, 2, 2, 2);
        Features both = Features.join(List.of(a, b));
        assertEquals(a, both.select(0, 1));
        assertEquals(b, both.select(2));
        assertNotEquals(a, b);
        assertThrows(IllegalArgumentException.class, () -> Features.join(List.of()));
        // as many values a clip, but frames and channels exchanged
        assertThrows(IllegalArgumentException.class, () -> Features.join(List.of(a, draw(1, 1, 2, 3, 2, 2))));
        Features other = new Features(Tap.UP2, 5, 1, 3, 2, 2, 2, b.values());
        assertThrows(IllegalArgumentException.class, () -> Features.join(List.of(a, other)));
    }

    @Test
    void labelsOfClipsBecomeLabelsOfSamples() {
        Features x = draw(11, 2, 1, 3, 1, 2);
        assertEquals(List.of("a", "a", "b", "b"), x.labels(List.of("a", "b")));
        assertEquals(4, x.samples().length);
        assertThrows(IllegalArgumentException.class, () -> x.labels(List.of("a")));
        assertThrows(IllegalArgumentException.class, () -> new Features(Tap.UP1, 0, 1, 1, 1, 2, 2, new float[3]));
    }

    @Test
    void windowsAreCutWhereTheyShould() {
        Features x = draw(9, 2, 3, 2, 4, 6);
        Features part = x.window(1, 2, 2, 3);
        assertEquals(x.at(1, 2, 1, 2, 4), part.at(1, 2, 1, 1, 2));
        assertEquals(x.at(0, 0, 0, 1, 2), part.at(0, 0, 0, 0, 0));
        assertEquals(x.at(0, 1, 1, 1, 2), x.central(2).at(0, 1, 1, 0, 0));
        assertThrows(MotionScopeException.class, () -> x.window(3, 0, 2, 2));
        assertThrows(MotionScopeException.class, () -> x.central(5));
    }

    @Test
    void resizingReadsBetweenPositionsAndKeepsAFlatMap() {
        Features line = new Features(Tap.UP1, 0, 1, 1, 1, 2, 2, new float[] {0, 1, 0, 1});
        // half-pixel centres: columns 0..3 of four lie at -.25, .25, .75, 1.25 of two
        float[] row = {0, 0.25f, 0.75f, 1};
        float[] found = line.resized(4).values();
        for (int i = 0; i < 16; i++) {
            assertEquals(row[i % 4], found[i], 1e-6f);
        }
        assertThrows(MotionScopeException.class, () -> line.resized(0));
    }
}
