package motionscope.control;

import java.util.Arrays;
import motionscope.MotionScopeException;
import motionscope.tensor.Resample;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * What motion channels should be: M_ref of equation 3, for each frame and channel one number, or a map of them.
 *
 * @param rows 1, with columns 1, for one number that holds everywhere
 * @param values (frames, channels, rows, columns), row-major
 */
public record MotionTarget(int frames, int channels, int rows, int columns, float[] values) {
    /** @throws MotionScopeException if the number of values does not fit, or a value is not finite */
    public MotionTarget {
        if (frames < 1
                || channels < 1
                || rows < 1
                || columns < 1
                || values.length != frames * channels * rows * columns) {
            throw new MotionScopeException("A reference of " + frames + " frames, " + channels + " channels, " + rows
                    + " x " + columns + " has " + values.length + " values; the numbers must agree and be 1 or more.");
        }
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new MotionScopeException("The reference has the value " + v + "; give finite numbers.");
            }
        }
    }

    /** One number a frame and channel, (frames, channels). */
    public static MotionTarget vector(int frames, int channels, float[] values) {
        return new MotionTarget(frames, channels, 1, 1, values);
    }

    /** The mean over positions. */
    public MotionTarget averaged() {
        int size = rows * columns;
        float[] means = new float[frames * channels];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int p = 0; p < size; p++) {
                sum += values[i * size + p];
            }
            means[i] = (float) (sum / size);
        }
        return vector(frames, channels, means);
    }

    /** The mean over rows and columns from..to-1 of the map resized to {@code grid} x {@code grid}. */
    public MotionTarget averaged(int grid, int from, int to) {
        if (grid < 1 || from < 0 || from >= to || to > grid) {
            throw new MotionScopeException("The window " + from + ".." + to + " was asked of a grid of " + grid + " x "
                    + grid + "; it must lie inside and have an area.");
        }
        try (Scope scope = new Scope()) {
            Tensor map = Resample.bilinear(Tensor.of(values, frames, channels, rows, columns), grid, grid, false);
            Tensor window = map.narrow(2, from, to - from).narrow(3, from, to - from);
            return vector(frames, channels, window.mean(2, 3).floats());
        }
    }

    /** Some of the channels, in this order. */
    MotionTarget channels(int... chosen) {
        int size = rows * columns;
        float[] some = new float[frames * chosen.length * size];
        for (int f = 0; f < frames; f++) {
            for (int c = 0; c < chosen.length; c++) {
                System.arraycopy(values, (f * channels + chosen[c]) * size, some, (f * chosen.length + c) * size, size);
            }
        }
        return new MotionTarget(frames, chosen.length, rows, columns, some);
    }

    /** The sum with another of the same shape. */
    MotionTarget plus(MotionTarget other) {
        float[] sum = values.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.values[i];
        }
        return new MotionTarget(frames, channels, rows, columns, sum);
    }

    /** Every value times a factor: a larger one asks for faster motion. */
    public MotionTarget times(double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return new MotionTarget(frames, channels, rows, columns, scaled);
    }

    /** Stretched or squeezed in time, linearly, first frame to first and last to last. */
    public MotionTarget resampled(int newFrames) {
        if (newFrames == frames) {
            return this;
        }
        int size = channels * rows * columns;
        float[] moved = new float[newFrames * size];
        for (int f = 0; f < newFrames; f++) {
            double at = newFrames == 1 ? 0 : (double) f * (frames - 1) / (newFrames - 1);
            int low = Math.min((int) at, frames - 1);
            int high = Math.min(low + 1, frames - 1);
            float share = (float) (at - low);
            for (int i = 0; i < size; i++) {
                moved[f * size + i] = (1 - share) * values[low * size + i] + share * values[high * size + i];
            }
        }
        return new MotionTarget(newFrames, channels, rows, columns, moved).centred();
    }

    /** Minus the mean over frames, as every M has (equation 2). */
    MotionTarget centred() {
        int size = channels * rows * columns;
        float[] centred = values.clone();
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int f = 0; f < frames; f++) {
                sum += values[f * size + i];
            }
            for (int f = 0; f < frames; f++) {
                centred[f * size + i] -= (float) (sum / frames);
            }
        }
        return new MotionTarget(frames, channels, rows, columns, centred);
    }

    /** Laid into the box of each frame's region on a grid, (frames, channels, grid rows, grid columns), host values. */
    float[] laidOn(Grid grid) {
        float[] laid = new float[frames * channels * grid.rows() * grid.columns()];
        float[] map = null;
        Grid.Box last = null;
        for (int f = 0; f < frames; f++) {
            Grid.Box box = grid.box(f);
            if (last == null || box.height() != last.height() || box.width() != last.width()) {
                map = resized(box.height(), box.width());
            }
            last = box;
            for (int c = 0; c < channels; c++) {
                for (int r = 0; r < box.height(); r++) {
                    int source = ((f * channels + c) * box.height() + r) * box.width();
                    int place = ((f * channels + c) * grid.rows() + box.top() + r) * grid.columns() + box.left();
                    System.arraycopy(map, source, laid, place, box.width());
                }
            }
        }
        return laid;
    }

    private float[] resized(int height, int width) {
        if (height == rows && width == columns) {
            return values;
        }
        try (Scope scope = new Scope()) {
            return Resample.bilinear(Tensor.of(values, frames, channels, rows, columns), height, width, false)
                    .floats();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MotionTarget t
                && frames == t.frames
                && channels == t.channels
                && rows == t.rows
                && columns == t.columns
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "target of " + frames + " frames x " + channels + " channels x " + rows + " x " + columns;
    }
}
