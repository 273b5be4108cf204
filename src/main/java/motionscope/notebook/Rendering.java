package motionscope.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import motionscope.plot.Figure;
import motionscope.video.Clip;
import tech.tablesaw.api.Table;

/** Things as outputs of a cell. */
final class Rendering {
    /** Small pictures are enlarged by whole factors to about this many pixels. */
    static final int READABLE = 256;

    private Rendering() {}

    /** A figure at twice its size, shown at its size, so that it is sharp on fine screens. */
    static Bundle figure(Figure figure) {
        String words = (figure.title() + ". " + figure.caption())
                .replaceFirst("^\\. ", "")
                .strip();
        return picture(figure.png(), figure.width(), words.isEmpty() || words.equals(".") ? "Figure" : words);
    }

    static Bundle clip(Clip clip) {
        return Videos.bundle(List.of(clip), List.of());
    }

    static Bundle table(Table table) {
        return Tables.bundle(table);
    }

    static Bundle image(BufferedImage image, String alt) {
        int scale = scale(image.getWidth(), image.getHeight());
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(scale == 1 ? image : enlarged(image, scale), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to take bytes
        }
        return picture(out.toByteArray(), image.getWidth() * scale, alt);
    }

    /** The whole factor that makes a clip or picture readable; 1 for those that are large already. */
    static int scale(int width, int height) {
        return Math.max(1, READABLE / Math.max(width, height));
    }

    private static Bundle picture(byte[] png, int width, String alt) {
        return Bundle.text(alt).with("image/png", png).sized("image/png", width);
    }

    private static BufferedImage enlarged(BufferedImage image, int scale) {
        var large = new BufferedImage(image.getWidth() * scale, image.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = large.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(image, 0, 0, large.getWidth(), large.getHeight(), null);
        g.dispose();
        return large;
    }
}
