package motionscope.motion;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.model.Tap;
import motionscope.tensor.Resample;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;

/**
 * Feature maps of several clips at one tap and timestep, on the host: row-major (clips, frames, channels, rows, columns).
 *
 * @param tap where they were taken
 * @param timestep t of the pass
 * @param values clips x frames x channels x rows x columns numbers
 */
public record Features(
        Tap tap, double timestep, int clips, int frames, int channels, int rows, int columns, float[] values) {
    /** @throws IllegalArgumentException if the number of values is not that of the shape */
    public Features {
        if ((long) clips * frames * channels * rows * columns != values.length) {
            throw new IllegalArgumentException(values.length + " values for " + clips + " x " + frames + " x "
                    + channels + " x " + rows + " x " + columns + ".");
        }
    }

    /**
     * Copies what a tap saw to the host.
     *
     * @param x (clips frames, channels, rows, columns), the frame index running fastest
     * @throws MotionScopeException if the tap gives no maps, as {@code temb} does
     */
    public static Features of(Tensor x, Tap tap, double timestep, int clips) {
        if (x.rank() != 4) {
            throw new MotionScopeException("Tap '" + tap + "' gives " + Arrays.toString(x.shape())
                    + " numbers, no maps of rows and columns; look at a block or a layer such as up1.");
        }
        int[] s = Arrays.stream(x.shape()).mapToInt(Math::toIntExact).toArray();
        return new Features(tap, timestep, clips, s[0] / clips, s[1], s[2], s[3], x.floats());
    }

    /** The same shape and origin with other values. */
    public Features withValues(float[] others) {
        return new Features(tap, timestep, clips, frames, channels, rows, columns, others);
    }

    /** Numbers in one feature map of one channel. */
    public int positions() {
        return rows * columns;
    }

    /** The value at one place. */
    public float at(int clip, int frame, int channel, int row, int column) {
        return values[index(clip, frame, channel) + row * columns + column];
    }

    /** Where the map of one clip, frame and channel starts in {@link #values}. */
    public int index(int clip, int frame, int channel) {
        return ((clip * frames + frame) * channels + channel) * positions();
    }

    /**
     * One frame of every clip.
     *
     * @return frames 1
     */
    public Features frame(int frame) {
        if (frame < 0 || frame >= frames) {
            throw new MotionScopeException(
                    "Frame " + frame + " was asked for; the features have frames 0.." + (frames - 1) + ".");
        }
        int size = channels * positions();
        float[] chosen = new float[clips * size];
        for (int clip = 0; clip < clips; clip++) {
            System.arraycopy(values, index(clip, frame, 0), chosen, clip * size, size);
        }
        return new Features(tap, timestep, clips, 1, channels, rows, columns, chosen);
    }

    /**
     * Channels chosen by index, in that order.
     *
     * @return as many channels as indices
     */
    public Features channels(int... chosen) {
        float[] some = new float[clips * frames * chosen.length * positions()];
        int at = 0;
        for (int map = 0; map < clips * frames; map++) {
            for (int channel : chosen) {
                if (channel < 0 || channel >= channels) {
                    throw new MotionScopeException(
                            "Channel " + channel + " was asked for; the features have 0.." + (channels - 1) + ".");
                }
                System.arraycopy(values, (map * channels + channel) * positions(), some, at, positions());
                at += positions();
            }
        }
        return new Features(tap, timestep, clips, frames, chosen.length, rows, columns, some);
    }

    /** Maps averaged to {@code side} x {@code side} nearly equal cells. */
    public Features pooled(int side) {
        if (side < 1 || side > Math.min(rows, columns)) {
            throw new MotionScopeException("Pooling to " + side + " x " + side + " cells was asked of maps of " + rows
                    + " x " + columns + "; use 1.." + Math.min(rows, columns) + ".");
        }
        try (Scope scope = new Scope()) {
            Tensor maps = Tensor.of(values, (long) clips * frames, channels, rows, columns);
            float[] pooled = Resample.average(maps, side, side).floats();
            return new Features(tap, timestep, clips, frames, channels, side, side, pooled);
        }
    }

    /**
     * A rectangle of every map.
     *
     * @throws MotionScopeException if it is empty or reaches out of the maps
     */
    public Features window(int row, int column, int height, int width) {
        if (height < 1 || width < 1 || row < 0 || column < 0 || row + height > rows || column + width > columns) {
            throw new MotionScopeException("A window of " + height + " x " + width + " from (row " + row + ", column "
                    + column + ") was asked for; the maps have " + rows + " x " + columns + ".");
        }
        int maps = clips * frames * channels;
        float[] part = new float[maps * height * width];
        for (int map = 0; map < maps; map++) {
            for (int r = 0; r < height; r++) {
                int from = map * positions() + (row + r) * columns + column;
                System.arraycopy(values, from, part, (map * height + r) * width, width);
            }
        }
        return new Features(tap, timestep, clips, frames, channels, height, width, part);
    }

    /** The middle {@code side} x {@code side} of every map, as the paper's PCA protocol takes it. */
    public Features central(int side) {
        return window((rows - side) / 2, (columns - side) / 2, side, side);
    }

    /** Maps resized to {@code side} x {@code side}: bilinear, half-pixel centres, not smoothed, as the paper's code does. */
    public Features resized(int side) {
        if (side < 1) {
            throw new MotionScopeException(
                    "Maps of at least 1 x 1 were expected, but a side of " + side + " was asked for.");
        }
        try (Scope scope = new Scope()) {
            Tensor maps = Tensor.of(values, (long) clips * frames, channels, rows, columns);
            float[] larger = Resample.bilinear(maps, side, side, false).floats();
            return new Features(tap, timestep, clips, frames, channels, side, side, larger);
        }
    }

    /** Clips chosen by index, in that order. */
    public Features select(int... chosen) {
        int size = frames * channels * positions();
        float[] some = new float[chosen.length * size];
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < 0 || chosen[i] >= clips) {
                throw new MotionScopeException(
                        "Clip " + chosen[i] + " was asked for; the features are of clips 0.." + (clips - 1) + ".");
            }
            System.arraycopy(values, chosen[i] * size, some, i * size, size);
        }
        return new Features(tap, timestep, chosen.length, frames, channels, rows, columns, some);
    }

    /** Each position of each frame of each clip as one sample: (clips frames positions, channels), positions fastest. */
    public double[][] samples() {
        int positions = positions();
        double[][] samples = new double[clips * frames * positions][channels];
        for (int map = 0; map < clips * frames; map++) {
            for (int channel = 0; channel < channels; channel++) {
                int start = (map * channels + channel) * positions;
                for (int position = 0; position < positions; position++) {
                    samples[map * positions + position][channel] = values[start + position];
                }
            }
        }
        return samples;
    }

    /** Number of samples that one clip gives. */
    public int samplesPerClip() {
        return frames * positions();
    }

    /** Labels of clips as labels of samples. */
    public <T> List<T> labels(List<T> ofClips) {
        if (ofClips.size() != clips) {
            throw new IllegalArgumentException(ofClips.size() + " labels for " + clips + " clips.");
        }
        return ofClips.stream()
                .flatMap(label -> java.util.Collections.nCopies(samplesPerClip(), label).stream())
                .toList();
    }

    /** Clips of several parts, one after the other; the parts must agree in all else. */
    public static Features join(List<Features> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to join.");
        }
        Features first = parts.get(0);
        for (Features part : parts) {
            if (!part.sameButClips(first)) {
                throw new IllegalArgumentException("Only clips may differ: " + first + " and " + part + ".");
            }
        }
        int clips = parts.stream().mapToInt(Features::clips).sum();
        float[] all = new float[Math.multiplyExact(clips, first.values.length / first.clips)];
        int at = 0;
        for (Features part : parts) {
            System.arraycopy(part.values, 0, all, at, part.values.length);
            at += part.values.length;
        }
        return new Features(
                first.tap, first.timestep, clips, first.frames, first.channels, first.rows, first.columns, all);
    }

    /** Whether both were taken at the same place and have the same shape, but for the number of clips. */
    boolean sameButClips(Features other) {
        return withoutClips().equals(other.withoutClips());
    }

    private Features withoutClips() {
        return new Features(tap, timestep, 0, frames, channels, rows, columns, new float[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features f
                && tap.equals(f.tap)
                && timestep == f.timestep
                && clips == f.clips
                && frames == f.frames
                && channels == f.channels
                && rows == f.rows
                && columns == f.columns
                && Arrays.equals(values, f.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Features of " + tap + " at t = " + timestep + ": " + clips + " clips x " + frames + " frames x "
                + channels + " channels x " + rows + " x " + columns;
    }
}
