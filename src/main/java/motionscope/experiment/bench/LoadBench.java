package motionscope.experiment.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import motionscope.MotionScopeException;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Placement;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * Times the loading of files of weights from a warm cache, alone and with the hash of the file beside it as models load, and
 * measures what memory of the host that takes beside the mapped file.
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
            try {
                progress.accept("nothing yet: writing random files");
                List<Path> written = new RandomCheckpoints(folder, bytes).write();
                return run(written, "Loading random files", placement, quick, progress);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new MotionScopeException("Random files cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static BenchReport run(
            List<Path> files, String what, Placement placement, boolean quick, Consumer<String> progress) {
        Machine machine = Machine.now(placement);
        LoadBench bench = new LoadBench(placement, quick ? 3 : 5, progress);
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
        Runnable load = () -> load(path);
        double most = HostMemory.most(load); // this run also brings the file into memory
        Samples alone = Samples.of(runs, () -> gigabytes / Samples.seconds(load));
        figures.add(alone.figure("  loading", "GB/s").atLeast(LEAST_RATE, "at least 1 GB/s"));
        Samples beside = Samples.of(runs, () -> gigabytes / besideHash(path));
        figures.add(beside.figure("  while the hash is made", "GB/s").atLeast(LEAST_RATE, "at least 1 GB/s"));
        Samples hash = Samples.of(runs, () -> gigabytes / Samples.seconds(() -> hash(path)));
        figures.add(hash.figure("  the hash alone", "GB/s"));
        String of = placement.device().isCuda() ? "file" : "tensors";
        double whole = placement.device().isCuda() ? gigabytes * 1e9 : tensors;
        figures.add(Figure.of("  host memory beside the file / " + of, "ratio", most / whole)
                .atMost(MOST_MEMORY, "at most 1.1"));
    }

    /** Every tensor to where a network would have it. */
    private void load(Path path) {
        try (Checkpoint file = Checkpoint.open(path);
                Scope loaded = Scope.detached()) {
            Weights weights = new Weights(file, placement, loaded);
            Tensor last = null;
            for (String name : file.names()) {
                if (file.entry(name).dtype().isFloating()) { // counters of steps are no weights
                    last = weights.take(name, file.entry(name).sizes());
                }
            }
            waitFor(last);
        }
    }

    /** A device works on behind the program's back until a value is asked for. */
    private static void waitFor(Tensor last) {
        if (last != null) {
            try (Scope scope = new Scope()) {
                last.mean().item();
            }
        }
    }

    private double besideHash(Path path) {
        CompletableFuture<Void> hash = CompletableFuture.runAsync(() -> hash(path));
        double seconds = Samples.seconds(() -> load(path));
        hash.join();
        return seconds;
    }

    private static void hash(Path path) {
        try (Checkpoint file = Checkpoint.open(path)) {
            file.sha256();
        }
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
