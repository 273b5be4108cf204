package motionscope.motion;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;

/**
 * How alike the vector at one point of a source is to the vectors at every point of a target: their cosine, -1..1.
 *
 * <p>Paper, figure 4: with MOFT (CR, then motion channels) the map lights up where the target moves as the source's point
 * does. A vector has the channels of all frames of the features, one after the other; take {@link Features#frame} first for
 * one frame. The cosine with a vector of zeros is 0.
 *
 * @param rows of the target
 * @param columns of the target
 * @param values rows x columns numbers
 */
public record CosineHeatmap(int rows, int columns, float[] values) {
    /**
     * Compares one point of the first source clip with the first target clip.
     *
     * @throws MotionScopeException if the point lies outside, or frames or channels differ
     */
    public static CosineHeatmap of(Features source, int row, int column, Features target) {
        if (row < 0 || row >= source.rows() || column < 0 || column >= source.columns()) {
            throw new MotionScopeException("Point (row " + row + ", column " + column
                    + ") was asked for; the source has " + source.rows() + " x " + source.columns() + ".");
        }
        if (source.frames() != target.frames() || source.channels() != target.channels()) {
            throw new MotionScopeException("The source has " + source.frames() + " frames of " + source.channels()
                    + " channels, the target " + target.frames() + " of " + target.channels()
                    + "; they must be the same.");
        }
        float[] values = new float[target.positions()];
        for (int r = 0; r < target.rows(); r++) {
            for (int c = 0; c < target.columns(); c++) {
                values[r * target.columns() + c] = (float) cosine(source, row, column, target, r, c);
            }
        }
        return new CosineHeatmap(target.rows(), target.columns(), values);
    }

    /**
     * Compares the mean over a region of the first source clip with the first target clip.
     *
     * @param region pixels of a square picture of any size, row-major (side, side)
     * @throws MotionScopeException if the region is empty or no square, or frames or channels differ
     */
    public static CosineHeatmap of(Features source, boolean[] region, Features target) {
        return of(RegionMean.of(source.select(0), List.of(region)), 0, 0, target);
    }

    /** Frame by frame, as {@link #frames(Features, int, int, Features)}, from the mean over a region. */
    public static List<CosineHeatmap> frames(Features source, boolean[] region, Features target) {
        return frames(RegionMean.of(source.select(0), List.of(region)), 0, 0, target);
    }

    /** Frame by frame: the source's point in each frame with every point of the target in the same frame. */
    public static List<CosineHeatmap> frames(Features source, int row, int column, Features target) {
        if (source.frames() != target.frames()) {
            throw new MotionScopeException("The source has " + source.frames() + " frames, the target "
                    + target.frames() + "; frame by frame they must have the same number.");
        }
        return IntStream.range(0, source.frames())
                .mapToObj(f -> of(source.frame(f), row, column, target.frame(f)))
                .toList();
    }

    private static double cosine(Features a, int rowA, int columnA, Features b, int rowB, int columnB) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int frame = 0; frame < a.frames(); frame++) {
            for (int channel = 0; channel < a.channels(); channel++) {
                double x = a.at(0, frame, channel, rowA, columnA);
                double y = b.at(0, frame, channel, rowB, columnB);
                product += x * y;
                squareA += x * x;
                squareB += y * y;
            }
        }
        return squareA == 0 || squareB == 0 ? 0 : product / Math.sqrt(squareA * squareB);
    }

    /** The values as a table, (rows, columns). */
    public double[][] grid() {
        double[][] grid = new double[rows][columns];
        for (int i = 0; i < values.length; i++) {
            grid[i / columns][i % columns] = values[i];
        }
        return grid;
    }

    /** The same map stretched to 0..1; a map of one value becomes zeros. */
    public CosineHeatmap normalised() {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float[] stretched = new float[values.length];
        for (int i = 0; i < values.length && most > least; i++) {
            stretched[i] = (values[i] - least) / (most - least);
        }
        return new CosineHeatmap(rows, columns, stretched);
    }
}
