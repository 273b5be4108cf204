package motionscope.metric;

import motionscope.video.Clip;

/**
 * How far the values of a clip lie from their mean: guidance that is too strong shows here first.
 *
 * @param deviation standard deviation over all frames, pixels and colours, of values from 0 to 1
 */
public record Contrast(double deviation) {
    /** Of a whole clip. */
    public static Contrast of(Clip clip) {
        double sum = 0;
        double squares = 0;
        float[] values = clip.pixels();
        for (float value : values) {
            double shown = (Math.max(-1, Math.min(1, value)) + 1.0) / 2;
            sum += shown;
            squares += shown * shown;
        }
        double mean = sum / values.length;
        return new Contrast(Math.sqrt(Math.max(0, squares / values.length - mean * mean)));
    }
}
