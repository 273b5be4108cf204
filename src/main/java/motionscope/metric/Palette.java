package motionscope.metric;

import motionscope.video.world.Colour;

/**
 * The colours that the things of the procedural world have, as lines in RGB: a background goes from its darkest to its
 * lightest shade, a shape from its rim to its middle.
 */
final class Palette {
    /** How dark the rim of a shape gets; further out it is mixed with what lies behind. */
    private static final double RIM = 0.6;

    private Palette() {}

    /** Distance of a colour (0 to 1 each) to the shades of a background. */
    static double toBackground(double[] rgb, Colour colour) {
        double[] dark = new double[3];
        double[] light = new double[3];
        for (int c = 0; c < 3; c++) {
            dark[c] = 0.25 * colour.channel(c);
            light[c] = 0.9 * colour.channel(c) + 0.1;
        }
        return toLine(rgb, dark, light);
    }

    /** Distance of a colour to the shades of a shape. */
    static double toShape(double[] rgb, Colour colour) {
        double[] rim = new double[3];
        double[] middle = new double[3];
        for (int c = 0; c < 3; c++) {
            rim[c] = RIM * colour.channel(c);
            middle[c] = colour.channel(c);
        }
        return toLine(rgb, rim, middle);
    }

    /** Where a colour lies between the darkest (0) and lightest (1) shade of a background; it may lie beyond. */
    static double grey(double[] rgb, Colour colour) {
        double along = 0;
        double length = 0;
        for (int c = 0; c < 3; c++) {
            double direction = 0.65 * colour.channel(c) + 0.1;
            along += (rgb[c] - 0.25 * colour.channel(c)) * direction;
            length += direction * direction;
        }
        return along / length;
    }

    private static double toLine(double[] p, double[] a, double[] b) {
        double along = 0;
        double length = 0;
        for (int c = 0; c < 3; c++) {
            along += (p[c] - a[c]) * (b[c] - a[c]);
            length += (b[c] - a[c]) * (b[c] - a[c]);
        }
        double share = Math.max(0, Math.min(1, along / length));
        double squares = 0;
        for (int c = 0; c < 3; c++) {
            double miss = p[c] - a[c] - share * (b[c] - a[c]);
            squares += miss * miss;
        }
        return Math.sqrt(squares);
    }
}
