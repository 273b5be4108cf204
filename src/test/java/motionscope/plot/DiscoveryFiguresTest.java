package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motionscope.MotionScopeException;
import motionscope.motion.Pca;
import motionscope.video.Clip;
import org.junit.jupiter.api.Test;

/** The figures of the discovery: weights, curves, similarity, layers, scores, overlap. */
class DiscoveryFiguresTest {
    private static final Color CHOSEN = new Color(0x0072B2);

    private static String svg(Figure figure) {
        return new String(figure.svg(), StandardCharsets.UTF_8);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    private static void refuses(String part, Runnable drawing) {
        var error = assertThrows(MotionScopeException.class, drawing::run);
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
    }

    private static Figure weights(double[] weights, ChannelOrder order, int... chosen) {
        return Figures.channelWeights("|weight|", weights, chosen, order);
    }

    @Test
    void weightsStandInTheOrderAskedFor() {
        double[] weights = {0.1, -0.9, 0.3};
        var sorted = weights(weights, ChannelOrder.BY_WEIGHT, 1).data();
        assertEquals(List.of(1.0, 2.0, 0.0), sorted.doubleColumn("channel").asList());
        assertEquals(List.of(-0.9, 0.3, 0.1), sorted.doubleColumn("|weight|").asList(), "the table keeps the sign");
        var plain = weights(weights, ChannelOrder.BY_CHANNEL).data();
        assertEquals(List.of(0.0, 1.0, 2.0), plain.doubleColumn("channel").asList());
    }

    @Test
    void onlyChosenChannelsAreInColour() {
        double[] weights = new double[20];
        Arrays.fill(weights, 0.5);
        int one = Pixels.of(weights(weights, ChannelOrder.BY_CHANNEL, 3)).near(CHOSEN, 0, 0, 0.7, 0.8);
        int four = Pixels.of(weights(weights, ChannelOrder.BY_CHANNEL, 3, 9, 10, 15))
                .near(CHOSEN, 0, 0, 0.7, 0.8);
        int none = Pixels.of(weights(weights, ChannelOrder.BY_CHANNEL)).near(CHOSEN);
        assertEquals(0, none);
        assertEquals(4, (double) four / one, 0.1, "channel 3 alone has " + one + " pixels, four have " + four);
    }

    @Test
    void aChosenChannelOfAThousandIsSeen() {
        double[] weights = new double[1280];
        Arrays.fill(weights, 0.5);
        assertTrue(Pixels.of(weights(weights, ChannelOrder.BY_CHANNEL, 700)).near(CHOSEN, 0, 0, 0.7, 0.8) > 200);
    }

    @Test
    void allWeightsZeroAreDrawn() {
        assertTrue(svg(weights(new double[3], ChannelOrder.BY_WEIGHT, 0)).contains(">0.0<"));
    }

    @Test
    void weightsOfBothComponents() {
        var pca = Pca.of(new double[][] {{3, 0, 1}, {-3, 0, 1}, {0, 1, 1}, {0, -1, 1}}, 2);
        var text = svg(Figures.channelWeights(pca, new int[] {0}));
        assertTrue(text.contains(">PC1 (90 % of variance)<") && text.contains(">PC2 (10 % of variance)<"), text);
        var single = Pca.of(new double[][] {{3, 0}, {-3, 0}, {0, 1}}, 1);
        refuses("at least two components", () -> Figures.channelWeights(single, new int[0]));
    }

    @Test
    void weightsRefuseBadInput() {
        refuses("Channel 3 was chosen", () -> weights(new double[3], ChannelOrder.BY_WEIGHT, 3));
        refuses("Channel -1 was chosen", () -> weights(new double[3], ChannelOrder.BY_WEIGHT, -1));
        refuses("NaN", () -> weights(new double[] {Double.NaN}, ChannelOrder.BY_WEIGHT));
        refuses("empty", () -> weights(new double[0], ChannelOrder.BY_WEIGHT));
    }

    @Test
    void aPanelForEachMotionWithItsTurns() {
        double[][] values = {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 0, 1}};
        double[][] truth = {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 2, 1, 0}};
        var figure = Figures.channelCurves("value", values, List.of("right", "right", "right-left"), "px", truth);
        var text = svg(figure);
        assertEquals(1, count(text, ">right<"), "the panel's title; the legend does not repeat it");
        assertEquals(1, count(text, ">right-left<"));
        assertEquals(1, count(text, ">motion turns<"));
        assertEquals(1, count(text, ">px<"), "the axis of the truth is written once in a row");
        assertEquals(1, count(text, ">value<"));
        assertArrayEquals(new double[] {1}, SmallMultiples.turns(truth[2]));
        assertArrayEquals(new double[0], SmallMultiples.turns(truth[0]));
        assertEquals(16, figure.data().rowCount(), "2 panels x 4 frames x (mean, truth)");
    }

    @Test
    void curvesWithoutTruthAndOfOneFrame() {
        assertFalse(svg(Figures.channelCurves("value", new double[][] {{0, 1}}, List.of("up"), "px", null))
                .contains(">truth<"));
        double[][] single = {{1}};
        assertTrue(svg(Figures.channelCurves("value", single, List.of("up"), "px", single))
                .contains(">up<"));
    }

    @Test
    void curvesRefuseBadInput() {
        double[][] two = {{0, 1}, {1, 2}};
        var names = List.of("up", "up");
        refuses("1 labels for 2 curves", () -> Figures.channelCurves("v", two, List.of("up"), "px", null));
        refuses("true courses", () -> Figures.channelCurves("v", two, names, "px", new double[][] {{0, 1}}));
        refuses("3 frames", () -> Figures.channelCurves("v", two, names, "px", new double[][] {{0, 1, 2}, {0, 1, 2}}));
        refuses("NaN", () -> Figures.channelCurves("v", new double[][] {{Double.NaN}}, List.of("up"), "px", null));
    }

    @Test
    void intervalsAreBands() {
        var figure = Curves.over("t", "score")
                .interval("MOFT", new double[] {0.5, 0.7}, new double[] {0.4, 0.7}, new double[] {0.8, 0.9})
                .figure();
        assertTrue(svg(figure).contains(">95 % interval<"));
        assertEquals(0.4, figure.data().doubleColumn("low").get(0), 1e-12);
        assertEquals(0.9, figure.data().doubleColumn("high").get(1), 1e-12);
        refuses("not within", () -> Curves.over("t", "s")
                .interval("a", new double[] {0.5}, new double[] {0.6}, new double[] {0.7}));
        refuses("as many", () -> Curves.over("t", "s")
                .interval("a", new double[] {0.5}, new double[0], new double[] {0.7}));
    }

    private static Clip grey(int frames, float value) {
        float[] pixels = new float[frames * 3 * 8 * 8];
        Arrays.fill(pixels, value);
        return Clip.of(pixels, frames, 8, 8, 8);
    }

    private static Map<String, double[][][]> maps(int frames, double... values) {
        var maps = new LinkedHashMap<String, double[][][]>();
        for (double value : values) {
            double[][][] map = new double[frames][2][3];
            for (double[][] frame : map) {
                for (double[] row : frame) {
                    Arrays.fill(row, value);
                }
            }
            maps.put("map " + value, map);
        }
        return maps;
    }

    @Test
    void similarityShowsSourceTargetAndMaps() {
        var figure = Figures.similarity(
                grey(3, 1),
                new Query(0, 4, 4),
                grey(3, -1),
                maps(3, -1, 1),
                new int[] {0, 2},
                Scale.cosine(),
                "cosine");
        var pixels = Pixels.of(figure);
        var low = Pixels.over(ColourMap.DIVERGING.at(0), 0.55, Color.BLACK);
        var high = Pixels.over(ColourMap.DIVERGING.at(1), 0.55, Color.BLACK);
        int frame = 200 * 200;
        assertTrue(pixels.near(low) > 2 * frame && pixels.near(high) > 2 * frame, "two frames under each map");
        var text = svg(figure);
        for (String word : List.of(">source<", ">target<", ">map -1.0<", ">map 1.0<", ">frame 2<", ">cosine<")) {
            assertTrue(text.contains(word), word);
        }
        assertEquals(2 * 2 * 2 * 3, figure.data().rowCount());
    }

    @Test
    void aClipComparedWithItselfIsShownOnceWithoutMap() {
        var figure = Figures.similarity(
                grey(1, 0), new Query(0, 0, 7), grey(1, 0), maps(1, 0.5), new int[] {0}, Scale.share(), "s");
        assertFalse(svg(figure).contains(">target<"));
    }

    @Test
    void similarityRefusesBadInput() {
        var clip = grey(2, 0);
        var point = new Query(0, 4, 4);
        int[] first = {0};
        var scale = Scale.cosine();
        refuses("outside", () -> Figures.similarity(clip, new Query(0, 8, 0), clip, maps(2, 0), first, scale, "c"));
        refuses("at least one kind", () -> Figures.similarity(clip, point, clip, Map.of(), first, scale, "c"));
        refuses("3 maps", () -> Figures.similarity(clip, point, clip, maps(3, 0), first, scale, "c"));
        refuses("Frame 2", () -> Figures.similarity(clip, point, clip, maps(2, 0), new int[] {0, 2}, scale, "c"));
        refuses("frame 0; show", () -> Figures.similarity(clip, point, clip, maps(2, 0), new int[] {1}, scale, "c"));
        refuses("NaN", () -> Figures.similarity(clip, point, clip, maps(2, Double.NaN), first, scale, "c"));
        refuses(
                "frames of the target",
                () -> Figures.similarity(clip, point, grey(3, 0), maps(3, 0), first, scale, "c"));
        refuses("none was chosen", () -> Figures.similarity(clip, point, clip, maps(2, 0), new int[0], scale, "c"));
    }

    @Test
    void layersShareTheirNames() {
        double[][][] raw = {{{0.1, 0.2}, {0.3, 0.4}}, {{0.5, 0.6}, {0.7, 0.8}}};
        var figure = Figures.layers(
                List.of("up0", "up1"),
                List.of("camera", "object"),
                List.of(399, 719),
                raw,
                raw,
                "accuracy",
                Scale.share());
        var text = svg(figure);
        for (String title : List.of("camera, raw", "object, raw", "camera, CR", "object, CR")) {
            assertEquals(1, count(text, ">" + title + "<"), title);
        }
        assertEquals(2, count(text, ">up1<"), "once in each row");
        assertEquals(2, count(text, ">719<"), "once in each column");
        assertEquals(2, count(text, ">accuracy<"), "one scale bar in each row");
        assertEquals(16, figure.data().rowCount());
        refuses(
                "labels for",
                () -> Figures.layers(
                        List.of("up0"), List.of("camera", "object"), List.of(1, 2), raw, raw, "a", Scale.share()));
        refuses(
                "at least one kind",
                () -> Figures.layers(
                        List.of(), List.of(), List.of(), new double[0][][], new double[0][][], "a", Scale.share()));
    }

    @Test
    void scoresOverTimeHaveChance() {
        var text = svg(Figures.scoresOverTime(
                "score", new double[] {199, 399}, Map.of("MOFT", new double[][] {{0.9, 0.8}, {0.8, 0.7}}), 0.5));
        assertTrue(text.contains(">chance<") && text.contains(">MOFT<") && text.contains(">\u00b1 1 st. dev.<"), text);
    }

    @Test
    void overlapCountsCommonChannels() {
        var sets = new LinkedHashMap<String, int[]>();
        sets.put("camera", new int[] {1, 2, 3});
        sets.put("object", new int[] {3, 4});
        var data = Figures.overlap(sets).data();
        assertEquals(
                List.of(3.0, 1.0, 1.0, 2.0),
                data.doubleColumn("channels in common").asList());
        refuses("at least one set", () -> Figures.overlap(Map.of()));
        refuses("is empty", () -> Figures.overlap(Map.of("a", new int[0])));
    }
}
