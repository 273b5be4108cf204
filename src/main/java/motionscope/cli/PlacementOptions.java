package motionscope.cli;

import motionscope.experiment.analysis.Origin;
import motionscope.tensor.Device;
import motionscope.tensor.Placement;
import motionscope.tensor.Precision;
import motionscope.tensor.Torch;
import picocli.CommandLine.Option;

/** Options of every command that computes. */
final class PlacementOptions {
    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "cpu, cuda, cuda:1 (default: MOTIONSCOPE_DEVICE, else cuda, else cpu).")
    private String device;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "f32, bf16 or f16 (default: f32); the cpu: f32 only.")
    private String precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "On the cpu (default: MOTIONSCOPE_THREADS, else all cores).")
    private Integer threads;

    /** Sets the threads and checks that the device is there. */
    Placement placement() {
        Precision chosen = precision == null ? Precision.F32 : Precision.of(precision);
        if (threads != null) {
            Torch.setThreads(threads);
        }
        return new Placement(device == null ? Device.preferred() : Device.of(device), chosen);
    }

    /** The same, by default as a figure was made: device, precision and threads. */
    Placement placement(Origin origin) {
        Torch.setThreads(threads == null ? origin.threads() : threads);
        return new Placement(
                Device.of(device == null ? origin.device() : device),
                Precision.of(precision == null ? origin.precision() : precision));
    }
}
