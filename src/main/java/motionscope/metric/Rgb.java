package motionscope.metric;

import motionscope.video.Clip;

/** Colours of pixels as the procedural world counts them, 0 to 1. */
final class Rgb {
    private Rgb() {}

    static double[] at(Clip clip, int frame, int pixel) {
        double[] rgb = new double[3];
        for (int c = 0; c < 3; c++) {
            double value = (clip.value(frame, c, pixel / clip.width(), pixel % clip.width()) + 1.0) / 2;
            rgb[c] = Math.max(0, Math.min(1, value));
        }
        return rgb;
    }
}
