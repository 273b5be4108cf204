package motionscope.experiment.explore;

import static motionscope.experiment.explore.Tiny.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.model.Tap;
import motionscope.motion.ContentCorrelation;
import motionscope.motion.CosineHeatmap;
import motionscope.motion.FeatureKind;
import motionscope.motion.Features;
import motionscope.motion.Moft;
import motionscope.motion.MotionAxis;
import motionscope.motion.MotionChannels;
import motionscope.plot.Overlay;
import motionscope.tensor.Noise;
import motionscope.video.world.Direction;
import motionscope.video.world.LabelledClips;
import org.junit.jupiter.api.Test;

/** Features made so that channel 2 rises while a clip moves right and falls while it moves left, and 5 follows up and down. */
class ChannelsAtTest {
    private static final int SCENES = 3;
    private static final int CHANNELS = 6;
    private static final LabelledClips<Direction> PANS =
            Tiny.pans(SCENES, Direction.RIGHT, Direction.LEFT, Direction.UP, Direction.DOWN, Direction.STILL);

    private final ChannelsAt channels = new ChannelsAt(PANS, new FeatureIndex(made()));

    private static Features made() {
        Noise noise = new Noise(4);
        int positions = 16;
        float[] values = new float[PANS.size() * Tiny.FRAMES * CHANNELS * positions];
        float[] content = noise.randn(CHANNELS * positions);
        float[] small = noise.randn(values.length);
        for (int i = 0; i < values.length; i++) {
            int channel = i / positions % CHANNELS;
            int frame = i / positions / CHANNELS % Tiny.FRAMES;
            Direction way = PANS.motions().get(i / positions / CHANNELS / Tiny.FRAMES);
            double slope =
                    switch (way) {
                        case RIGHT -> channel == 2 ? 2 : 0;
                        case LEFT -> channel == 2 ? -2 : 0;
                        case UP -> channel == 5 ? -1 : 0;
                        case DOWN -> channel == 5 ? 1 : 0;
                        default -> 0;
                    };
            values[i] = (float) (10 * content[i % (CHANNELS * positions)] + slope * frame + 0.01 * small[i]);
        }
        return new Features(Tap.UP1, 399, PANS.size(), Tiny.FRAMES, CHANNELS, 4, 4, values);
    }

    @Test
    void channelsAreRankedByTheirMotionWeight() {
        assertEquals(List.of(MotionAxis.HORIZONTAL, MotionAxis.VERTICAL), channels.axes());
        assertEquals(2, channels.ranked(MotionAxis.HORIZONTAL).indices()[0]);
        assertEquals(5, channels.ranked(MotionAxis.VERTICAL).indices()[0]);
        int[] all = channels.ranked().indices();
        assertEquals(CHANNELS, all.length);
        assertEquals(7, all[0] + all[1], "channels 2 and 5 stand first");
        assertRefused("zoom in/zoom out", () -> channels.ranked(MotionAxis.ZOOM));
    }

    @Test
    void onesOwnClipsAreRankedWithoutLabels() {
        LabelledClips<String> own = ChannelExploration.unlabelled(PANS.clips());
        ChannelsAt unlabelled = new ChannelsAt(own, new FeatureIndex(made()));
        assertEquals(List.of(), unlabelled.axes());
        assertArrayEquals(channels.ranked().indices(), unlabelled.ranked().indices());
        assertEquals(
                List.of("unknown"), List.copyOf(unlabelled.curvesByMotion(2).keySet()));
    }

    @Test
    void responsesGoFromTheLargestRiseToTheDeepestFall() {
        List<Response> responses = channels.responses(2);
        assertEquals(PANS.size(), responses.size());
        for (int i = 0; i < SCENES; i++) {
            assertEquals("right", responses.get(i).motion());
            assertEquals(2 * (Tiny.FRAMES - 1), responses.get(i).rise(), 0.05);
            assertEquals("left", responses.get(PANS.size() - 1 - i).motion());
            assertEquals(
                    -2 * (Tiny.FRAMES - 1), responses.get(PANS.size() - 1 - i).rise(), 0.05);
        }
        assertEquals(
                PANS.size(), responses.stream().map(Response::clip).distinct().count());
    }

    @Test
    void curvesByMotionAreThoseOfItsClips() {
        double[][] curves = channels.curves(2).values(); // the clips of a motion follow one another
        var byMotion = channels.curvesByMotion(2);
        assertEquals(List.of("right", "left", "up", "down", "still"), List.copyOf(byMotion.keySet()));
        for (int i = 0; i < SCENES; i++) {
            assertArrayEquals(new double[] {-3, -1, 1, 3}, byMotion.get("right")[i], 0.05);
            assertArrayEquals(curves[SCENES + i], byMotion.get("left")[i]);
            assertArrayEquals(new double[4], byMotion.get("still")[i], 0.05);
        }
    }

    @Test
    void activationIsDrawnOverTheGreyFrameZeroInTheMiddle() {
        Overlay overlay = channels.activation(0, Tiny.FRAMES - 1, 2, true);
        assertEquals(3, overlay.scale().high(), 0.1);
        assertEquals(-overlay.scale().high(), overlay.scale().low());
        BufferedImage picture = overlay.image();
        assertEquals(192, picture.getWidth());
        int last = picture.getRGB(100, 100);
        int first = channels.activation(0, 0, 2, true).image().getRGB(100, 100);
        assertTrue((last >> 16 & 255) > (last & 255), "positive is red");
        assertTrue((first >> 16 & 255) < (first & 255), "negative is blue");
    }

    @Test
    void similarityIsThatOfTheLessonInOneFrame() {
        MotionChannels some = channels.ranked().top(3);
        Features moft = Moft.of(channels.features(), some);
        CosineHeatmap here = channels.similarity(0, 1, 5, 9, 0, FeatureKind.MOFT, some);
        CosineHeatmap there = channels.similarity(0, 1, 5, 9, 4, FeatureKind.MOFT, some);
        // 16 pixels a side, 4 cells
        Features source = moft.select(0).frame(1);
        assertArrayEquals(CosineHeatmap.of(source, 2, 1, source).values(), here.values(), 1e-6f);
        assertEquals(1, here.grid()[2][1], 1e-6);
        assertArrayEquals(
                CosineHeatmap.of(source, 2, 1, moft.select(4).frame(1)).values(), there.values(), 1e-6f);
        Features removed =
                ContentCorrelation.remove(channels.features()).select(0).frame(1);
        assertArrayEquals(
                CosineHeatmap.of(removed, 2, 1, removed).values(),
                channels.similarity(0, 1, 5, 9, 0, FeatureKind.CR, some).values(),
                1e-6f);
    }

    @Test
    void whatDoesNotExistIsRefused() {
        MotionChannels some = channels.ranked().top(2);
        assertRefused("Point (16, 0)", () -> channels.similarity(0, 0, 16, 0, 0, FeatureKind.MOFT, some));
        assertRefused("Clip 99", () -> channels.similarity(0, 0, 1, 1, 99, FeatureKind.MOFT, some));
        assertRefused("Frame 4", () -> channels.similarity(0, 4, 1, 1, 0, FeatureKind.MOFT, some));
        assertRefused("Clip -1", () -> channels.activation(-1, 0, 0, true));
        assertRefused("Channel 6", () -> channels.responses(6));
        assertRefused(
                "channels",
                () -> channels.similarity(
                        0, 0, 1, 1, 0, FeatureKind.MOFT, new MotionChannels(new int[] {1}, new double[] {1}, 5)));
    }
}
