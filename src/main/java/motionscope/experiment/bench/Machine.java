package motionscope.experiment.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import motionscope.experiment.Provenance;
import motionscope.tensor.Placement;
import motionscope.tensor.Torch;

/**
 * Where figures were measured.
 *
 * @param processor model of the processor
 * @param cores that this process may use
 * @param memoryBytes of the machine
 * @param loadAverage of the last minute when the measurement began: figures of a busy machine say little
 * @param threads of one operation on the processor
 * @param device where the network computed
 * @param precision in which it computed
 * @param java version
 * @param engine version
 * @param library version of this library
 */
public record Machine(
        String processor,
        int cores,
        long memoryBytes,
        double loadAverage,
        int threads,
        String device,
        String precision,
        String java,
        String engine,
        String library) {
    static Machine now(Placement placement) {
        return new Machine(
                line(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Torch.threads(),
                placement.device().toString(),
                placement.precision().toString(),
                Runtime.version().toString(),
                Torch.description(),
                Provenance.libraryVersion());
    }

    private static long memory() {
        String digits = line(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : 1024 * Long.parseLong(digits);
    }

    /** What stands behind the colon of the first line with this key, or "unknown". */
    private static String line(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
