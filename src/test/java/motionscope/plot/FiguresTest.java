package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.video.world.Direction;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private enum Motion {
        RIGHT,
        LEFT,
        UP,
        DOWN,
        STILL,
        ZOOM_IN,
        ZOOM_OUT
    }

    private static final double[][] CORNERS = {{10, 0}, {-10, 0}, {0, 10}, {0, -10}, {0, 0}, {7, 7}, {-7, 7}};

    private static String svg(Figure figure) {
        return new String(figure.svg(), StandardCharsets.UTF_8);
    }

    private static void refuses(String part, Runnable drawing) {
        var error = assertThrows(MotionScopeException.class, drawing::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    @Test
    void directionsHaveTheirColoursAtTheirPlaces() {
        var figure = Figures.scatter(CORNERS, List.of(Motion.values()));
        var pixels = Pixels.of(figure);
        // the box of the axes ends at about 70 % of the width; the legend begins after it
        assertTrue(pixels.near(Pixels.over(new Color(0xD55E00), 0.85, Color.WHITE), 0.55, 0.2, 0.75, 0.7) > 80);
        assertTrue(pixels.near(Pixels.over(new Color(0x0072B2), 0.85, Color.WHITE), 0.1, 0.2, 0.3, 0.7) > 80);
        assertTrue(pixels.near(Pixels.over(new Color(0x009E73), 0.85, Color.WHITE), 0.3, 0, 0.6, 0.3) > 80);
        assertTrue(pixels.near(Pixels.over(new Color(0xE69F00), 0.85, Color.WHITE), 0.3, 0.6, 0.6, 1) > 80);
        assertTrue(pixels.near(new Color(0xD55E00), 0.75, 0, 1, 0.3) > 80, "legend");
    }

    @Test
    void namesAreTheSameForConstantsAndWords() {
        var styles = Style.of(List.of(Style.name(Motion.ZOOM_IN), "zoom out", "up1", "right"));
        assertEquals(Style.Marker.PLUS, styles.get("zoom in").marker());
        assertEquals(Style.Marker.CROSS, styles.get("zoom out").marker());
        assertEquals(Style.Marker.TRIANGLE_RIGHT, styles.get("right").marker());
        assertEquals(Style.Marker.CIRCLE, styles.get("up1").marker());
        assertTrue(svg(Figures.scatter(CORNERS, List.of(Motion.values()))).contains(">zoom in<"));
    }

    @Test
    void everyDirectionOfTheWorldHasItsOwnStyle() {
        var names = Arrays.stream(Direction.values()).map(Style::name).toList();
        var styles = Style.of(names);
        // another label in front would shift styles that are handed out in turn
        var shifted = new ArrayList<>(List.of("another"));
        shifted.addAll(names);
        names.forEach(name -> assertEquals(styles.get(name), Style.of(shifted).get(name)));
        assertEquals(names.size(), styles.values().stream().distinct().count());
    }

    @Test
    void axesTellTheShareOfVariance() {
        var text = svg(Figures.scatter(CORNERS, List.of(Motion.values()), new double[] {0.412, 0.3}));
        assertTrue(text.contains(">PC1 (41 % of variance)<"));
        assertTrue(text.contains(">PC2 (30 % of variance)<"));
    }

    @Test
    void scatterRefusesBadInput() {
        refuses("empty", () -> Figures.scatter(new double[0][], List.of()));
        refuses("NaN", () -> Figures.scatter(new double[][] {{1, Double.NaN}}, List.of("a")));
        refuses("Infinity", () -> Figures.scatter(new double[][] {{Double.POSITIVE_INFINITY, 0}}, List.of("a")));
        refuses("2 labels for 1 points", () -> Figures.scatter(new double[][] {{1, 2}}, List.of("a", "b")));
        refuses("two values", () -> Figures.scatter(new double[][] {{1}}, List.of("a")));
        refuses("as many", () -> Figures.scatter(new double[][] {{1, 2}, {1}}, List.of("a", "b")));
        refuses("shares", () -> Figures.scatter(new double[][] {{1, 2}}, List.of("a"), new double[] {1}));
    }

    @Test
    void onePointIsDrawn() {
        var blue = Pixels.over(new Color(0x0072B2), 0.85, Color.WHITE);
        assertTrue(Pixels.of(Figures.scatter(new double[][] {{3, 4}}, List.of("a")))
                        .near(blue)
                > 80);
    }

    @Test
    void inputIsCopied() {
        double[][] points = {{1, 2}, {3, 4}};
        var figure = Figures.scatter(points, List.of("a", "b"));
        points[0][0] = Double.NaN;
        assertEquals(1.0, figure.data().doubleColumn("PC1").get(0));
    }

    @Test
    void curvesHaveMeanAndDeviation() {
        var data = Curves.over("frame", "value")
                .add("a", new double[] {0, 2}, new double[] {2, 2})
                .figure()
                .data();
        assertEquals(List.of(1.0, 2.0), data.doubleColumn("mean").asList());
        assertEquals(Math.sqrt(2), data.doubleColumn("deviation").get(0), 1e-12);
        assertEquals(0, data.doubleColumn("deviation").get(1));
    }

    @Test
    void curvesShowBandTurnsAndTruth() {
        var curves = Curves.over("frame", "value")
                .add(Motion.RIGHT, new double[][] {{0, 1, 0}, {0, 3, 0}})
                .turn(1)
                .truth("true displacement (px)", 0, 5, 0);
        var pixels = Pixels.of(curves.figure());
        assertTrue(pixels.near(Pixels.over(new Color(0xD55E00), 0.2, Color.WHITE)) > 1000, "band");
        assertTrue(pixels.near(new Color(0xD55E00)) > 300, "line");
        var text = svg(curves.figure());
        assertTrue(text.contains("stroke-dasharray"), "turn");
        assertTrue(text.contains(">true displacement (px)<"));
        assertTrue(text.contains(">motion turns<"));
    }

    @Test
    void curvesRefuseBadInput() {
        refuses("no curve", () -> Curves.over("frame", "value").figure());
        refuses(
                "3 values of 'b' for 2 steps",
                () -> Curves.over("frame", "v").add("a", new double[] {1, 2}).add("b", new double[] {1, 2, 3}));
        refuses("NaN", () -> Curves.over("frame", "v").add("a", new double[] {1, Double.NaN}));
        refuses("empty", () -> Curves.over("frame", "v").add("a"));
        refuses("true course", () -> Curves.over("frame", "v")
                .add("a", new double[] {1, 2})
                .truth("truth", 1)
                .figure());
        refuses("NaN", () -> Curves.over("frame", "v").turn(Double.NaN));
    }

    @Test
    void barsAreAsHighAsTheirValues() {
        var pixels = Pixels.of(Bars.of("v", "", List.of("a", "b"))
                .add("x", 1, 0.5)
                .add("y", 0.5, 1)
                .figure());
        double blue = pixels.near(new Color(0x0072B2), 0, 0, 0.8, 1);
        double orange = pixels.near(new Color(0xE69F00), 0, 0, 0.8, 1);
        assertEquals(1, blue / orange, 0.05);
        var half = Pixels.of(
                Bars.of("v", "", List.of("a")).add("x", 0.5).level("one", 1).figure());
        var whole = Pixels.of(
                Bars.of("v", "", List.of("a")).add("x", 1).level("one", 1).figure());
        assertEquals(2, (double) whole.near(new Color(0x0072B2)) / half.near(new Color(0x0072B2)), 0.05);
    }

    @Test
    void barsRefuseBadInput() {
        refuses("at least one group", () -> Bars.of("v", "", List.of()));
        refuses("no bars", () -> Bars.of("v", "", List.of("a")).figure());
        refuses("2 values of 'x' for 1 groups", () -> Bars.of("v", "", List.of("a"))
                .add("x", 1, 2));
        refuses("NaN", () -> Bars.of("v", "", List.of("a")).add("x", Double.NaN));
        refuses("NaN", () -> Bars.of("v", "", List.of("a")).level("x", Double.NaN));
        refuses("errors", () -> Bars.of("v", "", List.of("a")).add("x", new double[] {1}, new double[] {1, 2}));
    }

    @Test
    void heatmapCellsHaveColourAndNumber() {
        var figure = Figures.heatmap(
                "tap",
                List.of("up0", "up1"),
                "t",
                List.of(119, 399),
                new double[][] {{0, 0.25}, {0.5, 1}},
                "accuracy",
                Scale.between(0, 1));
        var pixels = Pixels.of(figure);
        for (double value : new double[] {0, 0.25, 0.5, 1}) {
            assertTrue(pixels.near(ColourMap.VIRIDIS.at(value), 0, 0, 0.72, 1) > 1500, "cell of " + value);
        }
        var text = svg(figure);
        for (String word : List.of(">0.25<", ">1.00<", ">119<", ">up1<", ">accuracy<", ">tap<")) {
            assertTrue(text.contains(word), word);
        }
    }

    @Test
    void heatmapRefusesBadInput() {
        var one = new double[][] {{1}};
        var scale = Scale.between(0, 1);
        refuses("2 labels for 1 rows", () -> Figures.heatmap("", List.of(1, 2), "", List.of(1), one, "v", scale));
        refuses(
                "NaN",
                () -> Figures.heatmap("", List.of(1), "", List.of(1), new double[][] {{Double.NaN}}, "v", scale));
        refuses("below its high", () -> Scale.between(1, 1));
        refuses("below its high", () -> Scale.centred(Double.NaN));
        refuses("at least one figure", () -> Figures.row());
    }

    @Test
    void scalesPutZeroInTheMiddleAndHoldAllValues() {
        assertEquals(ColourMap.DIVERGING.at(0.5), Scale.centred(3).colour(0));
        var fit = Scale.fit(new double[] {3, -1}, new double[] {7});
        assertEquals(-1, fit.low());
        assertEquals(7, fit.high());
        assertTrue(Scale.fit(new double[] {2}).low() < 2);
        assertEquals(ColourMap.VIRIDIS.at(1), ColourMap.VIRIDIS.at(9));
        assertNotEquals(ColourMap.VIRIDIS.at(0.5), ColourMap.VIRIDIS.at(0.52));
    }

    @Test
    void ticksAreRoundNumbersInsideTheAxis() {
        for (double size : new double[] {1e-4, 0.03, 0.7, 1, 12, 3456, 8e7}) {
            var axis = new Axis("x", -0.3 * size, size, List.of());
            var ticks = axis.ticks();
            assertTrue(ticks.size() >= 3 && ticks.size() <= 8, size + ": " + ticks);
            for (var tick : ticks) {
                assertTrue(tick.value() >= axis.low() && tick.value() <= axis.high(), size + ": " + ticks);
            }
            assertEquals(
                    ticks.size(), ticks.stream().map(Axis.Tick::text).distinct().count(), ticks.toString());
        }
        assertEquals("\u22120.5", Axis.number(-0.5, 1));
    }
}
