package motionscope.video;

import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;

/** Pictures to colour planes of -1..1, and back. */
final class Images {
    private Images() {}

    /** Writes red, green and blue planes of {@code image} from {@code offset} on. */
    static void toPlanes(BufferedImage image, float[] planes, int offset) {
        int[] rgb = rgb(image);
        int plane = rgb.length;
        for (int i = 0; i < plane; i++) {
            planes[offset + i] = value(rgb[i] >> 16 & 0xff);
            planes[offset + plane + i] = value(rgb[i] >> 8 & 0xff);
            planes[offset + 2 * plane + i] = value(rgb[i] & 0xff);
        }
    }

    /** A picture of the three planes that begin at {@code offset}. */
    static BufferedImage ofPlanes(float[] planes, int offset, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int plane = height * width;
        for (int i = 0; i < plane; i++) {
            rgb[i] = level(planes[offset + i]) << 16
                    | level(planes[offset + plane + i]) << 8
                    | level(planes[offset + 2 * plane + i]);
        }
        return image;
    }

    /** Packed 0xRRGGBB of every pixel, row by row; transparent parts over black. */
    static int[] rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return grey(image.getRaster(), image.getColorModel().hasAlpha());
        }
        if (image.getColorModel().hasAlpha()) {
            BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = opaque.createGraphics();
            pen.drawImage(image, 0, 0, null);
            pen.dispose();
            return opaque.getRGB(0, 0, width, height, null, 0, width);
        }
        return image.getRGB(0, 0, width, height, null, 0, width);
    }

    /** Grey values as they are stored: Java's own conversion takes them for linear light and brightens them. */
    private static int[] grey(Raster raster, boolean alpha) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bits = raster.getSampleModel().getSampleSize(0);
        double most = (1L << bits) - 1;
        int[] out = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double opaque = alpha ? raster.getSample(x, y, 1) / most : 1;
                out[y * width + x] = (int) Math.round(raster.getSample(x, y, 0) / most * opaque * 255) * 0x010101;
            }
        }
        return out;
    }

    private static float value(int level) {
        return level / 127.5f - 1;
    }

    private static int level(float value) {
        return Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5f);
    }
}
