package motionscope.metric;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.video.Clip;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2d;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * One shift of the whole frame from each frame to the next, by phase correlation (OpenCV). Fast, and blind to zoom and to
 * objects; {@link CameraMotion} sees both.
 *
 * @param step the shift
 * @param response how sharp the peak of the correlation is; near 0 the frames have no shift in common, 1 is exact
 */
public record GlobalShift(Velocity step, double response) {
    /** Below this brightness difference a frame is flat, and nothing can be said. */
    private static final double FLAT = 1e-4;

    /** The shifts of a clip, one fewer than it has frames; of flat frames (0, 0) with response 0. */
    public static List<GlobalShift> of(Clip clip) {
        Moving.require(clip);
        return IntStream.range(0, clip.frames() - 1)
                .mapToObj(f -> between(clip, f))
                .toList();
    }

    /** The mean shift of a clip. */
    public static Velocity mean(Clip clip) {
        return Velocity.mean(of(clip).stream().map(GlobalShift::step).toList());
    }

    private static GlobalShift between(Clip clip, int frame) {
        try (PointerScope scope = new PointerScope()) {
            Mat from = OpenCv.greyFloat(clip, frame);
            Mat to = OpenCv.greyFloat(clip, frame + 1);
            if (isFlat(from) || isFlat(to)) {
                return new GlobalShift(new Velocity(0, 0), 0);
            }
            Mat window = new Mat();
            opencv_imgproc.createHanningWindow(window, new Size(clip.width(), clip.height()), opencv_core.CV_32F);
            DoublePointer response = new DoublePointer(1);
            Point2d shift = opencv_imgproc.phaseCorrelate(from, to, window, response);
            return new GlobalShift(new Velocity(shift.x(), shift.y()), response.get());
        }
    }

    private static boolean isFlat(Mat grey) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : OpenCv.floats(grey)) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least < FLAT;
    }
}
