package motionscope.cli;

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
            description = "cpu, cuda or cuda:1 (default: MOTIONSCOPE_DEVICE, else the first CUDA device, else cpu).")
    private String device;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "f32, bf16 or f16 (default: ${DEFAULT-VALUE}); the cpu computes in f32 only.",
            defaultValue = "f32")
    private String precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one operation on the cpu (default: MOTIONSCOPE_THREADS, else all cores).")
    private Integer threads;

    /** Sets the threads and checks that the device is there. */
    Placement placement() {
        Precision chosen = Precision.of(precision);
        if (threads != null) {
            Torch.setThreads(threads);
        }
        return new Placement(device == null ? Device.preferred() : Device.of(device), chosen);
    }
}
