package motionscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;

/** Java, system, processor, memory, disk. */
final class MachineFindings {
    private static final int OLDEST_JAVA = 17;
    private static final double GIB = 1L << 30;
    private static final double ENOUGH_MEMORY = 1.5;
    private static final double ENOUGH_DISK = 2;

    private MachineFindings() {}

    static List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        int java = Runtime.version().feature();
        String found = Runtime.version() + " at " + System.getProperty("java.home");
        all.add(
                java >= OLDEST_JAVA
                        ? Finding.ok("Java", found)
                        : Finding.broken("Java", found, "Install Java 17 or later"));
        all.add(system());
        all.add(memory());
        all.add(disk());
        return all;
    }

    private static Finding system() {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch") + ", " + processorName() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
        boolean known = System.getProperty("os.name").startsWith("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return known
                ? Finding.ok("system", os)
                : Finding.warn("system", os, "The bundled native libraries are for Linux on x86-64");
    }

    /** The model of the processor, as Linux tells it. */
    static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    private static Finding memory() {
        OptionalLong free = MemoryBudget.freeBytes(Device.CPU);
        if (free.isEmpty()) {
            return Finding.warn("memory", "the system does not say how much is free", "Keep 2 GiB free");
        }
        double gib = free.getAsLong() / GIB;
        String found = String.format(
                Locale.ROOT,
                "%.1f GiB free, Java may use %.1f GiB",
                gib,
                Runtime.getRuntime().maxMemory() / GIB);
        return gib >= ENOUGH_MEMORY
                ? Finding.ok("memory", found)
                : Finding.warn("memory", found, "The bundled model needs about 1.5 GiB: end other programs");
    }

    private static Finding disk() {
        Path place = Installation.root().orElse(Path.of(".")).toAbsolutePath();
        try {
            double gib = Files.getFileStore(place).getUsableSpace() / GIB;
            String found = String.format(Locale.ROOT, "%.1f GiB free at %s", gib, place);
            return gib >= ENOUGH_DISK
                    ? Finding.ok("disk", found)
                    : Finding.warn("disk", found, "Free some: results and libraries need about 2 GiB");
        } catch (IOException e) {
            return Finding.warn("disk", "the free space at " + place + " is not known", "Check the folder");
        }
    }
}
