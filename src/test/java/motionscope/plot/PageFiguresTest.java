package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

/** Figures as they stand in a page that one points at. */
class PageFiguresTest {
    private static final double[][] POINTS = {{0, 0}, {4, 1}, {-3, 2}};
    private static final List<String> LABELS = List.of("right", "left", "still");

    @Test
    void placesAreWhereThePointsAreDrawn() {
        PlacedScatter scatter = PlacedScatter.of(POINTS, LABELS, "PC1", "PC2");
        BufferedImage image = scatter.figure().image(); // two pixels a point
        Color[] colours = {Style.VERMILLION, Style.BLUE, Style.GREY};
        for (int n = 0; n < POINTS.length; n++) {
            Color there = new Color(image.getRGB(
                    (int) Math.round(2 * scatter.places()[n][0]), (int) Math.round(2 * scatter.places()[n][1])));
            assertTrue(distance(there, colours[n]) < 70, "point " + n + " is " + there);
        }
        assertThrows(MotionScopeException.class, () -> PlacedScatter.of(POINTS, List.of("right"), "x", "y"));
    }

    private static int distance(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed())
                + Math.abs(a.getGreen() - b.getGreen())
                + Math.abs(a.getBlue() - b.getBlue());
    }

    @Test
    void aPagesFigureHasThePagesInkAndNoPaper() {
        String svg = Figures.scatter(POINTS, LABELS, "PC1 <x>", "PC2")
                .captioned("a \"quoted\" $1 & <caption>")
                .pageSvg();
        assertTrue(svg.startsWith("<svg role=\"img\" aria-label=\"a &quot;quoted&quot; $1 &amp; &lt;caption>\""), svg);
        assertTrue(svg.contains("currentColor"));
        assertTrue(svg.contains("rgb(213,94,0)"), "colours of the data stay");
        assertFalse(svg.contains("rgb(26,26,26)") || svg.contains("rgb(255,255,255)") || svg.contains("<?xml"), svg);
        assertTrue(svg.endsWith("</svg>\n") || svg.endsWith("</svg>"));
    }

    @Test
    void anOverlayCoversTheGreyFrameByMoreThanHalf() {
        BufferedImage frame = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            frame.setRGB(i % 4, i / 4, 0x00FF00);
        }
        Overlay overlay = Overlay.of(frame, new double[][] {{1, -1}}, Scale.centred(1));
        Color left = new Color(overlay.image().getRGB(10, 10));
        // 55 % of the map's end over 45 % of green's luminance
        assertEquals(0.55 * 0xB2 + 0.45 * 0.587 * 255, left.getRed(), 1.5);
        assertEquals(0.55 * 0x2B + 0.45 * 0.587 * 255, left.getBlue(), 1.5);
        Overlay ringed = overlay.ringed(0.5, 0.5);
        int middle = overlay.image().getWidth() / 2;
        assertEquals(Color.WHITE, new Color(ringed.image().getRGB(middle, middle)));
        assertEquals(overlay.image().getRGB(1, 1), ringed.image().getRGB(1, 1));
        assertThrows(
                MotionScopeException.class, () -> Overlay.of(frame, new double[][] {{Double.NaN}}, Scale.centred(1)));
    }

    @Test
    void aBoxHasTheSizeThatWasAsked() {
        Figure small = Curves.over("frame", "value")
                .box(100, 80)
                .add("a", new double[] {1, 2})
                .figure();
        Figure usual =
                Curves.over("frame", "value").add("a", new double[] {1, 2}).figure();
        assertEquals(300, usual.width() - small.width());
        assertEquals(170, usual.height() - small.height());
        assertThrows(MotionScopeException.class, () -> Curves.over("a", "b").box(0, 10));
    }
}
