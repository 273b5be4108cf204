package motionscope.metric;

import motionscope.video.Clip;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;

/** One step of pyramidal Lucas-Kanade, forward and back again: a point that does not come home was lost. */
final class PointFollower {
    private static final int ITERATIONS = 30;
    private static final double PRECISION = 0.01; // pixels
    private static final double LEAST_TEXTURE = 1e-3; // OpenCV's least eigenvalue; flat places cannot be followed

    private final LucasKanade settings;

    PointFollower(LucasKanade settings) {
        this.settings = settings;
    }

    /**
     * Where points go from {@code frame} to the next.
     *
     * @param xy x and y of each point, counted as OpenCV does: 0 is the middle of the first pixel
     * @return the same points one frame later, NaN where they were lost
     */
    float[] step(Clip clip, int frame, float[] xy) {
        try (PointerScope scope = new PointerScope()) {
            Mat from = OpenCv.grey(clip, frame);
            Mat to = OpenCv.grey(clip, frame + 1);
            Mat start = OpenCv.points(xy);
            Mat there = new Mat();
            Mat home = new Mat();
            Mat found = new Mat();
            Mat foundBack = new Mat();
            follow(from, to, start, there, found);
            follow(to, from, there, home, foundBack);
            float[] out = OpenCv.floats(there);
            float[] back = OpenCv.floats(home);
            byte[] forward = OpenCv.bytes(found);
            byte[] backward = OpenCv.bytes(foundBack);
            for (int i = 0; i < forward.length; i++) {
                double miss = Math.hypot(back[2 * i] - xy[2 * i], back[2 * i + 1] - xy[2 * i + 1]);
                boolean kept = forward[i] == 1
                        && backward[i] == 1
                        && miss <= settings.backAndForth()
                        && inside(out[2 * i], clip.width())
                        && inside(out[2 * i + 1], clip.height());
                if (!kept) {
                    out[2 * i] = Float.NaN;
                    out[2 * i + 1] = Float.NaN;
                }
            }
            return out;
        }
    }

    private static boolean inside(float at, int side) {
        return at >= 0 && at <= side - 1;
    }

    private void follow(Mat from, Mat to, Mat start, Mat end, Mat found) {
        Mat error = new Mat();
        Size window = new Size(settings.window(), settings.window());
        TermCriteria until = new TermCriteria(TermCriteria.COUNT | TermCriteria.EPS, ITERATIONS, PRECISION);
        opencv_video.calcOpticalFlowPyrLK(
                from, to, start, end, found, error, window, settings.levels(), until, 0, LEAST_TEXTURE);
    }
}
