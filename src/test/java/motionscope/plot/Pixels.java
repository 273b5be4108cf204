package motionscope.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Looks at figures as pictures. */
final class Pixels {
    private final BufferedImage image;

    private Pixels(BufferedImage image) {
        this.image = image;
    }

    static Pixels of(Figure figure) {
        try {
            return new Pixels(ImageIO.read(new ByteArrayInputStream(figure.png())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    Color at(int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    /** How many pixels of a part (shares of width and height) are within 12 of a colour in each channel. */
    int near(Color colour, double x0, double y0, double x1, double y1) {
        int count = 0;
        for (int y = (int) (y0 * height()); y < (int) (y1 * height()); y++) {
            for (int x = (int) (x0 * width()); x < (int) (x1 * width()); x++) {
                Color c = at(x, y);
                if (Math.abs(c.getRed() - colour.getRed()) <= 12
                        && Math.abs(c.getGreen() - colour.getGreen()) <= 12
                        && Math.abs(c.getBlue() - colour.getBlue()) <= 12) {
                    count++;
                }
            }
        }
        return count;
    }

    int near(Color colour) {
        return near(colour, 0, 0, 1, 1);
    }

    static Color over(Color colour, double share, Color paper) {
        return new Color(
                (int) Math.round(share * colour.getRed() + (1 - share) * paper.getRed()),
                (int) Math.round(share * colour.getGreen() + (1 - share) * paper.getGreen()),
                (int) Math.round(share * colour.getBlue() + (1 - share) * paper.getBlue()));
    }
}
