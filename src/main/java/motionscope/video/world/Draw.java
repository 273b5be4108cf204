package motionscope.video.world;

import java.util.Arrays;
import java.util.List;
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

    /** One of the values, but none of those. */
    @SafeVarargs
    static <T> T other(SplittableRandom random, T[] values, T... not) {
        List<T> left =
                Arrays.stream(values).filter(v -> !List.of(not).contains(v)).toList();
        return left.get((int) (unit(random) * left.size()));
    }
}
