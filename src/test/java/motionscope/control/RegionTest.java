package motionscope.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** Masks: shapes, sizes, and what is no region. */
class RegionTest {
    @Test
    void shapesCoverTheirShareOfAnyGrid() {
        float[] left = Region.box(0, 0, 0.5, 1).on(16, 8, 8);
        for (int i = 0; i < 64; i++) {
            assertEquals(i % 8 < 4 ? 1 : 0, left[i]);
        }
        float[] triangle = Region.polygon(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1})
                .on(1, 32, 32);
        double share = 0;
        for (float w : triangle) {
            share += w / triangle.length;
        }
        assertEquals(0.5, share, 0.03);
        assertArrayEquals(new float[] {1, 1, 1, 1}, Region.everything().on(4, 2, 2));
    }

    @Test
    void aRegionAndItsComplementAreEverything() {
        Region some = Region.polygon(new double[] {0.1, 0.2}, new double[] {0.9, 0.3}, new double[] {0.4, 0.8});
        float[] in = some.on(1, 13, 9);
        float[] out = some.complement().on(1, 13, 9);
        float[] softIn = some.soft().on(1, 13, 9);
        float[] softOut = some.complement().soft().on(1, 13, 9);
        for (int i = 0; i < in.length; i++) {
            assertEquals(1, softIn[i] + softOut[i], 1e-6);
            assertTrue(in[i] + out[i] == 1 || softIn[i] == 0.5f);
        }
    }

    @Test
    void aPaintedPictureIsARegionWhereItIsNotBlack() {
        BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 0, Color.RED.getRGB());
        image.setRGB(2, 1, new Color(0, 0, 1).getRGB());
        image.setRGB(3, 1, Color.BLACK.getRGB());
        assertArrayEquals(
                new float[] {0, 1, 0, 0, 0, 0, 1, 0}, Region.painted(image).on(1, 2, 4));
    }

    @Test
    void anObjectsRegionFollowsItFromFrameToFrame() {
        Region path = Region.along(List.of(Region.box(0, 0, 0.5, 1), Region.box(0.5, 0, 1, 1)));
        assertArrayEquals(new float[] {1, 0, 0, 1}, path.on(2, 1, 2));
        MotionTarget map = new MotionTarget(2, 1, 1, 2, new float[] {1, 2, 3, 4});
        float[] laid = map.laidOn(Grid.of(path, 2, 1, 4, "test"));
        assertArrayEquals(new float[] {1, 2, 0, 0, 0, 0, 3, 4}, laid);
    }

    @Test
    void resizingReadsTwoByTwoPixelsHoweverLargeTheFactor() {
        boolean[] stripes = new boolean[64];
        for (int i = 0; i < 64; i++) {
            stripes[i] = i % 8 == 3 || i % 8 == 4; // the two columns in the middle of 8
        }
        assertArrayEquals(new float[] {1}, Region.mask(stripes, 8, 8).on(1, 1, 1));
    }

    @Test
    void whatIsNoRegionIsRefused() {
        assertRefused("off the frame", () -> Region.box(0.5, 0, 1.2, 1));
        assertRefused("off the frame", () -> Region.box(Double.NaN, 0, 1, 1));
        assertRefused("empty", () -> Region.box(0.5, 0, 0.5, 1));
        assertRefused("corners", () -> Region.polygon(new double[] {0, 0}, new double[] {1, 1}));
        assertRefused("empty", () -> Region.mask(new boolean[4], 2, 2));
        assertRefused("empty", () -> Region.painted(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB)));
        assertRefused("empty", () -> Region.everything().complement());
        assertRefused("needs 6", () -> Region.mask(new boolean[5], 2, 3));
        assertRefused("0..1", () -> Region.weights(new float[] {2}, 1, 1, 1));
        assertRefused("must agree", () -> Region.weights(new float[3], 1, 2, 2));
        assertRefused("masks for 3 frames", () -> Region.along(
                        List.of(Region.everything(), Region.everything(), Region.everything()))
                .on(4, 2, 2));
        assertRefused(
                "in frame 1",
                () -> Grid.of(
                        Region.masks(List.of(new boolean[] {true}, new boolean[] {false}), 1, 1), 2, 2, 2, "tap up1"));
    }

    private static void assertRefused(String mention, Runnable run) {
        String message = assertThrows(MotionScopeException.class, run::run).getMessage();
        assertTrue(message.contains(mention), message);
    }
}
