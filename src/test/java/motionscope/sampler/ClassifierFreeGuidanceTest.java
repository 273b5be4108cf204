package motionscope.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import motionscope.MotionScopeException;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierFreeGuidanceTest {
    private static final float[] UNCONDITIONAL = {1, 2, 3, 4, -1, 0, 1, 0};
    private static final float[] CONDITIONAL = {2, 1, 5, 3, 4, -2, 0, 6};
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void movesFromUnconditionalThroughConditional() {
        float[] guided = new ClassifierFreeGuidance(7.5)
                .combine(unconditional(), conditional())
                .floats();
        for (int i = 0; i < guided.length; i++) {
            assertEquals(UNCONDITIONAL[i] + 7.5 * (CONDITIONAL[i] - UNCONDITIONAL[i]), guided[i], 1e-5);
        }
    }

    @Test
    void scaleOneIsTheConditionalAndZeroTheUnconditionalPrediction() {
        assertArrayEquals(
                CONDITIONAL,
                new ClassifierFreeGuidance(1)
                        .combine(unconditional(), conditional())
                        .floats());
        assertArrayEquals(
                UNCONDITIONAL,
                new ClassifierFreeGuidance(0)
                        .combine(unconditional(), conditional())
                        .floats());
        assertFalse(new ClassifierFreeGuidance(1).needsUnconditional());
        assertTrue(new ClassifierFreeGuidance(0).needsUnconditional());
    }

    @Test
    void fullRescaleGivesEachClipTheContrastOfItsConditionalPrediction() {
        Tensor guided = new ClassifierFreeGuidance(9, 1).combine(unconditional(), conditional());
        assertArrayEquals(conditional().std(1, 2).floats(), guided.std(1, 2).floats(), 1e-5f);
    }

    @Test
    void rescaleMixesByItsShare() {
        double share = 0.7;
        float[] plain = new ClassifierFreeGuidance(5)
                .combine(unconditional(), conditional())
                .floats();
        float[] found = new ClassifierFreeGuidance(5, share)
                .combine(unconditional(), conditional())
                .floats();
        for (int clip = 0; clip < 2; clip++) {
            double ratio = std(CONDITIONAL, 4 * clip) / std(plain, 4 * clip);
            for (int i = 4 * clip; i < 4 * clip + 4; i++) {
                assertEquals(plain[i] * (share * ratio + 1 - share), found[i], 1e-5);
            }
        }
    }

    @Test
    void aGuidedPredictorAsksForBothHalvesInOneBatch() {
        Predictor halves = (latent, t) -> {
            assertEquals(4, latent.size(0));
            return Tensor.cat(0, unconditional(), conditional());
        };
        Tensor found = new ClassifierFreeGuidance(3).over(halves).predict(unconditional(), 10);
        assertArrayEquals(
                new ClassifierFreeGuidance(3)
                        .combine(unconditional(), conditional())
                        .floats(),
                found.floats());
        Predictor alone = (latent, t) -> latent;
        assertEquals(alone, new ClassifierFreeGuidance(1).over(alone));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0", "-1, 0", "Infinity, 0", "3, -0.1", "3, 1.1", "3, NaN"})
    void impossibleScalesAreRefused(double scale, double rescale) {
        MotionScopeException error =
                assertThrows(MotionScopeException.class, () -> new ClassifierFreeGuidance(scale, rescale));
        assertTrue(error.getMessage().contains("guidance"), error.getMessage());
    }

    @Test
    void halvesOfOtherShapesAreRefused() {
        ClassifierFreeGuidance guidance = new ClassifierFreeGuidance(3);
        assertThrows(
                MotionScopeException.class,
                () -> guidance.combine(unconditional().narrow(0, 0, 1), conditional()));
    }

    private static double std(float[] values, int from) {
        double mean = 0;
        for (int i = from; i < from + 4; i++) {
            mean += values[i] / 4;
        }
        double squares = 0;
        for (int i = from; i < from + 4; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / 3);
    }

    private static Tensor unconditional() {
        return Tensor.of(UNCONDITIONAL, 2, 2, 2);
    }

    private static Tensor conditional() {
        return Tensor.of(CONDITIONAL, 2, 2, 2);
    }
}
