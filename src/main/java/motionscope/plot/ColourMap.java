package motionscope.plot;

import java.awt.Color;
import java.util.Arrays;

/** Colours for values between 0 and 1. */
public enum ColourMap {
    /** Perceptually uniform, for magnitudes (matplotlib's viridis at eleven points). */
    VIRIDIS(
            0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26,
            0xFDE725),
    /** Blue, white, red, for signed values; zero is the middle (ColorBrewer's RdBu reversed). */
    DIVERGING(0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B);

    private final int[] points;

    ColourMap(int... points) {
        this.points = points;
    }

    /** The colours at even distances; between them lie mixtures of two neighbours. */
    Color[] points() {
        return Arrays.stream(points).mapToObj(Color::new).toArray(Color[]::new);
    }

    /** @param share where between the lowest (0) and the highest (1) colour; values outside take the end's colour */
    public Color at(double share) {
        double place = Math.min(1, Math.max(0, share)) * (points.length - 1);
        int low = Math.min((int) place, points.length - 2);
        double rest = place - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = points[low] >> shift & 255;
            int b = points[low + 1] >> shift & 255;
            rgb |= (int) Math.round(a + rest * (b - a)) << shift;
        }
        return new Color(rgb);
    }
}
