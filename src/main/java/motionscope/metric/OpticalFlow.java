package motionscope.metric;

import java.util.List;
import java.util.stream.IntStream;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/** Classical dense optical flow, by OpenCV, on brightness. How far each is off, {@link EstimatorErrors} measures. */
public enum OpticalFlow {
    /** Dense inverse search (Kroeger et al. 2016), at the full resolution. */
    DIS {
        @Override
        void estimate(Mat from, Mat to, Mat flow) {
            DISOpticalFlow dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
            dis.setFinestScale(0);
            dis.calc(from, to, flow);
        }
    },
    /** Polynomial expansion (Farneback 2003). */
    FARNEBACK {
        @Override
        void estimate(Mat from, Mat to, Mat flow) {
            double half = 0.5; // each level of the pyramid has half the side
            int levels = 3;
            int window = 13;
            int iterations = 5;
            int neighbourhood = 5;
            double spread = 1.1;
            opencv_video.calcOpticalFlowFarneback(
                    from, to, flow, half, levels, window, iterations, neighbourhood, spread, 0);
        }
    };

    abstract void estimate(Mat from, Mat to, Mat flow);

    /**
     * The flow from {@code frame} to the next.
     *
     * @throws MotionScopeException if there is no next frame, or frames are smaller than 16 x 16
     */
    public FlowField between(Clip clip, int frame) {
        Moving.require(clip);
        if (frame < 0 || frame >= clip.frames() - 1) {
            throw new MotionScopeException("Flow leads from a frame to the next: there are 0 to " + (clip.frames() - 2)
                    + ", but " + frame + " was asked for.");
        }
        try (PointerScope scope = new PointerScope()) {
            Mat flow = new Mat(); // empty: DIS would begin from what a matrix of the right size holds
            estimate(OpenCv.grey(clip, frame), OpenCv.grey(clip, frame + 1), flow);
            float[] xy = OpenCv.floats(flow);
            float[] dx = new float[xy.length / 2];
            float[] dy = new float[xy.length / 2];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = xy[2 * i];
                dy[i] = xy[2 * i + 1];
            }
            return new FlowField(clip.height(), clip.width(), dx, dy);
        }
    }

    /** All flows of a clip, one fewer than it has frames. */
    public List<FlowField> of(Clip clip) {
        Moving.require(clip);
        return IntStream.range(0, clip.frames() - 1)
                .mapToObj(f -> between(clip, f))
                .toList();
    }
}
