package motionscope.tensor;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.MotionScopeException;

/**
 * How much of a device's memory this process may use, so that several share a GPU: work that is estimated to need more is
 * refused, as if the device were smaller. The environment variable {@code MOTIONSCOPE_GPU_MEMORY=12g} sets it for every
 * CUDA device.
 *
 * <p>What counts is this process's tensors. CUDA itself takes some hundred megabytes beside them in each process. A libtorch
 * that can hold its allocator to a limit (see {@link CudaAllocator}) does so too; older ones are held by the estimates alone.
 */
public final class MemoryLimit {
    /** The environment variable, as in {@code 12g} or {@code 800m}. */
    public static final String VARIABLE = "MOTIONSCOPE_GPU_MEMORY";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*([kmgt])(?:i?b)?");
    private static final String UNITS = "kmgt";
    private static final int STEP = 10;

    private static final Map<Device, Long> LIMITS = new ConcurrentHashMap<>();

    private MemoryLimit() {}

    /**
     * From now on this process is to use no more of a device than so many bytes; what it has already is not taken away.
     *
     * @throws MotionScopeException if that is nothing
     */
    public static void set(Device device, long bytes) {
        if (bytes <= 0) {
            throw new MotionScopeException("A memory limit of " + bytes + " bytes on " + device
                    + " leaves nothing to compute with; give more, as in 12g.");
        }
        LIMITS.put(device, bytes);
    }

    /** From now on this process may use all of a device that is free, whatever the variable says. */
    public static void lift(Device device) {
        LIMITS.put(device, Long.MAX_VALUE);
    }

    /**
     * The limit of a device, or empty where there is none.
     *
     * @throws MotionScopeException if the variable is no size
     */
    public static OptionalLong of(Device device) {
        Long set = LIMITS.get(device);
        if (set != null) {
            return set == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(set);
        }
        return device.isCuda() ? named(System.getenv(VARIABLE)) : OptionalLong.empty();
    }

    /** Bytes that tensors of this process may still take of a device under its limit; at least 0. */
    static OptionalLong room(Device device) {
        OptionalLong limit = of(device);
        return limit.isEmpty() ? limit : OptionalLong.of(Math.max(0, limit.getAsLong() - Scope.liveBytes(device)));
    }

    /**
     * Reads the variable's value.
     *
     * @param value null or blank where it is not set
     * @throws MotionScopeException if it is no size
     */
    static OptionalLong named(String value) {
        if (value == null || value.isBlank()) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!size.matches() || Double.parseDouble(size.group(1)) == 0) {
            throw new MotionScopeException(
                    VARIABLE + " is '" + value + "'; give a size above 0 with its unit, as in 12g or 800m.");
        }
        int unit = STEP * (1 + UNITS.indexOf(size.group(2)));
        return OptionalLong.of((long) (Double.parseDouble(size.group(1)) * (1L << unit)));
    }
}
