package motionscope.metric;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pixels that touch each other.
 *
 * @param mask row-major (height, width)
 * @param area number of pixels
 * @param x horizontal middle, as in {@link Tracks}
 * @param y vertical middle
 * @param atBorder whether it reaches the edge of the frame, so that a part may lie outside
 */
record Region(boolean[] mask, int area, double x, double y, boolean atBorder) {
    private static final int BRUSH = 3; // pixels; thinner things are edges, not shapes
    private static final int NEAR = 3; // pixels

    /** The regions of a mask with at least {@code least} pixels, thin parts taken away, the largest first. */
    static List<Region> of(boolean[] mask, int height, int width, int least) {
        OpenCv.require();
        byte[] white = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            white[i] = (byte) (mask[i] ? 1 : 0);
        }
        int[] labels = new int[mask.length];
        int count;
        try (PointerScope scope = new PointerScope()) {
            Mat mat = new Mat(height, width, opencv_core.CV_8UC1);
            mat.<ByteBuffer>createBuffer().put(white);
            Mat brush = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(BRUSH, BRUSH));
            Mat opened = new Mat();
            opencv_imgproc.morphologyEx(mat, opened, opencv_imgproc.MORPH_OPEN, brush);
            Mat numbered = new Mat();
            count = opencv_imgproc.connectedComponents(opened, numbered, 8, opencv_core.CV_32S);
            numbered.<IntBuffer>createBuffer().get(labels);
        }
        List<Region> regions = new ArrayList<>();
        for (int label = 1; label < count; label++) {
            Region region = of(labels, label, height, width);
            if (region.area >= least) {
                regions.add(region);
            }
        }
        regions.sort(Comparator.comparingInt(Region::area).reversed());
        return regions;
    }

    private static Region of(int[] labels, int label, int height, int width) {
        boolean[] mask = new boolean[labels.length];
        int area = 0;
        double x = 0;
        double y = 0;
        boolean atBorder = false;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                int column = i % width;
                int row = i / width;
                mask[i] = true;
                area++;
                x += column + 0.5;
                y += row + 0.5;
                atBorder |= column == 0 || row == 0 || column == width - 1 || row == height - 1;
            }
        }
        return new Region(mask, area, x / area, y / area, atBorder);
    }

    /** Whether another region comes closer than {@value #NEAR} pixels. */
    boolean touches(Region other, int width) {
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] && other.comesNear(i % width, i / width, width)) {
                return true;
            }
        }
        return false;
    }

    private boolean comesNear(int x, int y, int width) {
        int height = mask.length / width;
        for (int v = Math.max(0, y - NEAR); v <= Math.min(height - 1, y + NEAR); v++) {
            for (int u = Math.max(0, x - NEAR); u <= Math.min(width - 1, x + NEAR); u++) {
                if (mask[v * width + u]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Distance from middle to middle. */
    double to(Region other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
