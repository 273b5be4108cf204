package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** XChart puts things where our ticks are. Pictures here have one pixel for a point. */
class PlotTest {
    private static final Rectangle2D BOX = new Rectangle2D.Double(40, 20, 300, 280);
    private static final Axis X = new Axis("x", -3, 12, List.of());
    private static final Axis Y = new Axis("y", 0, 0.7, List.of());
    private static final Axis RIGHT = new Axis("right", -20, 5, List.of());

    private final BufferedImage image = new BufferedImage(400, 320, BufferedImage.TYPE_INT_RGB);

    private Plot plot(Axis x, Axis y, Axis right) {
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 400, 320);
        return new Plot(new Pen(g, Look.WHITE), BOX, x, y, right);
    }

    /** The box around all pixels of a kind. */
    private Rectangle2D where(BiPredicate<Integer, Integer> wanted) {
        Rectangle2D found = null;
        for (int y = 0; y < 320; y++) {
            for (int x = 0; x < 400; x++) {
                if (wanted.test(x, y)) {
                    var pixel = new Rectangle2D.Double(x, y, 1, 1);
                    found = found == null ? pixel : found.createUnion(pixel);
                }
            }
        }
        return found;
    }

    private boolean paper(int x, int y) {
        return (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
    }

    private static double acrossAt(Axis axis, double value) {
        return BOX.getX() + axis.share(value) * BOX.getWidth();
    }

    private static double upAt(Axis axis, double value) {
        return BOX.getMaxY() - axis.share(value) * BOX.getHeight();
    }

    @Test
    void theChartFillsTheBoxAndHasTheRangesOfTheAxes() {
        var plot = plot(X, Y, RIGHT);
        var chart = plot.chart();
        Plot.line(chart, new double[] {0, 1}, new double[] {0.1, 0.2}, Color.RED, Pen.stroke(1));
        Plot.line(chart, new double[] {0, 1}, new double[] {-3, 2}, Color.RED, Pen.stroke(1))
                .setYAxisGroup(1);
        plot.pen().chart(chart::paint, BOX);
        for (var tick : X.ticks()) {
            assertEquals(acrossAt(X, tick.value()), BOX.getX() + chart.getScreenXFromChart(tick.value()), 1e-6);
        }
        for (var tick : Y.ticks()) {
            assertEquals(upAt(Y, tick.value()), BOX.getY() + chart.getScreenYFromChart(tick.value()), 1e-6);
        }
        for (var tick : RIGHT.ticks()) {
            assertEquals(upAt(RIGHT, tick.value()), BOX.getY() + chart.getScreenYFromChart(tick.value(), 1), 1e-6);
        }
    }

    @Test
    void aPointAtATickLiesOnTheTick() {
        for (var xTick : X.ticks().subList(1, X.ticks().size() - 1)) {
            for (var yTick : Y.ticks().subList(1, Y.ticks().size() - 1)) {
                double[][] at = {{xTick.value(), yTick.value()}};
                new Points(at, List.of("still"), "x", "y").paint(plot(X, Y, null));
                var seen = where((x, y) -> !paper(x, y));
                assertEquals(acrossAt(X, xTick.value()), seen.getCenterX(), 1);
                assertEquals(upAt(Y, yTick.value()), seen.getCenterY(), 1);
            }
        }
    }

    @Test
    void gridLinesStandAtTheTicks() {
        plot(X, Y, null).grid();
        for (var tick : Y.ticks().subList(1, Y.ticks().size())) {
            int at = (int) upAt(Y, tick.value());
            assertTrue(!paper(45, at) || !paper(45, at - 1), tick.text());
        }
        for (var tick : X.ticks().subList(1, X.ticks().size())) {
            int at = (int) acrossAt(X, tick.value());
            assertTrue(!paper(at, 25) || !paper(at - 1, 25), tick.text());
        }
    }

    @Test
    void nothingIsDrawnOutsideOfTheBox() {
        var plot = plot(X, Y, null);
        plot.grid();
        var chart = plot.chart();
        Plot.line(chart, new double[] {-100, 100}, new double[] {-9, 9}, Color.RED, Pen.stroke(9));
        plot.pen().chart(chart::paint, BOX);
        assertTrue(BOX.contains(where((x, y) -> !paper(x, y))));
    }

    @Test
    void verySmallAndVeryLargeValuesAreDrawn() {
        for (double size : new double[] {1e-200, 1e-12, 1e15, 1e200}) {
            double[][] at = {{size, 1e15}, {1.1 * size, 1e15 + 1}, {-size, 1e15 + 0.5}};
            assertTrue(Pixels.of(Figures.scatter(at, List.of("still", "still", "still")))
                            .near(Pixels.over(Style.GREY, 0.85, Color.WHITE), 0.1, 0, 0.83, 0.85)
                    > 400);
        }
    }

    @Test
    void barsEndAtTheirValues() {
        int[] blue = {0, 0};
        for (int sign = 0; sign < 2; sign++) {
            double[] values = {sign == 0 ? 1 : -1};
            var bars = Bars.of("v", "", List.of("a"))
                    .add("x", values)
                    .level("l", 1)
                    .level("m", -1);
            blue[sign] = Pixels.of(bars.figure()).near(Style.BLUE);
        }
        assertEquals(1, (double) blue[0] / blue[1], 0.05);
        assertEquals(4 * 34 * 240 / 2 / 1.08, blue[0], 0.05 * blue[0], "34 points wide, up to the level");
    }

    @Test
    void barsMayHaveTheSameName() {
        var bars = Bars.of("v", "", List.of("a")).add("x", 1).add("x", new double[] {1}, new double[] {0.1});
        assertTrue(Pixels.of(bars.figure()).near(Style.BLUE) > 4 * 2 * 30 * 200);
    }

    @Test
    void theFirstRowOfCellsIsOnTop() {
        var scale = Scale.between(0, 1);
        var figure = Figures.heatmap(
                "", List.of("a", "b", "c"), "", List.of("d"), new double[][] {{0}, {0.5}, {1}}, "v", scale);
        var pixels = Pixels.of(figure);
        assertTrue(pixels.near(ColourMap.VIRIDIS.at(0), 0, 0, 0.45, 0.3) > 1500);
        assertEquals(0, pixels.near(ColourMap.VIRIDIS.at(1), 0, 0, 0.45, 0.3));
        assertTrue(pixels.near(ColourMap.VIRIDIS.at(1), 0, 0.5, 0.45, 1) > 1500);
    }
}
