package motionscope.video;

import java.util.Arrays;
import java.util.List;
import motionscope.MotionScopeException;

/** Sizes of clips: resize, enlarge, crop, side by side. */
final class Resizing {
    private static final int GAP = 4; // pixels between two clips side by side

    private Resizing() {}

    static Clip resize(Clip clip, int width, int height) {
        Clip.length(clip.frames(), height, width);
        Clip.length(clip.frames(), clip.height(), width);
        if (width == clip.width() && height == clip.height()) {
            return clip;
        }
        Weights across = Weights.of(clip.width(), width);
        Weights down = Weights.of(clip.height(), height);
        int planes = clip.frames() * 3;
        float[] wide = new float[planes * clip.height() * width]; // (frames*3, old height, width)
        for (int line = 0; line < planes * clip.height(); line++) {
            across.apply(clip.shared(), line * clip.width(), 1, wide, line * width, 1);
        }
        float[] out = new float[planes * height * width]; // (frames*3, height, width)
        for (int plane = 0; plane < planes; plane++) {
            for (int x = 0; x < width; x++) {
                down.apply(wide, plane * clip.height() * width + x, width, out, plane * height * width + x, width);
            }
        }
        return Clip.adopt(out, clip.frames(), height, width, clip.frameRate());
    }

    static Clip enlarge(Clip clip, int scale) {
        if (scale < 1) {
            throw new MotionScopeException("A clip is enlarged 1 or more times, but " + scale + " was given.");
        }
        int width = (int) Math.min(Integer.MAX_VALUE, (long) clip.width() * scale);
        int height = (int) Math.min(Integer.MAX_VALUE, (long) clip.height() * scale);
        float[] out = new float[Clip.length(clip.frames(), height, width)];
        for (int row = 0; row < clip.frames() * 3 * height; row++) {
            int source = row / scale * clip.width();
            for (int x = 0; x < width; x++) {
                out[row * width + x] = clip.shared()[source + x / scale];
            }
        }
        return Clip.adopt(out, clip.frames(), height, width, clip.frameRate());
    }

    static Clip crop(Clip clip, int x, int y, int width, int height) {
        if (x < 0
                || y < 0
                || width < 1
                || height < 1
                || (long) x + width > clip.width()
                || (long) y + height > clip.height()) {
            throw new MotionScopeException("A crop of " + width + "x" + height + " at (" + x + ", " + y
                    + ") is not inside a clip of " + clip.width() + "x" + clip.height() + ".");
        }
        float[] out = new float[clip.frames() * 3 * height * width];
        for (int plane = 0; plane < clip.frames() * 3; plane++) {
            for (int row = 0; row < height; row++) {
                int source = (plane * clip.height() + y + row) * clip.width() + x;
                System.arraycopy(clip.shared(), source, out, (plane * height + row) * width, width);
            }
        }
        return Clip.adopt(out, clip.frames(), height, width, clip.frameRate());
    }

    static Clip beside(List<Clip> clips) {
        if (clips.isEmpty()) {
            throw new MotionScopeException("No clips were given to put side by side; give at least one.");
        }
        double rate = clips.get(0).frameRate();
        for (Clip clip : clips) {
            if (clip.frameRate() != rate) {
                throw new MotionScopeException("Clips side by side need one frame rate, but these have " + rate
                        + " and " + clip.frameRate() + "; use withFrameRate.");
            }
        }
        int frames = clips.stream().mapToInt(Clip::frames).max().orElseThrow();
        int height = clips.stream().mapToInt(Clip::height).max().orElseThrow();
        long width = clips.stream().mapToLong(Clip::width).sum() + GAP * (clips.size() - 1L);
        float[] out = new float[Clip.length(frames, height, width)];
        Arrays.fill(out, 1);
        int x = 0;
        for (Clip clip : clips) {
            int top = (height - clip.height()) / 2;
            for (int plane = 0; plane < frames * 3; plane++) {
                int last = (clip.frames() - 1) * 3 + plane % 3;
                for (int row = 0; row < clip.height(); row++) {
                    int source = (Math.min(plane, last) * clip.height() + row) * clip.width();
                    int target = (plane * height + top + row) * (int) width + x;
                    System.arraycopy(clip.shared(), source, out, target, clip.width());
                }
            }
            x += clip.width() + GAP;
        }
        return Clip.adopt(out, frames, height, (int) width, rate);
    }

    /**
     * For each target pixel, its first source pixel and the weights of the sources from there on: a triangle as wide as
     * a target pixel (as wide as a source pixel when enlarging, which is plain bilinear interpolation).
     */
    private record Weights(int[] first, float[][] weights) {
        static Weights of(int source, int target) {
            double step = (double) source / target;
            double radius = Math.max(1, step);
            int[] first = new int[target];
            float[][] weights = new float[target][];
            for (int i = 0; i < target; i++) {
                double centre = (i + 0.5) * step - 0.5;
                int from = Math.max(0, (int) Math.ceil(centre - radius));
                int to = Math.min(source - 1, (int) Math.floor(centre + radius));
                double[] raw = new double[to - from + 1];
                for (int j = 0; j < raw.length; j++) {
                    raw[j] = Math.max(0, 1 - Math.abs(from + j - centre) / radius);
                }
                double sum = Arrays.stream(raw).sum();
                first[i] = from;
                weights[i] = new float[raw.length];
                for (int j = 0; j < raw.length; j++) {
                    weights[i][j] = (float) (raw[j] / sum);
                }
            }
            return new Weights(first, weights);
        }

        void apply(float[] in, int inOffset, int inStep, float[] out, int outOffset, int outStep) {
            for (int i = 0; i < first.length; i++) {
                float sum = 0;
                for (int j = 0; j < weights[i].length; j++) {
                    sum += weights[i][j] * in[inOffset + (first[i] + j) * inStep];
                }
                out[outOffset + i * outStep] = sum;
            }
        }
    }
}
