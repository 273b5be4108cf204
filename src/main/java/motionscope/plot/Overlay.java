package motionscope.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import motionscope.video.ClipWriter;

/**
 * A frame in grey under a map at 55 %, as the heatmap figures have it, but alone: a panel that one clicks in.
 *
 * @param image the frame, enlarged by a whole factor
 * @param scale from the map's values to colours, for a scale bar
 */
public record Overlay(BufferedImage image, Scale scale) {
    /**
     * @param frame in its own size
     * @param map (rows, columns) of any size, finite
     */
    public static Overlay of(BufferedImage frame, double[][] map, Scale scale) {
        Check.table("The map", map);
        return new Overlay(ClipFigures.covered(ClipFigures.sharp(frame), map, scale), scale);
    }

    /**
     * The same with a ringed dot.
     *
     * @param x of the point as a share of the width, 0 to 1
     * @param y of the point as a share of the height
     */
    public Overlay ringed(double x, double y) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = copy.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        SimilarityPanel.ring(new Pen(g, Look.WHITE), x * copy.getWidth(), y * copy.getHeight(), true);
        g.dispose();
        return new Overlay(copy, scale);
    }

    /** The image as a PNG file. */
    public byte[] png() {
        return ClipWriter.png(image);
    }
}
