package motionscope.video.world;

import java.util.SplittableRandom;
import motionscope.MotionScopeException;

/**
 * What makes one texture differ from another of its kind; each number is from 0 to 1.
 *
 * @param cell size of stones, spots and tiles (9 to 15 pixels)
 * @param angle direction of streaks and marble (half a turn)
 * @param pattern which stones, spots and tiles
 * @param spin turn from one wave of a cloud to the next
 * @param heading turn of its first wave
 * @param frequency how dense its waves are
 * @param phase where its waves begin
 */
public record Grain(float cell, float angle, float pattern, float spin, float heading, float frequency, float phase) {
    public Grain {
        for (float value : new float[] {cell, angle, pattern, spin, heading, frequency, phase}) {
            if (!(value >= 0 && value <= 1)) {
                throw new MotionScopeException(
                        "The numbers of a texture's grain are from 0 to 1, but " + value + " was given.");
            }
        }
    }

    static Grain random(SplittableRandom random) {
        return new Grain(
                Draw.unit(random),
                Draw.unit(random),
                Draw.unit(random),
                Draw.unit(random),
                Draw.unit(random),
                Draw.unit(random),
                Draw.unit(random));
    }
}
