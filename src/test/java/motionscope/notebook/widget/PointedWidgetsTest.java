package motionscope.notebook.widget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import motionscope.MotionScopeException;
import motionscope.plot.PlacedScatter;
import org.junit.jupiter.api.Test;

/** Widgets that one points at: a scatter's items and a picture's places. */
class PointedWidgetsTest {
    private static final PlacedScatter SCATTER =
            PlacedScatter.of(new double[][] {{0, 0}, {1, 1}, {2, 0}}, List.of("right", "left", "up"), "PC1", "PC2");

    private final FakeComms page = new FakeComms();
    private final Session session = new Session(page);

    private Panel open(Widget widget) {
        Panel panel = new Panel("Test", widget);
        panel.open(session);
        return panel;
    }

    @Test
    void aScatterSaysWhichItemIsPointedAt() throws Exception {
        Scatter scatter = new Scatter("clips");
        var heard = new LinkedBlockingQueue<Integer>();
        scatter.onChange(heard::add);
        open(scatter);
        assertEquals(Scatter.NOTHING, scatter.value());
        scatter.show(SCATTER, new int[] {0, 0, 1});
        assertEquals("[0,0,1]", page.seen(scatter, "items").toString());
        assertTrue(page.seen(scatter, "svg").toString().contains("PC1"));
        assertEquals(3, page.seen(scatter, "places").toString().split("\\],\\[").length);
        page.change(scatter, "item", "1");
        assertEquals(1, heard.poll(20, TimeUnit.SECONDS));
        scatter.preview(1, new byte[] {4, 2}, "clip 1: up");
        assertArrayEquals(new byte[] {4, 2}, (byte[]) page.seen(scatter, "preview"));
        assertTrue(page.seen(scatter, "preview_of").toString().contains("clip 1: up"));
        page.change(scatter, "item", "-1");
        assertEquals(-1, heard.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void itemsThatDoNotExistAreRefused() {
        Scatter scatter = new Scatter("clips");
        Panel panel = open(scatter);
        scatter.show(SCATTER, new int[] {0, 0, 1});
        page.change(scatter, "item", "2");
        assertEquals(Scatter.NOTHING, scatter.value());
        assertTrue(panel.picture().contains("item 2"), "said in the panel");
        assertThrows(MotionScopeException.class, () -> scatter.show(SCATTER, new int[] {0}));
    }

    @Test
    void aPickerKeepsAPlaceOfThePicture() throws Exception {
        PointPicker picker = new PointPicker("activation");
        var heard = new LinkedBlockingQueue<PointPicker.Place>();
        picker.onChange(heard::add);
        Panel panel = open(picker);
        picker.show(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), 200, 8, "a map");
        assertEquals("[200,100]", page.seen(picker, "size").toString());
        assertTrue(((byte[]) page.seen(picker, "frame")).length > 50);
        page.change(picker, "point", "[0.25,1]");
        assertEquals(new PointPicker.Place(0.25, 1), heard.poll(20, TimeUnit.SECONDS));
        assertEquals(5, PointPicker.Place.pixel(0.25, 20));
        assertEquals(9, PointPicker.Place.pixel(1, 10), "the edge belongs to the last pixel");
        page.change(picker, "point", "[0.25,1.5]");
        assertEquals(1, picker.value().y());
        assertTrue(panel.picture().contains("0..1"));
        page.change(picker, "point", "[\"x\"]");
        assertEquals(0.25, picker.value().x());
        assertThrows(MotionScopeException.class, () -> picker.value(new PointPicker.Place(Double.NaN, 0)));
    }

    @Test
    void stillPicturesShowThem() {
        Scatter scatter = new Scatter("clips");
        PointPicker picker = new PointPicker("activation");
        assertEquals("", scatter.picture() + picker.picture(), "nothing before something is shown");
        scatter.show(SCATTER, new int[] {0, 1, 2});
        picker.show(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), 20, 2, "a <map>");
        assertTrue(scatter.picture().contains("<svg"));
        assertTrue(picker.picture().contains("alt=\"a &lt;map&gt;\""), picker.picture());
    }
}
