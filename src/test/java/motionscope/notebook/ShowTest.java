package motionscope.notebook;

import static motionscope.notebook.Show.show;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import motionscope.MotionScopeException;
import motionscope.notebook.widget.Enlarging;
import motionscope.plot.Bars;
import motionscope.plot.Figure;
import motionscope.video.Clip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShowTest {
    private static final Figure FIGURE =
            Bars.of("v", "", List.of("a")).add("x", 1).figure().titled("Title").captioned("What <is> seen.");

    private final FakePort port = new FakePort();

    @BeforeEach
    void useFake() {
        Ports.use(port);
    }

    @AfterEach
    void forget() {
        Ports.use(null);
    }

    private static Clip clip(int frames, int size) {
        return Clip.of(new float[frames * 3 * size * size], frames, size, size, 8);
    }

    private static String html(Bundle bundle) {
        return (String) bundle.data().get("text/html");
    }

    @Test
    void figuresAreSharpPicturesOfTheirOwnSize() throws IOException {
        show(FIGURE);
        var bundle = port.last();
        assertEquals(Set.of("text/plain", "image/png"), bundle.data().keySet());
        assertEquals("Title. What <is> seen.", bundle.text());
        byte[] png = Base64.getDecoder().decode((String) bundle.data().get("image/png"));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(2 * FIGURE.width(), image.getWidth());
        assertEquals(Map.of("image/png", Map.of("width", FIGURE.width())), bundle.metadata());
    }

    @Test
    void smallPicturesAreEnlargedByWholeFactors() throws IOException {
        show(new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB), "black");
        byte[] png = Base64.getDecoder().decode((String) port.last().data().get("image/png"));
        assertEquals(240, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        assertEquals("black", port.last().text());
        assertEquals(1, Enlarging.factor(1000, 3));
    }

    @Test
    void clipsPlayInThePage() {
        show(clip(4, 64), "a \"red\" <circle>, seed 7");
        String html = html(port.last());
        assertTrue(html.startsWith("<video controls loop autoplay muted playsinline "), html.substring(0, 80));
        assertTrue(html.contains(" width=\"256\""));
        assertTrue(html.contains("a &quot;red&quot; &lt;circle&gt;, seed 7"));
        var data = Pattern.compile("src=\"data:video/mp4;base64,([^\"]+)\"").matcher(html);
        assertTrue(data.find());
        byte[] mp4 = Base64.getDecoder().decode(data.group(1));
        assertEquals("ftyp", new String(mp4, 4, 4, StandardCharsets.US_ASCII));
        assertEquals(
                "Clip of 4 frames, 64x64, 8.0 frames/s: a \"red\" <circle>, seed 7",
                port.last().text());
        assertEquals(1, port.displayed.size());
    }

    @Test
    void clipsOfARowAreOneVideo() {
        show(List.of(clip(4, 64), clip(4, 64), clip(4, 64)), List.of("one", "two", "three"));
        String html = html(port.last());
        assertEquals(2, html.split("<video", -1).length);
        assertTrue(html.contains(">two</div>"));
        show(Collections.nCopies(8, clip(2, 16)), List.of());
        assertEquals(3, html(port.last()).split("<video", -1).length, "two rows of four");
        assertFalse(html(port.last()).contains("<div"), "no captions");
    }

    @Test
    void clipsOfOddSizesCanBeShown() {
        show(List.of(clip(2, 5), clip(2, 17)), List.of("small", "larger"));
        show(clip(2, 257));
        assertEquals(2, port.displayed.size());
    }

    @Test
    void refusesClipsThatDoNotFit() {
        assertThrows(MotionScopeException.class, () -> show(List.of(), List.of()));
        assertThrows(MotionScopeException.class, () -> show(List.of(clip(2, 16)), List.of("a", "b")));
        assertThrows(
                MotionScopeException.class,
                () -> show(List.of(clip(2, 16), clip(2, 16).withFrameRate(9)), List.of("a", "b")));
    }

    @Test
    void textsHaveTheirTypes() {
        Show.markdown("**a**");
        assertEquals(
                Map.of("text/plain", "**a**", "text/markdown", "**a**"),
                port.last().data());
        Show.html("<b>a</b>", "a");
        assertEquals(
                Map.of("text/plain", "a", "text/html", "<b>a</b>"), port.last().data());
        Show.text("a");
        assertEquals(Map.of("text/plain", "a"), port.last().data());
    }

    @Test
    void withoutAKernelOneLineSaysHowToSeeIt() {
        var bytes = new ByteArrayOutputStream();
        Ports.use(new Ports.TextPort(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        show(FIGURE);
        show(clip(4, 64));
        show(new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB), "black");
        var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("figure.save"), lines.get(0));
        assertTrue(lines.get(1).contains("ClipWriter.write"), lines.get(1));
        assertTrue(lines.get(2).contains("60 x 30: black"), lines.get(2));
    }

    @Test
    void withoutAKernelThePortIsText() {
        Ports.use(null);
        assertFalse(Port.current().rich());
    }
}
