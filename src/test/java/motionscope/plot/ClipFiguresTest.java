package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.junit.jupiter.api.Test;

class ClipFiguresTest {
    private static final Scale SCALE = Scale.between(0, 1);

    /** Every frame is of one grey. */
    private static Clip grey(int frames, float value) {
        float[] pixels = new float[frames * 3 * 8 * 8];
        Arrays.fill(pixels, value);
        return Clip.of(pixels, frames, 8, 8, 8);
    }

    private static double[][][] maps(int frames, double value) {
        double[][][] maps = new double[frames][2][2];
        for (var map : maps) {
            for (double[] row : map) {
                Arrays.fill(row, value);
            }
        }
        return maps;
    }

    @Test
    void theMapCoversTheGreyFrameTo55Percent() {
        var figure = Figures.framesHeatmap(grey(2, 1), maps(2, 1), "similarity", SCALE);
        var expected = Pixels.over(ColourMap.VIRIDIS.at(1), 0.55, Color.WHITE);
        assertTrue(Pixels.of(figure).near(expected) > 2 * 180 * 180, "two frames of 192 pixels");
        assertEquals(8, figure.data().rowCount());
    }

    @Test
    void aMapOfOneCornerStaysInItsCorner() {
        double[][][] maps = maps(1, 0);
        maps[0][0][1] = 1;
        var figure = Figures.framesHeatmap(grey(1, -1), maps, "similarity", SCALE);
        var yellow = Pixels.over(ColourMap.VIRIDIS.at(1), 0.55, Color.BLACK);
        int count = Pixels.of(figure).near(yellow);
        assertEquals(96 * 96, count, 500);
    }

    @Test
    void theQueryIsRingedAndItsFrameShown() {
        var query = new Query(7, 4, 4);
        var with = Figures.framesHeatmap(grey(16, 0), maps(16, 0), "similarity", SCALE, query);
        var without = Figures.framesHeatmap(grey(16, 0), maps(16, 0), "similarity", SCALE);
        assertTrue(Pixels.of(with).near(Color.BLACK, 0, 0, 0.85, 0.7)
                > 40 + Pixels.of(without).near(Color.BLACK, 0, 0, 0.85, 0.7));
        assertTrue(with.data().doubleColumn("frame").asList().contains(7.0));
    }

    @Test
    void contactSheetsShowFirstAndLastFrame() {
        var one = Figures.contactSheet(grey(16, 0));
        var frames = one.data().doubleColumn("frame").asList();
        assertEquals(8, frames.size());
        assertEquals(0.0, frames.get(0));
        assertEquals(15.0, frames.get(7));
        var two = Figures.contactSheet(List.of(grey(3, 0), grey(3, 1)), List.of("a white marble background", "left"));
        assertEquals(6, two.data().rowCount());
        String svg = new String(two.svg(), StandardCharsets.UTF_8);
        assertTrue(svg.contains(">left<") && svg.contains("<image"), "names and frames");
    }

    @Test
    void waysAreWhereTheirPointsAre() {
        double[][] down = {{2, 1}, {2, 4}, {2, 7}};
        double[][] right = {{4, 4}, {6, 4}};
        var figure = Figures.paths(grey(3, 1), 2, Map.of("a", down), Map.of("a", right));
        assertTrue(Pixels.of(figure).near(Style.BLUE, 0, 0, 0.35, 1) > 400, "the hollow one, at the left");
        assertTrue(Pixels.of(figure).near(Style.BLUE, 0.3, 0, 0.65, 1) > 400, "the solid one, in the middle");
        var inside = Figures.paths(grey(3, 1), 2, Map.of(), Map.of("a", down));
        assertTrue(
                Pixels.of(inside).near(Style.BLUE, 0, 0, 0.35, 1)
                        > Pixels.of(figure).near(Style.BLUE, 0, 0, 0.35, 1),
                "hollow has less ink");
        assertEquals(5, figure.data().rowCount());
        assertEquals(
                List.of("asked", "asked", "asked", "found", "found"),
                figure.data().stringColumn("way").asList());
        assertEquals(7, figure.data().doubleColumn("y (px)").get(2));
    }

    @Test
    void aWayOfOnePointAndRestIsDrawn() {
        var figure = Figures.paths(
                grey(1, 0), 0, Map.of(), Map.of("rests", new double[][] {{4, 4}}, "too", new double[][] {{1, 1}, {1, 1}
                }));
        assertTrue(Pixels.of(figure).near(Style.BLUE) > 100);
    }

    @Test
    void waysThatAreNoneAreRefused() {
        Map<String, double[][]> none = Map.of();
        assertThrows(MotionScopeException.class, () -> Figures.paths(grey(2, 0), 0, none, none), "no way");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.paths(grey(2, 0), 2, none, Map.of("a", new double[][] {{1, 1}})),
                "no such frame");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.paths(grey(2, 0), 0, none, Map.of("a", new double[0][])),
                "empty");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.paths(grey(2, 0), 0, Map.of("a", new double[][] {{1, Double.NaN}}), none),
                "NaN");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.paths(grey(2, 0), 0, Map.of("a", new double[][] {{1, 1, 1}}), none),
                "three values");
    }

    @Test
    void refusesBadInput() {
        assertThrows(
                MotionScopeException.class, () -> Figures.framesHeatmap(grey(2, 0), maps(3, 0), "v", SCALE), "maps");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.framesHeatmap(grey(2, 0), maps(2, Double.NaN), "v", SCALE),
                "NaN");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.framesHeatmap(grey(2, 0), maps(2, 0), "v", SCALE, new Query(2, 0, 0)),
                "query outside");
        assertThrows(MotionScopeException.class, () -> Figures.contactSheet(List.of(), List.of()), "none");
        assertThrows(
                MotionScopeException.class,
                () -> Figures.contactSheet(List.of(grey(2, 0), grey(3, 0)), List.of("a", "b")),
                "other lengths");
    }
}
