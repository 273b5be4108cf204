package motionscope.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import motionscope.MotionScopeException;

/**
 * Refuses work that cannot fit in memory before it starts: on Linux the alternative is a kill without a word.
 *
 * <p>Estimates are rough on the safe side; a refusal names both numbers.
 */
public final class MemoryBudget {
    private static final double GIB = 1 << 30;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path CGROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path CGROUP_USED = Path.of("/sys/fs/cgroup/memory.current");

    private MemoryBudget() {}

    /**
     * @param needed estimate in bytes
     * @param what the work, as in "Generating 4 clips of 16 x 64 x 64"
     * @param remedy what would need less
     * @throws MotionScopeException if the device has less free memory than needed
     */
    public static void require(Device device, long needed, String what, String remedy) {
        OptionalLong free = freeBytes(device);
        if (device.isCuda() && needed > free.orElse(0)) {
            Torch.releaseCudaCache(); // what earlier work left behind in the allocator counts as taken
            free = freeBytes(device);
        }
        if (free.isPresent() && needed > free.getAsLong()) {
            throw new MotionScopeException(String.format(
                    Locale.ROOT,
                    "%s needs about %.1f GiB on %s, which has %.1f GiB free. %s",
                    what,
                    needed / GIB,
                    device,
                    free.getAsLong() / GIB,
                    remedy));
        }
    }

    /** Free bytes of a device, or empty where the system does not say. */
    public static OptionalLong freeBytes(Device device) {
        return device.isCuda() ? OptionalLong.of(Torch.freeCudaBytes(device)) : freeHostBytes();
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
