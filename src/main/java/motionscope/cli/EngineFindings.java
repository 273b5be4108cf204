package motionscope.cli;

import java.util.ArrayList;
import java.util.List;
import motionscope.MotionScopeException;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Torch;

/** The tensor engine, its native libraries, and the CUDA devices it sees; all of it may be missing. */
final class EngineFindings {
    private static final double ROUND_OFF = 1e-12;

    private EngineFindings() {}

    /** @param device of the command line, or null */
    static List<Finding> all(String device) {
        try {
            List<Finding> all = new ArrayList<>();
            all.add(Finding.ok("engine", Torch.description() + ", " + Torch.threads() + " threads"));
            all.add(Finding.ok("natives", Torch.libraryFolder()));
            all.add(arithmetic(Device.CPU));
            all.addAll(CudaFindings.of(CudaHost.here(device)));
            for (int i = 0; i < Torch.cudaDevices(); i++) {
                all.addAll(cuda(Device.cuda(i)));
            }
            return all;
        } catch (MotionScopeException | LinkageError e) {
            return List.of(unloaded(device, String.valueOf(e.getMessage()).replace(" Run ./motionscope doctor.", "")));
        }
    }

    private static Finding unloaded(String device, String said) {
        String asked = device == null ? CudaHost.environment("MOTIONSCOPE_DEVICE") : device;
        String flavour = CudaHost.environment("PYTORCH_FLAVOR");
        return CudaHost.wanted(asked, flavour)
                ? CudaFindings.unloaded(CudaHost.environment("PYTORCH_LIBRARY_PATH"), flavour, said)
                : Finding.broken(
                        "engine",
                        said,
                        "Rebuild with ./motionscope doctor after removing target/, and check the folder ~/.djl.ai");
    }

    private static List<Finding> cuda(Device device) {
        long free = MemoryBudget.freeBytes(device).orElse(0);
        try {
            return List.of(Finding.ok(device.toString(), MemoryBudget.freeText(device, free)), arithmetic(device));
        } catch (MotionScopeException e) {
            return List.of(Finding.broken(
                    device.toString(), String.valueOf(e.getMessage()), "nvidia-smi lists what holds its memory"));
        }
    }

    /** A product that is known: a library that loads may still not compute. */
    private static Finding arithmetic(Device device) {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.full(3, 2, 2).to(device);
            double sum = x.matmul(x).sum().item(); // 4 entries of 3 * 3 * 2
            String what = "tensors " + device;
            return Math.abs(sum - 72) < ROUND_OFF
                    ? Finding.ok(what, "compute")
                    : Finding.broken(what, "3 x 3 products sum to " + sum, "Reinstall the native libraries");
        }
    }
}
