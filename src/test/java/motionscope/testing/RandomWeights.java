package motionscope.testing;

import java.nio.file.Path;
import java.util.Arrays;
import motionscope.tensor.Noise;
import motionscope.tensor.SafeTensorsWriter;

/** A file of random weights, layer by layer, as training libraries name them. */
public final class RandomWeights {
    private final Noise noise;
    private final SafeTensorsWriter writer = new SafeTensorsWriter();

    public RandomWeights(long seed) {
        noise = new Noise(seed);
    }

    /** Numbers of this standard deviation. */
    public RandomWeights values(String name, double mean, double deviation, long... shape) {
        float[] drawn = noise.randn((int) Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (mean + deviation * drawn[i]);
        }
        writer.add(name, drawn, shape);
        return this;
    }

    /** Weight (out, in) that keeps the size of what it is applied to, and bias. */
    public RandomWeights linear(String name, int in, int out) {
        return values(name + ".weight", 0, 1 / Math.sqrt(in), out, in).values(name + ".bias", 0, 0.3, out);
    }

    /** Weight (out, in, k, k) and bias. */
    public RandomWeights conv(String name, int in, int out, int kernel) {
        return values(name + ".weight", 0, 1 / Math.sqrt((double) in * kernel * kernel), out, in, kernel, kernel)
                .values(name + ".bias", 0, 0.3, out);
    }

    /** Scales around 1 and shifts. */
    public RandomWeights norm(String name, int width) {
        return values(name + ".weight", 1, 0.3, width).values(name + ".bias", 0, 0.3, width);
    }

    /** Writes the file. */
    public void write(Path path) {
        writer.write(path);
    }
}
