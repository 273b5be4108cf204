package motionscope.metric;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import motionscope.MotionScopeException;
import motionscope.video.Clip;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's libraries, loaded once, and frames as its matrices. Callers open a {@code PointerScope}, which frees every
 * matrix that was made inside it.
 */
final class OpenCv {
    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadLibraries";

    /** The weights of red, green and blue in brightness (ITU-R BT.601), as OpenCV's own conversion has them. */
    private static final float[] BRIGHTNESS = {0.299f, 0.587f, 0.114f};

    private static final Throwable MISSING = load();

    private OpenCv() {}

    /** @throws MotionScopeException if the libraries for this platform are not there */
    static void require() {
        if (MISSING != null) {
            throw new MotionScopeException(
                    "OpenCV's libraries for " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + " could not be loaded (" + MISSING
                            + "); add org.bytedeco:opencv and org.bytedeco:openblas"
                            + " with the classifier of this platform.",
                    MISSING);
        }
    }

    private static Throwable load() {
        try {
            withoutWindows();
            opencv_core.getNumThreads();
            Class.forName(opencv_calib3d.class.getName());
            Class.forName(opencv_video.class.getName());
            return null;
        } catch (LinkageError | ClassNotFoundException e) {
            return e;
        }
    }

    /**
     * The module for windows wants GTK, which a server does not have. Nothing here opens a window, but JavaCPP loads the
     * module before the one for video, unless its class was initialised without its library.
     */
    private static void withoutWindows() throws ClassNotFoundException {
        String before = System.getProperty(LOAD_LIBRARIES);
        System.setProperty(LOAD_LIBRARIES, "false");
        try {
            Class.forName("org.bytedeco.opencv.global.opencv_highgui");
        } finally {
            if (before == null) {
                System.clearProperty(LOAD_LIBRARIES);
            } else {
                System.setProperty(LOAD_LIBRARIES, before);
            }
        }
    }

    /** Brightness of one frame in 8 bits. */
    static Mat grey(Clip clip, int frame) {
        float[] bright = brightness(clip, frame);
        byte[] levels = new byte[bright.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(bright[i] * 255);
        }
        Mat mat = new Mat(clip.height(), clip.width(), opencv_core.CV_8UC1);
        mat.<ByteBuffer>createBuffer().put(levels);
        return mat;
    }

    /** Brightness of one frame in float32, 0 to 1. */
    static Mat greyFloat(Clip clip, int frame) {
        Mat mat = new Mat(clip.height(), clip.width(), opencv_core.CV_32FC1);
        mat.<FloatBuffer>createBuffer().put(brightness(clip, frame));
        return mat;
    }

    private static float[] brightness(Clip clip, int frame) {
        float[] out = new float[clip.height() * clip.width()];
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < BRIGHTNESS.length; c++) {
                float value = (clip.value(frame, c, i / clip.width(), i % clip.width()) + 1) / 2;
                out[i] += BRIGHTNESS[c] * Math.max(0, Math.min(1, value));
            }
        }
        return out;
    }

    /** A column of points (n, 1) of two float32 each. */
    static Mat points(float[] xy) {
        Mat mat = new Mat(xy.length / 2, 1, opencv_core.CV_32FC2);
        mat.<FloatBuffer>createBuffer().put(xy);
        return mat;
    }

    /** All values of a float32 matrix, row by row, channels together. */
    static float[] floats(Mat mat) {
        float[] out = new float[Math.toIntExact(mat.total() * mat.channels())];
        mat.<FloatBuffer>createBuffer().get(out);
        return out;
    }

    /** All values of an 8 bit matrix. */
    static byte[] bytes(Mat mat) {
        byte[] out = new byte[Math.toIntExact(mat.total() * mat.channels())];
        mat.<ByteBuffer>createBuffer().get(out);
        return out;
    }
}
