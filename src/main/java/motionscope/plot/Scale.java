package motionscope.plot;

import java.awt.Color;
import motionscope.MotionScopeException;

/**
 * How values become colours.
 *
 * @param map the colours
 * @param low the value of the lowest colour
 * @param high the value of the highest colour
 */
public record Scale(ColourMap map, double low, double high) {
    /** @throws MotionScopeException if the range is empty or not finite */
    public Scale {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new MotionScopeException(
                    "A colour scale needs a low value below its high value; it got %s to %s.".formatted(low, high));
        }
    }

    /** Magnitudes between two known values, for example 0 to 1 for an accuracy. */
    public static Scale between(double low, double high) {
        return new Scale(ColourMap.VIRIDIS, low, high);
    }

    /** Signed values from -most to most, zero in the middle. */
    public static Scale centred(double most) {
        return new Scale(ColourMap.DIVERGING, -most, most);
    }

    /** Shares and scores: 0 to 1. */
    public static Scale share() {
        return between(0, 1);
    }

    /** Cosines: -1 to 1, zero in the middle. */
    public static Scale cosine() {
        return centred(1);
    }

    /** Magnitudes: from the smallest of the values to the largest. */
    public static Scale fit(double[]... values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double v : row) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        return low < high ? between(low, high) : between(low - 0.5, low + 0.5);
    }

    Color colour(double value) {
        return map.at((value - low) / (high - low));
    }
}
