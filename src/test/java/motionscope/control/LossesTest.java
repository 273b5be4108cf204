package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import motionscope.model.Tap;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.testing.Draws;
import motionscope.testing.FiniteDifferences;
import motionscope.testing.Nd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Losses against plain loops, and their gradients against finite differences. */
class LossesTest {
    private static final long[] CHANNELS = {4, 1};
    private final Draws draws = new Draws(3);
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private Tensor weights(int side) {
        return draws.doubles(3, 1, side, side).abs().clamp(0.1, 1);
    }

    /** M of equation 2, entry by entry. */
    private static double moft(Nd x, int f, int c, int row, int column) {
        double mean = 0;
        for (int g = 0; g < x.size(0); g++) {
            mean += x.at(g, (int) CHANNELS[c], row, column) / x.size(0);
        }
        return x.at(f, (int) CHANNELS[c], row, column) - mean;
    }

    @Test
    void perPositionIsTheMeanOfNorms() {
        Tensor x = draws.doubles(3, 5, 4, 4);
        Tensor target = draws.doubles(3, 2, 4, 4);
        Tensor weights = weights(4);
        Nd nx = Nd.of(x);
        Nd nt = Nd.of(target);
        Nd nw = Nd.of(weights);
        double sum = 0;
        double total = 0;
        for (int f = 0; f < 3; f++) {
            for (int i = 0; i < 16; i++) {
                double square = 0;
                for (int c = 0; c < 2; c++) {
                    double difference = moft(nx, f, c, i / 4, i % 4) - nt.at(f, c, i / 4, i % 4);
                    square += difference * difference;
                }
                sum += nw.at(f, 0, i / 4, i % 4) * Math.sqrt(square);
                total += nw.at(f, 0, i / 4, i % 4);
            }
        }
        double found =
                GuidanceLoss.PER_POSITION.of(x, CHANNELS, weights, target).item();
        assertEquals(sum / total, found, 1e-12);
    }

    @Test
    void regionMeanIsTheSquareErrorOfMeans() {
        Tensor x = draws.doubles(3, 5, 4, 4);
        Tensor target = draws.doubles(3, 2, 1, 1);
        Tensor weights = weights(4);
        Nd nx = Nd.of(x);
        Nd nt = Nd.of(target);
        Nd nw = Nd.of(weights);
        double error = 0;
        for (int f = 0; f < 3; f++) {
            for (int c = 0; c < 2; c++) {
                double sum = 0;
                double total = 0;
                for (int i = 0; i < 16; i++) {
                    sum += nw.at(f, 0, i / 4, i % 4) * moft(nx, f, c, i / 4, i % 4);
                    total += nw.at(f, 0, i / 4, i % 4);
                }
                double difference = sum / total - nt.at(f, c, 0, 0);
                error += difference * difference / 6;
            }
        }
        double found = GuidanceLoss.REGION_MEAN.of(x, CHANNELS, weights, target).item();
        assertEquals(error, found, 1e-12);
    }

    @Test
    void thePlainRegionMeanKeepsTheLooks() {
        Tensor x = draws.doubles(3, 5, 4, 4);
        Tensor target = draws.doubles(3, 2, 1, 1);
        Tensor weights = weights(4);
        Nd nx = Nd.of(x);
        Nd nt = Nd.of(target);
        Nd nw = Nd.of(weights);
        double error = 0;
        for (int f = 0; f < 3; f++) {
            for (int c = 0; c < 2; c++) {
                double sum = 0;
                double total = 0;
                for (int i = 0; i < 16; i++) {
                    sum += nw.at(f, 0, i / 4, i % 4) * nx.at(f, (int) CHANNELS[c], i / 4, i % 4);
                    total += nw.at(f, 0, i / 4, i % 4);
                }
                double difference = sum / total - nt.at(f, c, 0, 0);
                error += difference * difference / 6;
            }
        }
        GuidanceLoss plain = GuidanceLoss.PLAIN_REGION_MEAN;
        assertEquals(error, plain.of(x, CHANNELS, weights, target).item(), 1e-12);
        // another look, the same in every frame, is no motion: only the plain loss sees it
        Tensor other = x.add(draws.doubles(1, 5, 4, 4));
        GuidanceLoss mean = GuidanceLoss.REGION_MEAN;
        assertEquals(
                mean.of(x, CHANNELS, weights, target).item(),
                mean.of(other, CHANNELS, weights, target).item(),
                1e-12);
        assertNotEquals(error, plain.of(other, CHANNELS, weights, target).item(), 1e-3);
    }

    @Test
    void gradientsEqualFiniteDifferences() {
        Tensor x = draws.doubles(3, 5, 4, 4);
        for (GuidanceLoss loss : GuidanceLoss.values()) {
            Tensor weights = weights(loss.onLatentGrid() ? 8 : 4);
            Tensor target = loss.perPosition() ? draws.doubles(3, 2, 4, 4) : draws.doubles(3, 2, 1, 1);
            FiniteDifferences.check(loss.word(), in -> loss.of(in[0], CHANNELS, weights, target), x);
        }
        Trajectory path = new Trajectory(new double[][] {{0.2, 0.3}, {0.5, 0.4}, {0.9, 0.95}});
        Tensor first = x.narrow(0, 0, 1);
        // the first frame is a constant to the gradient, so only the others are moved
        FiniteDifferences.check(
                "point drag", in -> PointDrag.loss(path, Tensor.cat(0, first, in[0])), x.narrow(0, 1, 2));
    }

    @Test
    void aMotionThatIsReachedHasNoLossAndNoGradient() {
        Tensor x = draws.floats(3, 5, 4, 4);
        Tensor reached = GuidanceLoss.moft(x, CHANNELS);
        Tensor weights = Tensor.full(1, 3, 1, 4, 4);
        var found =
                motionscope.tensor.Autograd.of(x, in -> GuidanceLoss.PER_POSITION.of(in, CHANNELS, weights, reached));
        assertEquals(0, found.value());
        for (float g : found.gradient().floats()) {
            assertEquals(0, g);
        }
    }

    @Test
    void theGradientOfTheNetworkPointsTheWayThatTheLossGrows() {
        try (SmallRun small = new SmallRun()) {
            Guidance guidance = Guidance.paper()
                    .toward(SmallRun.reference(SmallRun.FRAMES), Region.box(0, 0, 1, 0.5))
                    .steps(0, 1)
                    .clipToRegions(false)
                    .allFrames();
            Tensor z = SmallRun.noise(1);
            Tensor text = small.texts(1).narrow(0, 1, 1);
            GuidanceGradient at = GuidanceGradient.of(small, z, 501, text, guidance, 0, 1);
            double square = at.gradient().square().sum().item();
            double step = 1e-2 / Math.sqrt(square);
            double up = GuidanceGradient.of(small, z.add(at.gradient().mul(step)), 501, text, guidance, 0, 1)
                    .loss();
            double down = GuidanceGradient.of(small, z.add(at.gradient().mul(-step)), 501, text, guidance, 0, 1)
                    .loss();
            assertEquals(1, (up - down) / (2 * step) / square, 0.02);
            assertEquals(Tap.UP1, guidance.goals().get(0).reference().tap());
        }
    }
}
