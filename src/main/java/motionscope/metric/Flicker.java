package motionscope.metric;

import java.awt.image.BufferedImage;
import motionscope.video.Clip;

/**
 * How much pixels change from frame to frame, in 8 bit levels. Motion changes them too: the score says something about
 * flicker only where the scene should be still.
 *
 * @param meanDifference mean of |next - this| over frames, pixels and colours, 0 to 255
 */
public record Flicker(double meanDifference) {
    /** @throws motionscope.MotionScopeException if the clip has only one frame */
    public static Flicker of(Clip clip) {
        Moving.requireFrames(clip.frames());
        long sum = 0;
        int[] before = levels(clip.image(0));
        for (int f = 1; f < clip.frames(); f++) {
            int[] now = levels(clip.image(f));
            for (int i = 0; i < now.length; i++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((now[i] >> shift & 0xff) - (before[i] >> shift & 0xff));
                }
            }
            before = now;
        }
        double values = 3.0 * before.length * (clip.frames() - 1);
        return new Flicker(sum / values);
    }

    private static int[] levels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** VBench's temporal flickering: (255 - mean difference) / 255, 1 for a still clip. */
    public double score() {
        return (255 - meanDifference) / 255;
    }
}
