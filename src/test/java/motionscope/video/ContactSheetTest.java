package motionscope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private final Clip clip = ClipTest.noise(16, 20, 30, 1);

    @Test
    void showsFirstAndLastFrame() {
        assertEquals(List.of(0, 5, 10, 15), ContactSheet.shown(16, 4));
        assertEquals(List.of(0, 1, 2), ContactSheet.shown(3, 8));
        assertEquals(List.of(0), ContactSheet.shown(9, 1));
        BufferedImage sheet = ContactSheet.of(clip, "").columns(4).scale(3).image();
        assertEquals(2 * 10 + 4 * 90 + 3 * 4, sheet.getWidth());
        assertEquals(10 + 60 + 10, sheet.getHeight());
        assertEquals(clip.image(0).getRGB(0, 0), sheet.getRGB(10, 10));
        assertEquals(clip.image(15).getRGB(29, 19), sheet.getRGB(sheet.getWidth() - 11, 69));
    }

    @Test
    void writesLabelsThatFit() {
        BufferedImage sheet = ContactSheet.of(List.of(clip, clip), List.of("a red circle", "long ".repeat(100)))
                .image();
        assertEquals(10 + 2 * (24 + 20 + 10), sheet.getHeight());
        int dark = 0;
        for (int x = 10; x < 100; x++) {
            for (int y = 10; y < 34; y++) {
                dark += (sheet.getRGB(x, y) & 0xff) < 100 ? 1 : 0;
            }
        }
        assertTrue(dark > 50, "there is text above the row");
        for (int y = 0; y < sheet.getHeight(); y++) {
            assertEquals(-1, sheet.getRGB(sheet.getWidth() - 1, y), "the margin stays white");
        }
    }

    @Test
    void refusesWhatIsNoSheet() {
        for (Runnable wrong : List.<Runnable>of(
                () -> ContactSheet.of(List.of(), List.of()),
                () -> ContactSheet.of(List.of(clip), List.of()),
                () -> ContactSheet.of(clip, "").columns(0),
                () -> ContactSheet.of(clip, "").scale(0),
                () -> ContactSheet.of(clip, "").scale(Integer.MAX_VALUE).image())) {
            assertThrows(MotionScopeException.class, wrong::run);
        }
    }
}
