package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import motionscope.tensor.Autograd;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Draws;
import motionscope.testing.Nd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loss that asks for the part along a reference only. */
class ProjectionTest {
    private static final GuidanceLoss LOSS = GuidanceLoss.PROJECTION;
    private static final int FRAMES = 3;
    private static final int SIZE = 2 * 16; // of one frame: channels, rows, columns
    private static final long[] CHANNELS = {4, 1};
    private final Draws draws = new Draws(8);
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private Tensor features() {
        return draws.doubles(FRAMES, 5, 4, 4);
    }

    private Tensor weights() {
        return draws.doubles(FRAMES, 1, 4, 4).abs().clamp(0.1, 1);
    }

    private static double loss(Tensor x, Tensor weights, Tensor target) {
        return LOSS.of(x, CHANNELS, weights, target).item();
    }

    @Test
    void itIsTheMissingPartOfEachFrameByItsEnergy() {
        Tensor x = features();
        Tensor target = draws.doubles(FRAMES, 2, 4, 4);
        Tensor weights = weights();
        Nd m = Nd.of(GuidanceLoss.moft(x, CHANNELS));
        Nd r = Nd.of(target);
        Nd w = Nd.of(weights);
        double missing = 0;
        double all = 0;
        for (int f = 0; f < FRAMES; f++) {
            double energy = 0;
            double part = 0;
            for (int i = 0; i < SIZE; i++) {
                double weight = w.at(f, 0, i % 16 / 4, i % 4);
                double wanted = r.at(f, i / 16, i % 16 / 4, i % 4);
                energy += weight * wanted * wanted;
                part += weight * wanted * m.at(f, i / 16, i % 16 / 4, i % 4);
            }
            missing += energy * (1 - part / energy) * (1 - part / energy);
            all += energy;
        }
        assertEquals(missing / all, loss(x, weights, target), 1e-9);
    }

    @Test
    void nothingOfTheReferenceCostsOneAllOfItNothing() {
        Tensor weights = weights();
        Tensor x = features();
        Tensor itself = GuidanceLoss.moft(x, CHANNELS);
        assertEquals(0, loss(x, weights, itself), 1e-9);
        assertEquals(0.25, loss(x, weights, itself.mul(2)), 1e-9); // half of what is asked
        assertEquals(1, loss(x, weights, itself.mul(1e6)), 1e-5);
        assertEquals(4, loss(x, weights, itself.mul(-1)), 1e-9); // as far the other way
        Tensor still = x.narrow(0, 0, 1).add(Tensor.full(0, FRAMES, 1, 1, 1).cast(x.dtype()));
        assertEquals(1, loss(still, weights, itself), 1e-9);
    }

    /** A map that is orthogonal to the reference in every frame, however it changes in time. */
    @Test
    void whatIsOrthogonalToTheReferenceIsLeftAlone() {
        Tensor x = features();
        Tensor target = draws.doubles(FRAMES, 2, 4, 4);
        Tensor weights = weights();
        double[] wanted = target.mul(weights).doubles();
        double[][] basis = new double[FRAMES][];
        for (int f = 0; f < FRAMES; f++) {
            double[] one = new double[SIZE];
            System.arraycopy(wanted, f * SIZE, one, 0, SIZE);
            basis[f] = scaled(without(one, basis), 1);
        }
        double[] beside = without(draws.values(SIZE), basis);
        Tensor aside = Tensor.of(beside, 1, 2, 4, 4).mul(Tensor.of(new double[] {3, -2, 5}, FRAMES, 1, 1, 1));
        Tensor more = Tensor.cat(
                1,
                Tensor.full(0, FRAMES, 1, 4, 4).cast(x.dtype()),
                aside.narrow(1, 1, 1), // channel 1 is the second of CHANNELS
                Tensor.full(0, FRAMES, 2, 4, 4).cast(x.dtype()),
                aside.narrow(1, 0, 1));
        double before = loss(x, weights, target);
        assertEquals(before, loss(x.add(more), weights, target), 1e-9 * (1 + before));
        assertEquals(before, loss(x.add(draws.doubles(1, 5, 4, 4)), weights, target), 1e-9); // other looks
        double strict =
                GuidanceLoss.PER_POSITION.of(x, CHANNELS, weights, target).item();
        assertNotEquals(
                strict,
                GuidanceLoss.PER_POSITION
                        .of(x.add(more), CHANNELS, weights, target)
                        .item(),
                1e-3);
    }

    private static double[] without(double[] vector, double[][] basis) {
        double[] rest = vector.clone();
        for (double[] one : basis) {
            for (int i = 0; one != null && i < rest.length; i++) {
                double part = dot(vector, one);
                rest[i] -= part * one[i];
            }
        }
        return rest;
    }

    private static double[] scaled(double[] vector, double norm) {
        double factor = norm / Math.sqrt(dot(vector, vector));
        return Arrays.stream(vector).map(v -> v * factor).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void aReferenceWithoutEnergyAsksForNothing() {
        Tensor x = draws.floats(FRAMES, 5, 4, 4);
        Tensor weights = Tensor.full(1, FRAMES, 1, 4, 4);
        Tensor nothing = Tensor.full(0, FRAMES, 2, 4, 4);
        Found still = Found.of(x, weights, nothing);
        assertTrue(Double.isFinite(still.loss()));
        for (float g : still.gradient()) {
            assertEquals(0, g);
        }
        // a frame at its mean among others: they alone count
        Tensor some = Tensor.cat(0, Tensor.full(0, 1, 2, 4, 4), new Draws(4).floats(2, 2, 4, 4));
        Found partly = Found.of(x, weights, some);
        assertTrue(Double.isFinite(partly.loss()));
        for (float g : partly.gradient()) {
            assertTrue(Float.isFinite(g));
        }
    }

    @Test
    void whatLiesOutsideOfARegionDoesNotCount() {
        Tensor x = features();
        Tensor target = draws.doubles(FRAMES, 2, 4, 4);
        Tensor left = Tensor.cat(3, Tensor.full(1, FRAMES, 1, 4, 2), Tensor.full(0, FRAMES, 1, 4, 2))
                .cast(x.dtype());
        Tensor outside = draws.doubles(FRAMES, 5, 4, 4).mul(left.mul(-1).add(1));
        assertEquals(loss(x, left, target), loss(x.add(outside), left, target), 1e-12);
        assertEquals(
                loss(x, left, target),
                loss(
                        x,
                        left,
                        target.add(
                                draws.doubles(FRAMES, 2, 4, 4).mul(left.mul(-1).add(1)))),
                1e-12);
    }

    private record Found(double loss, float[] gradient) {
        static Found of(Tensor x, Tensor weights, Tensor target) {
            var found = Autograd.of(x, in -> LOSS.of(in, CHANNELS, weights, target));
            return new Found(found.value(), found.gradient().floats());
        }
    }
}
