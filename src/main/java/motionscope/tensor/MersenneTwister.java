package motionscope.tensor;

/**
 * The mt19937 generator of 32-bit words (Matsumoto and Nishimura, 1998), the source of PyTorch's random numbers on a CPU.
 *
 * <p>Not safe for use by several threads at once.
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /** @param seed only the low 32 bits count, as in PyTorch */
    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next word, as the int that has these 32 bits. */
    int next32() {
        if (next == SIZE) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** The next two words as one; the first drawn is the high half. */
    long next64() {
        long high = next32();
        return high << 32 | next32() & 0xffffffffL;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int following = state[(i + 1) % SIZE];
            int mixed = (state[i] & 0x80000000) | (following & 0x7fffffff);
            state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ ((following & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
