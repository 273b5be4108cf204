package motionscope.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** Tracks and what is computed from them; the recorded values are compared by the check case metrics. */
class TrackMetricsTest {
    private static final double EXACT = 1e-12;

    private static Tracks random(int tracks, int frames, long seed) {
        Random random = new Random(seed);
        double[][][] at = new double[tracks][frames][2];
        for (double[][] track : at) {
            for (double[] point : track) {
                point[0] = 64 * random.nextDouble();
                point[1] = 64 * random.nextDouble();
            }
        }
        return Tracks.of(at);
    }

    private static Tracks changed(Tracks tracks, double scale, double dx, double dy) {
        double[][][] at = tracks.positions();
        for (double[][] track : at) {
            for (double[] point : track) {
                point[0] = scale * point[0] + dx;
                point[1] = scale * point[1] + dy;
            }
        }
        return Tracks.of(at);
    }

    private static Tracks line(double dx, double dy) {
        double[][] path = new double[5][];
        Arrays.setAll(path, f -> new double[] {f * dx, f * dy});
        return Tracks.of(new double[][][] {path});
    }

    @Test
    void aTrackBesideItself() {
        Tracks tracks = random(4, 6, 1);
        double[][] correlation = TrackletCorrelation.of(tracks, tracks, TrackletCorrelation.EXACT);
        for (int i = 0; i < tracks.count(); i++) {
            assertEquals(1, correlation[i][i], EXACT);
        }
        assertEquals(1, MotionFidelity.of(tracks, tracks).mean(), EXACT);
        assertEquals(0, TrackDistance.of(tracks, tracks, 64).pixels());
    }

    @Test
    void placeAndScaleDoNotMatterForMotion() {
        Tracks a = random(3, 6, 2);
        Tracks b = random(5, 6, 3);
        Tracks moved = changed(b, 2, -17, 40);
        double[][] before = TrackletCorrelation.of(a, b, TrackletCorrelation.EXACT);
        double[][] after = TrackletCorrelation.of(a, moved, TrackletCorrelation.EXACT);
        for (int i = 0; i < before.length; i++) {
            assertArrayEquals(before[i], after[i], 1e-9);
        }
        assertEquals(MotionFidelity.of(a, b).mean(), MotionFidelity.of(a, moved).mean(), 1e-9);
        Tracks shifted = changed(a, 1, 3, -4);
        assertEquals(5, TrackDistance.of(a, shifted, 64).pixels(), EXACT);
        assertEquals(5 / 64.0, TrackDistance.of(a, shifted, 64).overSide(), EXACT);
        assertEquals(5, TrackDistance.of(a, shifted, 64).lastFrame(), EXACT);
    }

    @Test
    void swappedArguments() {
        Tracks a = random(3, 6, 4);
        Tracks b = random(5, 6, 5);
        double[][] there = TrackletCorrelation.of(a, b, TrackletCorrelation.EXACT);
        double[][] back = TrackletCorrelation.of(b, a, TrackletCorrelation.EXACT);
        for (int i = 0; i < a.count(); i++) {
            for (int j = 0; j < b.count(); j++) {
                assertEquals(there[i][j], back[j][i], EXACT);
                assertTrue(Math.abs(there[i][j]) <= 1 + EXACT);
            }
        }
        MotionFidelity forward = MotionFidelity.of(a, b);
        MotionFidelity reverse = MotionFidelity.of(b, a);
        assertEquals(forward.referenceToGenerated(), reverse.generatedToReference(), EXACT);
        assertEquals(forward.mean(), reverse.mean(), EXACT);
    }

    @Test
    void fidelityIsTheMeanOfTheBestMatches() {
        Tracks a = random(4, 7, 6);
        Tracks b = random(2, 7, 7);
        double sum = 0;
        for (int i = 0; i < a.count(); i++) { // the definition, step by step
            double best = -1;
            for (int j = 0; j < b.count(); j++) {
                double correlation = 0;
                for (int f = 1; f < a.frames(); f++) {
                    double ax = a.x(i, f) - a.x(i, f - 1);
                    double ay = a.y(i, f) - a.y(i, f - 1);
                    double bx = b.x(j, f) - b.x(j, f - 1);
                    double by = b.y(j, f) - b.y(j, f - 1);
                    correlation += (ax * bx + ay * by) / Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by)) / 6;
                }
                best = Math.max(best, correlation);
            }
            sum += best;
        }
        assertEquals(sum / a.count(), MotionFidelity.of(a, b).referenceToGenerated(), 1e-12);
    }

    @Test
    void oppositeAndStill() {
        double still = TrackletCorrelation.EXACT;
        assertEquals(-1, TrackletCorrelation.of(line(1, 0), line(-3, 0), still)[0][0], EXACT);
        assertEquals(0, TrackletCorrelation.of(line(1, 0), line(0, 2), still)[0][0], EXACT);
        assertEquals(1, TrackletCorrelation.of(line(0, 0), line(0, 0), still)[0][0], EXACT);
        assertEquals(0, TrackletCorrelation.of(line(0, 0), line(1, 0), still)[0][0], EXACT);
        double measured = TrackletCorrelation.MEASURED;
        assertEquals(1, TrackletCorrelation.of(line(0, 0), line(0.05, 0), measured)[0][0], EXACT);
    }

    @Test
    void badTracks() {
        double nan = Double.NaN;
        refused("none", () -> Tracks.of(new double[0][][]));
        refused("two frames", () -> Tracks.of(new double[][][] {{{1, 2}}}));
        refused("one length", () -> Tracks.of(new double[][][] {{{1, 2}, {1, 2}}, {{1, 2}, {1, 2}, {1, 2}}}));
        refused("NaN", () -> Tracks.of(new double[][][] {{{1, 2}, {nan, 2}}}));
        refused("Infinity", () -> Tracks.of(new double[][][] {{{1, 2}, {1, Double.POSITIVE_INFINITY}}}));
        refused("x and y", () -> Tracks.of(new double[][][] {{{1, 2}, {1, 2, 3}}}));
        refused("none", () -> random(3, 4, 8).where(track -> false));
    }

    @Test
    void tracksThatDoNotFitEachOther() {
        refused("frame by frame", () -> MotionFidelity.of(random(2, 5, 1), random(2, 6, 1)));
        refused("frame by frame", () -> TrackDistance.of(random(2, 5, 1), random(2, 6, 1), 64));
        refused("own target", () -> TrackDistance.of(random(2, 5, 1), random(3, 5, 1), 64));
        refused("side", () -> TrackDistance.of(random(2, 5, 1), random(2, 5, 1), 0));
        refused("NaN", () -> TrackletCorrelation.of(random(2, 5, 1), random(2, 5, 1), Double.NaN));
    }

    @Test
    void nobodyChangesTracksFromOutside() {
        double[][][] at = {{{1, 2}, {3, 4}}};
        Tracks tracks = Tracks.of(at);
        at[0][0][0] = 99;
        tracks.positions()[0][1][1] = 99;
        assertEquals(1, tracks.x(0, 0));
        assertEquals(4, tracks.y(0, 1));
        assertEquals(Math.sqrt(8), tracks.meanSpeed(), EXACT);
    }

    private static void refused(String word, Runnable body) {
        MotionScopeException e = assertThrows(MotionScopeException.class, body::run);
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }
}
