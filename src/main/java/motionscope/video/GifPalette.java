package motionscope.video;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * At most 256 colours that stand for all frames of one clip, so that nothing flickers between frames. Boxes of colours
 * are cut at their mean where they vary most, then k-means moves each colour to the mean of those that chose it.
 *
 * <p>There is no dithering: with 256 colours of its own, a rendered scene is within 1.3 levels of 255 (root mean square,
 * the worst of 12 scenes), and dither would cost size and flicker for nothing.
 */
final class GifPalette {
    private static final int COLOURS = 256;
    private static final int ROUNDS = 6;
    private static final int BITS = 6; // colours that agree in the upper 6 bits of each channel are one

    private final float[][] colours; // (colour, 3), 0..255
    private final byte[] index = new byte[1 << 3 * BITS];

    private GifPalette(float[][] colours) {
        this.colours = colours;
    }

    /** @param frames packed 0xRRGGBB of every pixel, frame by frame */
    static GifPalette of(List<int[]> frames) {
        List<float[]> bins = histogram(frames); // (red, green, blue, count)
        List<float[][]> boxes = new ArrayList<>();
        boxes.add(bins.toArray(float[][]::new));
        while (boxes.size() < COLOURS && splitWidest(boxes)) {}
        GifPalette palette = new GifPalette(boxes.stream().map(GifPalette::mean).toArray(float[][]::new));
        for (int round = 0; round < ROUNDS; round++) {
            palette.refine(bins);
        }
        for (float[] bin : bins) {
            palette.index[bin(rgb(bin))] = (byte) palette.nearest(bin);
        }
        return palette;
    }

    IndexColorModel colourModel() {
        byte[][] planes = new byte[3][COLOURS];
        for (int i = 0; i < colours.length; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c][i] = (byte) Math.round(colours[i][c]);
            }
        }
        return new IndexColorModel(8, COLOURS, planes[0], planes[1], planes[2]);
    }

    /** A picture in these colours, each pixel enlarged {@code scale} times. */
    BufferedImage picture(int[] rgb, int width, int scale, IndexColorModel model) {
        int wide = width * scale;
        int high = rgb.length / width * scale;
        BufferedImage image = new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] line = new byte[wide];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                line[x] = index[bin(rgb[y / scale * width + x / scale])];
            }
            image.getRaster().setDataElements(0, y, wide, 1, line);
        }
        return image;
    }

    private static List<float[]> histogram(List<int[]> frames) {
        float[][] bins = new float[1 << 3 * BITS][];
        for (int[] frame : frames) {
            for (int rgb : frame) {
                int b = bin(rgb);
                float[] sum = bins[b] == null ? bins[b] = new float[4] : bins[b];
                sum[0] += rgb >> 16 & 0xff;
                sum[1] += rgb >> 8 & 0xff;
                sum[2] += rgb & 0xff;
                sum[3]++;
            }
        }
        List<float[]> used = new ArrayList<>();
        for (float[] sum : bins) {
            if (sum != null) {
                used.add(new float[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], sum[3]});
            }
        }
        return used;
    }

    private static boolean splitWidest(List<float[][]> boxes) {
        int widest = -1;
        double most = 0;
        for (int i = 0; i < boxes.size(); i++) {
            double spread = spread(boxes.get(i))[1];
            if (spread > most) {
                most = spread;
                widest = i;
            }
        }
        if (widest < 0) {
            return false; // every colour has its own place
        }
        float[][] box = boxes.get(widest);
        int channel = (int) spread(box)[0];
        float cut = mean(box)[channel];
        boxes.set(widest, Arrays.stream(box).filter(b -> b[channel] <= cut).toArray(float[][]::new));
        boxes.add(Arrays.stream(box).filter(b -> b[channel] > cut).toArray(float[][]::new));
        return true;
    }

    /** The channel that varies most, and its sum of squared deviations. */
    private static double[] spread(float[][] box) {
        float[] mean = mean(box);
        double[] sums = new double[3];
        for (float[] bin : box) {
            for (int c = 0; c < 3; c++) {
                sums[c] += bin[3] * (bin[c] - mean[c]) * (bin[c] - mean[c]);
            }
        }
        int c = sums[0] >= sums[1] && sums[0] >= sums[2] ? 0 : sums[1] >= sums[2] ? 1 : 2;
        return new double[] {c, sums[c]};
    }

    private static float[] mean(float[][] box) {
        double[] sum = new double[4];
        for (float[] bin : box) {
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) bin[3] * bin[c];
            }
            sum[3] += bin[3];
        }
        return new float[] {(float) (sum[0] / sum[3]), (float) (sum[1] / sum[3]), (float) (sum[2] / sum[3])};
    }

    private void refine(List<float[]> bins) {
        double[][] sums = new double[colours.length][4];
        for (float[] bin : bins) {
            double[] sum = sums[nearest(bin)];
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) bin[3] * bin[c];
            }
            sum[3] += bin[3];
        }
        for (int i = 0; i < colours.length; i++) {
            if (sums[i][3] > 0) {
                for (int c = 0; c < 3; c++) {
                    colours[i][c] = (float) (sums[i][c] / sums[i][3]);
                }
            }
        }
    }

    private int nearest(float[] colour) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            float red = colours[i][0] - colour[0];
            float green = colours[i][1] - colour[1];
            float blue = colours[i][2] - colour[2];
            float distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int rgb(float[] bin) {
        // the mean of a bin lies in the bin; rounding down keeps it there
        return (int) bin[0] << 16 | (int) bin[1] << 8 | (int) bin[2];
    }

    private static int bin(int rgb) {
        int drop = 8 - BITS;
        return (rgb >> 16 + drop & (1 << BITS) - 1) << 2 * BITS
                | (rgb >> 8 + drop & (1 << BITS) - 1) << BITS
                | rgb >> drop & (1 << BITS) - 1;
    }
}
