package motionscope.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import motionscope.MotionScopeException;
import motionscope.Saving;
import motionscope.video.ClipWriter;

/** Figures as bytes and files. */
final class Export {
    private static final int PIXELS_PER_POINT = 2;

    private Export() {}

    static BufferedImage image(Figure figure) {
        var image = new BufferedImage(
                figure.width() * PIXELS_PER_POINT, figure.height() * PIXELS_PER_POINT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
        figure.draw(g);
        g.dispose();
        return image;
    }

    static byte[] png(Figure figure) {
        return ClipWriter.png(image(figure));
    }

    static byte[] svg(Figure figure) {
        var g = new VectorGraphics2D();
        figure.draw(g);
        var out = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(g.getCommands(), new PageSize(figure.width(), figure.height()))
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // VectorGraphics2D leaves out its own default size, which is not the viewer's;
        // a viewer that lacks the measured font takes one of the same widths
        return out.toString(StandardCharsets.UTF_8)
                .replaceFirst("<svg ", "<svg font-size=\"12px\" ")
                .replaceAll("font-family:(&quot;[^&]*&quot;|[^;\"]*)", "font-family:" + Fonts.SVG_FAMILIES)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** SVG to stand in a page: no header, and the page's own colours instead of white, ink and grey. */
    static String page(Figure figure) {
        String svg = new String(svg(figure.on(Look.WHITE)), StandardCharsets.UTF_8);
        String words = (figure.title() + ". " + figure.caption())
                .replaceFirst("^\\. ", "")
                .strip();
        String named = "<svg role=\"img\" aria-label=\"" + (words.equals(".") ? "figure" : escaped(words))
                + "\" class=\"ms-figure\" style=\"max-width:100%;height:auto\" ";
        return svg.substring(svg.indexOf("<svg "))
                .replaceFirst("<svg ", named)
                .replaceFirst("style=\"fill:" + css(Look.WHITE.paper()), "style=\"fill:none")
                .replace(css(Look.WHITE.paper()), "var(--jp-layout-color0,white)")
                .replace(css(Look.WHITE.ink()), "currentColor")
                .replace(css(Look.WHITE.soft()), "currentColor")
                .replace(css(Look.WHITE.rule()), "var(--jp-border-color2,#ddd)");
    }

    private static String css(Color colour) {
        return "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
    }

    private static String escaped(String text) {
        return Matcher.quoteReplacement(
                text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    }

    static Path save(Figure figure, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT); // the root has none
        byte[] bytes;
        if (name.endsWith(".png")) {
            bytes = png(figure);
        } else if (name.endsWith(".svg")) {
            bytes = svg(figure);
        } else {
            throw new MotionScopeException("A figure is saved as .png or .svg; '%s' ends in neither.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new MotionScopeException("A figure cannot be saved as %s: that is a folder.".formatted(file));
        }
        Saving.bytes(file, bytes);
        return file;
    }
}
