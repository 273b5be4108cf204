package motionscope.control;

import java.util.Arrays;
import java.util.StringJoiner;
import motionscope.MotionScopeException;

/**
 * What a brush has painted over a frame, on a grid of any size; one short line of text and back.
 *
 * @param width cells in a row
 * @param cells (height, width), row-major: painted or not
 */
public record PaintedMask(int width, boolean[] cells) {
    private static final int MOST_CELLS = 1 << 20;

    /** @throws MotionScopeException if the cells fill no rows of this width */
    public PaintedMask {
        if (width < 1 || cells.length == 0 || cells.length % width != 0 || cells.length > MOST_CELLS) {
            throw new MotionScopeException("A painted mask of " + cells.length + " cells in rows of " + width
                    + " was given; give whole rows of 1 or more, at most " + MOST_CELLS + " cells.");
        }
        cells = cells.clone();
    }

    /** Rows of one length. */
    public static PaintedMask ofRows(boolean[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        boolean[] all = new boolean[rows.length * width];
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != width) {
                throw new MotionScopeException("Row " + r + " of a painted mask has " + rows[r].length
                        + " cells, the first " + width + "; give rows of one length.");
            }
            System.arraycopy(rows[r], 0, all, r * width, width);
        }
        return new PaintedMask(width, all);
    }

    /**
     * Reads {@code 64x64: 1040 12 52 12}: cells in turn not painted and painted, row by row; the rest is not painted.
     *
     * @throws MotionScopeException if the text has another form, or more cells than its size
     */
    public static PaintedMask of(String runs) {
        String[] parts = runs.split(":", -1);
        if (parts.length != 2
                || !parts[0].matches("[1-9]\\d{0,3}x[1-9]\\d{0,3}")
                || !parts[1].strip().matches("\\d{1,7}( \\d{1,7})*")) {
            throw new MotionScopeException("The painted mask '" + shortened(runs)
                    + "' has no runs; write its size and lengths in turn not painted and painted: '64x64: 1040 12'.");
        }
        int width = Integer.parseInt(parts[0].substring(0, parts[0].indexOf('x')));
        long size = (long) width * Integer.parseInt(parts[0].substring(parts[0].indexOf('x') + 1));
        boolean[] cells = new boolean[(int) Math.min(size, MOST_CELLS + 1L)];
        int at = 0;
        boolean painted = false;
        for (String length : parts[1].strip().split(" ")) {
            int to = at + Integer.parseInt(length);
            if (to > cells.length) {
                throw new MotionScopeException("The painted mask '" + shortened(runs) + "' has runs of more than its "
                        + cells.length + " cells.");
            }
            Arrays.fill(cells, at, to, painted);
            at = to;
            painted = !painted;
        }
        return new PaintedMask(width, cells);
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** Number of rows. */
    public int height() {
        return cells.length / width;
    }

    /** Whether anything is painted. */
    public boolean any() {
        for (boolean cell : cells) {
            if (cell) {
                return true;
            }
        }
        return false;
    }

    /** {@code 64x64: 1040 12 52 12}; {@link #of} reads it. */
    public String runs() {
        StringJoiner lengths = new StringJoiner(" ", width + "x" + height() + ": ", "");
        boolean painted = false;
        int length = 0;
        for (boolean cell : cells) {
            if (cell != painted) {
                lengths.add(Integer.toString(length));
                painted = cell;
                length = 0;
            }
            length++;
        }
        if (painted) {
            lengths.add(Integer.toString(length));
        } else if (!any()) {
            lengths.add("0");
        }
        return lengths.toString();
    }

    /**
     * The smallest box around what is painted: left, top, right, bottom in shares of the picture.
     *
     * @throws MotionScopeException if nothing is painted
     */
    public double[] box() {
        int left = width;
        int top = height();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i]) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width + 1);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width + 1);
            }
        }
        if (right == 0) {
            throw new MotionScopeException("Nothing is painted in the mask of " + width + " x " + height()
                    + " cells; paint a part of the picture.");
        }
        return new double[] {
            (double) left / width, (double) top / height(), (double) right / width, (double) bottom / height()
        };
    }

    /** The same as a region of a clip. */
    public Region region() {
        return Region.mask(cells, height(), width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaintedMask that && width == that.width && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return runs();
    }
}
