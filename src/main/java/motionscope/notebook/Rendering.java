package motionscope.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import motionscope.notebook.widget.Enlarging;
import motionscope.plot.Figure;
import motionscope.video.Clip;
import motionscope.video.ClipWriter;
import tech.tablesaw.api.Table;

/** Things as outputs of a cell. */
final class Rendering {
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
        int scale = Enlarging.factor(image.getWidth(), image.getHeight());
        return picture(ClipWriter.png(scale == 1 ? image : enlarged(image, scale)), image.getWidth() * scale, alt);
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
