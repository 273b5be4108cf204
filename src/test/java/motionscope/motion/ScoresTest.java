package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.classification.KNN;

/** Scores of separation on cases with known answers, and against a nearest-neighbour search over class centres. */
class ScoresTest {
    private static final HeldOut HALVES = new HeldOut(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    private static final List<String> LABELS = List.of("a", "a", "b", "b", "a", "a", "b", "b");
    private static final double[][] APART = {{0, 0}, {1, 0}, {9, 0}, {10, 0}, {0, 1}, {2, 0}, {8, 1}, {10, 1}};

    @Test
    void classesThatAreApartAreAllFound() {
        assertEquals(1, NearestCentroid.accuracy(APART, LABELS, HALVES));
        assertEquals(1, LinearProbe.accuracy(APART, LABELS, HALVES));
    }

    @Test
    void exchangedTestLabelsAreAllWrong() {
        List<String> exchanged = List.of("a", "a", "b", "b", "b", "b", "a", "a");
        assertEquals(0, NearestCentroid.accuracy(APART, exchanged, HALVES));
        assertEquals(0, LinearProbe.accuracy(APART, exchanged, HALVES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nearestCentroidIsTheNearestNeighbourAmongCentres(long seed) {
        Draws draws = new Draws(seed);
        double[][] points = new double[60][];
        List<Integer> labels = new ArrayList<>();
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        double[][] centres = new double[3][2];
        int[] counts = new int[3];
        for (int i = 0; i < points.length; i++) {
            points[i] = draws.values(2);
            points[i][0] += i % 3;
            labels.add(i % 3);
            (i < 40 ? train : test).add(i);
            if (i < 40) {
                counts[i % 3]++;
            }
        }
        for (int i : train) {
            centres[i % 3][0] += points[i][0] / counts[i % 3];
            centres[i % 3][1] += points[i][1] / counts[i % 3];
        }
        KNN<double[]> search = KNN.fit(centres, new int[] {0, 1, 2}, 1);
        double right = test.stream()
                .filter(i -> search.predict(points[i]) == labels.get(i))
                .count();
        double found = NearestCentroid.accuracy(points, labels, new HeldOut(train, test));
        assertEquals(right / test.size(), found, 1e-12);
        assertTrue(found > 0.4 && found < 1, "neither trivial nor chance: " + found);
    }

    /** A class that no training sample has cannot be found. */
    @Test
    void aClassThatWasNotFittedIsNeverRight() {
        List<String> labels = List.of("a", "a", "b", "b", "c", "c", "b", "b");
        assertEquals(0.5, NearestCentroid.accuracy(APART, labels, HALVES));
    }

    /** A line through the classes is not enough for XOR, and too many labels of one kind do not make it so. */
    @Test
    void aLinearProbeCannotSolveXor() {
        double[][] xor = {{0, 0}, {1, 1}, {0, 1}, {1, 0}, {0, 0}, {1, 1}, {0, 1}, {1, 0}};
        assertTrue(LinearProbe.accuracy(xor, LABELS, HALVES) <= 0.5);
    }

    /** Channels count alike whatever their unit, and a constant channel does no harm. */
    @Test
    void aLinearProbeDoesNotSeeUnits() {
        double[][] scaled = new double[8][];
        for (int i = 0; i < 8; i++) {
            scaled[i] = new double[] {1e6 * APART[i][0] - 3, 1e-3 * APART[i][1], 42};
        }
        assertEquals(1, LinearProbe.accuracy(scaled, LABELS, HALVES));
    }

    @Test
    void silhouetteByHand() {
        double[][] points = {{0}, {2}, {10}, {11}};
        List<String> labels = List.of("a", "a", "b", "b");
        // a: own 2, other (10 + 11) / 2 and (8 + 9) / 2; b: own 1, other (10 + 8) / 2 and (11 + 9) / 2
        double expected = (8.5 / 10.5 + 6.5 / 8.5 + 8.0 / 9 + 9.0 / 10) / 4;
        assertEquals(expected, Silhouette.of(points, labels), 1e-12);
        assertEquals(-0.5 + 0.125, Silhouette.of(new double[][] {{0}, {2}, {0}, {2}}, labels), 0.126);
        assertEquals(0, Silhouette.of(new double[][] {{1}, {1}}, List.of(1, 1 + 1)), 1e-12); // each alone
        assertEquals(0, Silhouette.of(new double[][] {{1}, {1}, {1}, {1}}, labels), 1e-12); // all in one place
    }

    @Test
    void scenesAreSplitByParity() {
        HeldOut split = HeldOut.byScene(List.of(0, 1, 2, 3, -1, -2));
        assertEquals(List.of(0, 2, 5), split.train());
        assertEquals(List.of(1, 3, 4), split.test());
        assertThrows(MotionScopeException.class, () -> HeldOut.byScene(List.of(2, 4)));
        assertThrows(MotionScopeException.class, () -> HeldOut.byScene(List.of(3)));
        assertThrows(MotionScopeException.class, () -> HeldOut.byScene(List.of()));
    }

    @Test
    void badInput() {
        double[][] spoilt = APART.clone();
        spoilt[5] = new double[] {0, Double.NaN};
        assertRefused("no number", spoilt, LABELS, HALVES);
        assertRefused("two classes", APART, List.of("a", "a", "a", "a", "a", "a", "a", "a"), HALVES);
        assertRefused("two samples to fit", APART, LABELS, new HeldOut(List.of(0), List.of(1)));
        assertRefused("two samples to fit", APART, LABELS, new HeldOut(List.of(0, 2), List.of()));
        assertThrows(MotionScopeException.class, () -> Silhouette.of(spoilt, LABELS));
        assertThrows(MotionScopeException.class, () -> Silhouette.of(new double[][] {{1}, {2}}, List.of(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Silhouette.of(APART, List.of("a", "b")));
        assertThrows(IllegalArgumentException.class, () -> Silhouette.of(new double[][] {{1}, {2, 3}}, List.of(1, 2)));
    }

    private static void assertRefused(String words, double[][] points, List<String> labels, HeldOut split) {
        for (Runnable score : List.<Runnable>of(
                () -> NearestCentroid.accuracy(points, labels, split),
                () -> LinearProbe.accuracy(points, labels, split))) {
            MotionScopeException e = assertThrows(MotionScopeException.class, score::run);
            assertTrue(e.getMessage().contains(words), e.getMessage());
        }
    }
}
