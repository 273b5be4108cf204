package motionscope.experiment.bench;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import motionscope.tensor.Checkpoint;
import motionscope.tensor.Device;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Weights;

/**
 * The program that {@link LoadBench} starts for each load: a second load in one process would find the memory of the first
 * still there, which no model does.
 */
final class LoadWork {
    /**
     * What it tells.
     *
     * @param seconds of the load
     * @param hashSeconds of the hash, made before alone: that brings the file into memory
     * @param hostBytes memory that no file stands behind, at the worst moment of the load
     */
    record Told(double seconds, double hashSeconds, long hostBytes) {}

    private LoadWork() {}

    /** Takes the file, the device, the precision, and whether the hash is made beside the load. */
    public static void main(String[] arguments) {
        Path path = Path.of(arguments[0]);
        Placement placement = new Placement(Device.of(arguments[1]), Precision.of(arguments[2]));
        try (Scope scope = new Scope()) {
            Tensor.full(0, 1).to(placement).add(1).floats(); // the engine is there
        }
        double hash = Samples.seconds(() -> hash(path));
        CompletableFuture<Void> beside =
                Boolean.parseBoolean(arguments[3]) ? CompletableFuture.runAsync(() -> hash(path)) : null;
        double[] seconds = new double[1];
        long bytes = HostMemory.most(() -> seconds[0] = Samples.seconds(() -> load(path, placement)));
        if (beside != null) {
            beside.join();
        }
        System.out.println(new Gson().toJson(new Told(seconds[0], hash, bytes)));
    }

    private static void hash(Path path) {
        try (Checkpoint file = Checkpoint.open(path)) {
            file.sha256();
        }
    }

    /** Every tensor to where a network would have it. */
    private static void load(Path path, Placement placement) {
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
}
