package motionscope.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** The area under the ROC. */
class RocAreaTest {
    @Test
    void perfectWorstAndGuessing() {
        boolean[] positive = {false, false, true, true};
        assertEquals(1, RocArea.of(new double[] {1, 2, 3, 4}, positive));
        assertEquals(0, RocArea.of(new double[] {4, 3, 2, 1}, positive));
        assertEquals(0.5, RocArea.of(new double[] {7, 7, 7, 7}, positive));
        assertEquals(0.5, RocArea.of(new double[] {0.0, 1, -0.0, 1}, positive));
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(0.75, RocArea.of(new double[] {-infinite, 1, infinite, 0}, positive));
    }

    @Test
    void agreesWithEveryPairCounted() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            double[] scores = random.ints(40, 0, 12).asDoubleStream().toArray(); // many ties
            boolean[] positive = new boolean[40];
            for (int i = 0; i < 40; i++) {
                positive[i] = i == 0 || i > 1 && random.nextInt(3) == 0;
            }
            double wins = 0;
            int pairs = 0;
            for (int a = 0; a < 40; a++) {
                for (int b = 0; b < 40; b++) {
                    if (positive[a] && !positive[b]) {
                        wins += scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            assertEquals(wins / pairs, RocArea.of(scores, positive), 1e-12);
        }
    }

    @Test
    void onlyOneKindOrNoNumberIsNamed() {
        assertThrows(MotionScopeException.class, () -> RocArea.of(new double[] {1, 2}, new boolean[] {true, true}));
        assertThrows(MotionScopeException.class, () -> RocArea.of(new double[] {1, 2}, new boolean[2]));
        assertThrows(MotionScopeException.class, () -> RocArea.of(new double[] {1}, new boolean[] {true, false}));
        assertThrows(
                MotionScopeException.class,
                () -> RocArea.of(new double[] {1, Double.NaN, 3}, new boolean[] {true, false, false}));
    }
}
