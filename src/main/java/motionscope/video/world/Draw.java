package motionscope.video.world;

import java.util.SplittableRandom;

/** Random draws that depend on nothing but the generator's 64 bits, so that a seed is a seed on every machine. */
final class Draw {
    private Draw() {}

    /** 0 to 1, without 1. */
    static float unit(SplittableRandom random) {
        return (random.nextLong() >>> 40) * 0x1p-24f;
    }

    /** low to high. */
    static float between(SplittableRandom random, float low, float high) {
        return low + (high - low) * unit(random);
    }

    static boolean chance(SplittableRandom random, float probability) {
        return unit(random) < probability;
    }

    static <T> T of(SplittableRandom random, T[] values) {
        return values[(int) (unit(random) * values.length)];
    }
}
