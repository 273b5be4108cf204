package motionscope.experiment.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Placement;

/**
 * Times the loading of files of weights from a warm cache, each time in a process of its own: alone, and while the hash of the
 * file is made, as models load; and measures what memory of the host that takes beside the mapped file.
 */
public final class LoadBench {
    private static final double LEAST_RATE = 1;
    private static final double MOST_MEMORY = 1.1;

    private final Placement placement;
    private final int runs;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    private LoadBench(Placement placement, int runs, Consumer<String> progress) {
        this.placement = placement;
        this.runs = runs;
        this.progress = progress;
    }

    /**
     * Measures files that are there.
     *
     * @param path a file of weights, an index, or a folder with such
     * @throws MotionScopeException if there are none, or one cannot be read
     */
    public static BenchReport run(Path path, Placement placement, boolean quick, Consumer<String> progress) {
        return run(files(path), "Loading " + path, placement, quick, progress);
    }

    /**
     * Writes random files into a temporary folder, measures them and deletes them.
     *
     * @param bytes of each file
     * @throws MotionScopeException if they cannot be written
     */
    public static BenchReport run(long bytes, Placement placement, boolean quick, Consumer<String> progress) {
        try {
            Path folder = Files.createTempDirectory("motionscope-load");
            Thread interrupted = new Thread(() -> delete(folder)); // large files are not left behind
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                progress.accept("nothing yet: writing random files");
                List<Path> written = new RandomCheckpoints(folder, bytes).write();
                return run(written, "Loading random files", placement, quick, progress);
            } finally {
                delete(folder);
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        } catch (IOException e) {
            throw new MotionScopeException("Random files cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static BenchReport run(
            List<Path> files, String what, Placement placement, boolean quick, Consumer<String> progress) {
        Machine machine = Machine.now(placement);
        LoadBench bench = new LoadBench(placement, quick ? 1 : 5, progress);
        files.forEach(bench::measure);
        return new BenchReport(machine, what, "", List.copyOf(bench.figures));
    }

    private void measure(Path path) {
        String name = path.getFileName().toString();
        progress.accept("loading " + name);
        double gigabytes;
        double tensors;
        try (Checkpoint file = Checkpoint.open(path)) {
            gigabytes = file.totalBytes() / 1e9;
            tensors = file.names().stream()
                            .mapToLong(each -> file.entry(each).count())
                            .sum()
                    * (double) placement.precision().dtype().bytes();
        }
        figures.add(Figure.of(name, "GB", gigabytes));
        List<LoadWork.Told> alone = told(path, false);
        figures.add(rate(gigabytes, alone, LoadWork.Told::seconds, "  loading").atLeast(LEAST_RATE, "at least 1 GB/s"));
        figures.add(rate(gigabytes, told(path, true), LoadWork.Told::seconds, "  while the hash is made")
                .atLeast(LEAST_RATE, "at least 1 GB/s"));
        figures.add(rate(gigabytes, alone, LoadWork.Told::hashSeconds, "  the hash alone"));
        boolean cuda = placement.device().isCuda();
        double whole = cuda ? gigabytes * 1e9 : tensors;
        figures.add(new Samples(alone.stream()
                        .mapToDouble(told -> told.hostBytes() / whole)
                        .toArray())
                .figure("  host memory beside it / " + (cuda ? "file" : "tensors"), "ratio")
                .atMost(MOST_MEMORY, "at most 1.1"));
    }

    private List<LoadWork.Told> told(Path path, boolean hashBeside) {
        List<String> arguments = List.of(
                path.toString(),
                placement.device().toString(),
                placement.precision().toString(),
                String.valueOf(hashBeside));
        return Stream.generate(() -> FreshJvm.run(LoadWork.class, arguments, LoadWork.Told.class)
                        .told())
                .limit(runs)
                .toList();
    }

    private static Figure rate(
            double gigabytes, List<LoadWork.Told> all, ToDoubleFunction<LoadWork.Told> seconds, String name) {
        return new Samples(all.stream()
                        .mapToDouble(told -> gigabytes / seconds.applyAsDouble(told))
                        .toArray())
                .figure(name, "GB/s");
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<Path> found = inside.filter(
                            file -> file.getFileName().toString().matches(".*\\.(safetensors|ckpt|bin|pt|pth)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new MotionScopeException(
                        "Folder '" + path + "' has no weights itself; name a file, or a part such as unet.");
            }
            return found;
        } catch (IOException e) {
            throw new MotionScopeException("Folder '" + path + "' cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The random files in " + folder + " were not deleted", e);
        }
    }
}
