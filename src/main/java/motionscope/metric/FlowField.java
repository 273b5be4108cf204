package motionscope.metric;

import java.util.Objects;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.world.Truth;

/**
 * Motion from one frame to the next, of what is seen at each pixel of the first; row-major (height, width), in pixels.
 *
 * @param dx to the right
 * @param dy downwards
 */
public record FlowField(int height, int width, float[] dx, float[] dy) {
    /** @throws MotionScopeException if there is not one value of each for every pixel */
    public FlowField {
        Objects.requireNonNull(dx);
        Objects.requireNonNull(dy);
        if (height < 1 || width < 1 || dx.length != height * width || dy.length != height * width) {
            throw new MotionScopeException("A flow of " + width + "x" + height + " pixels has as many values of x and"
                    + " of y, but " + dx.length + " and " + dy.length + " were given.");
        }
    }

    /** The exact flow of a scene from {@code frame} to the next. */
    public static FlowField of(Truth truth, int frame) {
        Truth.Flow flow = truth.flow(frame);
        return new FlowField(truth.size(), truth.size(), flow.dx(), flow.dy());
    }

    /** Length of the motion at each pixel. */
    public double[] lengths() {
        return IntStream.range(0, dx.length)
                .mapToDouble(i -> Math.hypot(dx[i], dy[i]))
                .toArray();
    }

    /**
     * Mean Euclidean distance to the true flow (end-point error), in pixels, where {@code where} is true.
     *
     * @throws MotionScopeException if sizes differ or there is no pixel to look at
     */
    public double endPointError(FlowField truth, boolean[] where) {
        if (height != truth.height || width != truth.width || where.length != dx.length) {
            throw new MotionScopeException("Flows of one size are compared, but one is " + width + "x" + height
                    + ", the other " + truth.width + "x" + truth.height + ", and the mask has " + where.length
                    + " pixels.");
        }
        return IntStream.range(0, dx.length)
                .filter(i -> where[i])
                .mapToDouble(i -> Math.hypot(dx[i] - truth.dx[i], dy[i] - truth.dy[i]))
                .average()
                .orElseThrow(() -> new MotionScopeException(
                        "An error was asked for where the mask is true, but it is true nowhere; give another mask."));
    }
}
