package motionscope.control;

import motionscope.MotionScopeException;

/**
 * A region on the grid of a feature map.
 *
 * @param frames of the clip
 * @param weights (frames, rows, columns), row-major
 */
record Grid(int frames, int rows, int columns, float[] weights) {
    /** A box of cells: rows top..bottom-1, columns left..right-1. */
    record Box(int top, int left, int bottom, int right) {
        int height() {
            return bottom - top;
        }

        int width() {
            return right - left;
        }
    }

    /**
     * @param what the grid's name, for messages
     * @throws MotionScopeException if no cell belongs to the region
     */
    static Grid of(Region region, int frames, int rows, int columns, String what) {
        return of(region, region.on(frames, rows, columns), frames, rows, columns, what);
    }

    /** The same, with cells in or out. */
    static Grid hard(Region region, int frames, int rows, int columns, String what) {
        return of(region, region.hard(frames, rows, columns), frames, rows, columns, what);
    }

    private static Grid of(Region region, float[] some, int frames, int rows, int columns, String what) {
        int size = rows * columns;
        float[] all = new float[frames * size];
        for (int f = 0; f < frames; f++) {
            System.arraycopy(some, some.length == size ? 0 : f * size, all, f * size, size);
        }
        Grid grid = new Grid(frames, rows, columns, all);
        for (int f = 0; f < frames; f++) {
            if (grid.box(f) == null) {
                throw new MotionScopeException("The region '" + region + "' covers no cell of the " + rows + " x "
                        + columns + " cells of " + what + (region.frames() == 1 ? "" : " in frame " + f)
                        + "; make it larger.");
            }
        }
        return grid;
    }

    /** The smallest box that holds every cell of a frame with a weight; null if there is none. */
    Box box(int frame) {
        int top = rows;
        int left = columns;
        int bottom = 0;
        int right = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (weights[(frame * rows + r) * columns + c] > 0) {
                    top = Math.min(top, r);
                    left = Math.min(left, c);
                    bottom = Math.max(bottom, r + 1);
                    right = Math.max(right, c + 1);
                }
            }
        }
        return bottom == 0 ? null : new Box(top, left, bottom, right);
    }

    /** Sum of the weights that two regions have in common, frame 0 to the last. */
    double overlap(Grid other) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.min(weights[i], other.weights[i]);
        }
        return sum;
    }

    /** Sum of all weights. */
    double total() {
        double sum = 0;
        for (float w : weights) {
            sum += w;
        }
        return sum;
    }
}
