package motionscope.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import motionscope.MotionScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class FigureTest {
    private static final Figure SMALL = Bars.of("accuracy", "tap", List.of("up0", "up1"))
            .add("raw", 0.4, 0.9)
            .add("CR", 0.3, 1.0)
            .level("chance", 0.2)
            .figure();

    private static Document parse(byte[] svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    private static List<String> texts(Figure figure) throws Exception {
        var nodes = parse(figure.svg()).getElementsByTagName("text");
        var texts = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void pngIsTwiceTheSize() {
        var pixels = Pixels.of(SMALL);
        assertEquals(2 * SMALL.width(), pixels.width());
        assertEquals(2 * SMALL.height(), pixels.height());
    }

    @Test
    void svgHoldsTextAsText() throws Exception {
        var texts = texts(SMALL.titled("A <title> & more").captioned("What was measured."));
        assertTrue(
                texts.containsAll(List.of("accuracy", "tap", "up0", "up1", "raw", "CR", "chance", "0.2")),
                texts.toString());
        assertTrue(texts.contains("A <title> & more"));
        assertTrue(texts.contains("What was measured."));
    }

    @Test
    void everySvgTextHasTheSizeItWasMeasuredWith() throws Exception {
        var root = parse(SMALL.captioned("Caption.").svg()).getDocumentElement();
        assertEquals("12px", root.getAttribute("font-size"));
        var nodes = root.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            String style = nodes.item(i).getAttributes().getNamedItem("style").getTextContent();
            boolean caption = nodes.item(i).getTextContent().equals("Caption.");
            assertEquals(!caption, style.contains("font-size"), style);
        }
    }

    @Test
    void bothPapers() {
        assertEquals(Color.WHITE, Pixels.of(SMALL).at(0, 0));
        var dark = Pixels.of(SMALL.on(Look.DARK));
        assertEquals(Look.DARK.paper(), dark.at(0, 0));
        assertTrue(dark.near(Look.DARK.ink()) > 100, "light ink");
    }

    @Test
    void sameInputSameBytes() {
        assertArrayEquals(SMALL.png(), SMALL.png());
        assertArrayEquals(SMALL.svg(), SMALL.svg());
    }

    @Test
    void longCaptionsAreBrokenAndNothingIsCutOff() throws Exception {
        String caption = "word ".repeat(80).strip();
        var figure = SMALL.captioned(caption);
        assertEquals(SMALL.width(), figure.width());
        assertTrue(figure.height() > SMALL.height() + 60);
        var lines = texts(figure).stream().filter(t -> t.startsWith("word")).toList();
        assertEquals(caption, String.join(" ", lines));
        for (String line : lines) {
            assertTrue(Fonts.width(line, Fonts.CAPTION) <= figure.width() - 28);
        }
    }

    @Test
    void savesByExtension(@TempDir Path folder) throws IOException {
        Path png = SMALL.save(folder.resolve("new/figure.png"));
        assertArrayEquals(SMALL.png(), Files.readAllBytes(png));
        Path svg = SMALL.save(folder.resolve("new/figure.SVG"));
        assertTrue(Files.readString(svg, StandardCharsets.UTF_8).contains("<svg"));
        try (var files = Files.list(folder.resolve("new"))) {
            assertEquals(2, files.count(), "no other file is left");
        }
    }

    @Test
    void refusesWhatItCannotSave(@TempDir Path folder) throws IOException {
        var other = assertThrows(MotionScopeException.class, () -> SMALL.save(folder.resolve("figure.jpg")));
        assertTrue(other.getMessage().contains(".png or .svg"), other.getMessage());
        Path inTheWay = Files.writeString(folder.resolve("file"), "x");
        assertThrows(MotionScopeException.class, () -> SMALL.save(inTheWay.resolve("figure.png")));
        Path full = Files.createDirectories(folder.resolve("taken.png/inside"));
        assertThrows(MotionScopeException.class, () -> SMALL.save(full.getParent()));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing half-written is left");
        }
    }

    @Test
    void dataHoldsTheNumbers() {
        var data = SMALL.data();
        assertEquals(List.of("series", "group", "accuracy", "error"), data.columnNames());
        assertEquals(5, data.rowCount());
        assertEquals(0.9, data.doubleColumn("accuracy").get(1));
        assertTrue(data.column("error").isMissing(4), "a level has no error");
        assertTrue(data.write().toString("csv").startsWith("series,group,accuracy,error"));
    }

    @Test
    void aGridNamesItsPanelsInTheData() {
        var grid = Figures.row(SMALL.titled("left"), SMALL).titled("Both").captioned("c");
        assertEquals("Both, left", grid.title());
        var panels = grid.data().stringColumn("panel");
        assertEquals("left", panels.get(0));
        assertEquals("panel 2", panels.get(9));
    }

    @Test
    void panelsWithTheSameLabelShareTheirRange() throws Exception {
        var low = Bars.of("speed (px/frame)", "", List.of("a")).add("s", 1).figure();
        var high = Bars.of("speed (px/frame)", "", List.of("a")).add("s", 100).figure();
        var texts = texts(Figures.row(low, high));
        assertEquals(1, texts.stream().filter("speed (px/frame)"::equals).count());
        assertEquals(1, texts.stream().filter("100"::equals).count());
        var other = Bars.of("accuracy", "", List.of("a")).add("s", 1).figure();
        assertTrue(texts(Figures.row(low, other)).contains("accuracy"));
        assertTrue(texts(Figures.grid(1, low, high)).containsAll(List.of("0", "100")));
    }

    @Test
    void oneLegendForAllPanels() throws Exception {
        var texts = texts(Figures.grid(2, SMALL, SMALL, SMALL));
        assertEquals(1, texts.stream().filter("chance"::equals).count());
    }

    @Test
    void captionsAreGenerated() {
        var caption = Caption.of("Camera motion")
                .model("bundled")
                .tap("up1")
                .timestep(399)
                .subtracted("mean over frames (CR)")
                .clips(24, 1000)
                .samples(120);
        assertEquals(
                "Camera motion. Model bundled, tap up1, t = 399, subtracted: mean over frames (CR), "
                        + "24 clips from seed 1000, n = 120.",
                caption.toString());
        assertEquals("Alone.", Caption.of("Alone").toString());
        assertEquals(caption.toString(), SMALL.captioned(caption).caption());
        assertFalse(SMALL.toString().contains("@"));
    }
}
