package motionscope.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import motionscope.MotionScopeException;

/**
 * Refuses work that cannot fit in memory before it starts: on Linux the alternative is a kill without a word.
 *
 * <p>Estimates are rough on the safe side; a refusal names both numbers.
 */
public final class MemoryBudget {
    private static final double GIB = 1 << 30;
    private static final double MIB = 1 << 20;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path CGROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path CGROUP_USED = Path.of("/sys/fs/cgroup/memory.current");

    private MemoryBudget() {}

    /**
     * @param needed estimate in bytes
     * @param what the work, as in "Generating 4 clips of 16 x 64 x 64"
     * @param remedy what would need less
     * @throws MotionScopeException if the device has less free memory than needed, or the limit leaves less
     */
    public static void require(Device device, long needed, String what, String remedy) {
        require(device, needed, what, free -> remedy);
    }

    /**
     * @param needed estimate in bytes
     * @param what the work, as in "Generating 4 clips of 16 x 64 x 64"
     * @param remedy what would fit into so many free bytes
     * @throws MotionScopeException if the device has less free memory than needed, or the limit leaves less
     */
    public static void require(Device device, long needed, String what, LongFunction<String> remedy) {
        if (!fits(device, needed)) {
            long free = freeBytes(device).orElse(0);
            throw new MotionScopeException(String.format(
                    "%s needs about %s on %s, which has %s. %s",
                    what, text(needed), device, freeText(device, free), remedy.apply(free)));
        }
    }

    /** Whether so many bytes are free, if need be without what earlier work left behind in the engine's allocator. */
    public static boolean fits(Device device, long needed) {
        OptionalLong free = freeBytes(device);
        if (device.isCuda() && needed > free.orElse(0)) {
            Torch.releaseCudaCache();
            free = freeBytes(device);
        }
        return free.isEmpty() || needed <= free.getAsLong();
    }

    /** Free bytes of a device within this process's {@link MemoryLimit}, or empty where the system does not say. */
    public static OptionalLong freeBytes(Device device) {
        OptionalLong free = device.isCuda() ? OptionalLong.of(Torch.freeCudaBytes(device)) : freeHostBytes();
        OptionalLong room = MemoryLimit.room(device);
        return free.isPresent() && room.isPresent()
                ? OptionalLong.of(Math.min(free.getAsLong(), room.getAsLong()))
                : room.isPresent() ? room : free;
    }

    /** As in "1.5 GiB free", and of which limit. */
    public static String freeText(Device device, long free) {
        OptionalLong limit = MemoryLimit.of(device);
        String within = limit.isEmpty() ? "" : " of the " + text(limit.getAsLong()) + " that this process may use";
        return text(free) + " free" + within;
    }

    /** As in "1.5 GiB"; small sizes in MiB. */
    public static String text(long bytes) {
        return bytes < GIB
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    /** Memory that new allocations can have: what the kernel calls available, within a container's limit. */
    private static OptionalLong freeHostBytes() {
        try {
            long available = Files.readAllLines(MEMINFO).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            return OptionalLong.of(Math.min(available, containerBytes()));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static long containerBytes() throws IOException {
        if (!Files.isReadable(CGROUP_LIMIT) || !Files.isReadable(CGROUP_USED)) {
            return Long.MAX_VALUE;
        }
        String limit = Files.readString(CGROUP_LIMIT).strip();
        return limit.equals("max")
                ? Long.MAX_VALUE
                : Long.parseLong(limit)
                        - Long.parseLong(Files.readString(CGROUP_USED).strip());
    }

    /** Resident bytes of this process, or empty where the system does not say. */
    public static OptionalLong residentBytes() {
        return ofProcess("VmRSS:");
    }

    /** Resident bytes of this process that no file stands behind, or empty where the system does not say. */
    public static OptionalLong anonymousBytes() {
        return ofProcess("RssAnon:");
    }

    /** The most resident bytes this process has had, or empty where the system does not say. */
    public static OptionalLong peakResidentBytes() {
        return ofProcess("VmHWM:");
    }

    private static OptionalLong ofProcess(String key) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
