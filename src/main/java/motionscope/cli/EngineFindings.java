package motionscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import motionscope.MotionScopeException;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.Scope;
import motionscope.tensor.Tensor;
import motionscope.tensor.Torch;

/** The tensor engine, its native libraries, and the CUDA devices it sees; all of it may be missing. */
final class EngineFindings {
    private static final String FLAVOR = "PYTORCH_FLAVOR";
    private static final double GIB = 1L << 30;
    private static final double ROUND_OFF = 1e-12;

    private EngineFindings() {}

    static List<Finding> all() {
        try {
            List<Finding> all = new ArrayList<>();
            all.add(Finding.ok("engine", Torch.description() + ", " + Torch.threads() + " threads"));
            all.add(Finding.ok("natives", Torch.libraryFolder()));
            all.add(arithmetic(Device.CPU));
            all.addAll(cuda());
            return all;
        } catch (MotionScopeException | LinkageError e) {
            return List.of(Finding.broken(
                    "engine",
                    String.valueOf(e.getMessage()),
                    "Rebuild with ./motionscope doctor after removing target/, and check the folder ~/.djl.ai"));
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

    private static List<Finding> cuda() {
        int count = Torch.cudaDevices();
        String flavor = System.getenv(FLAVOR);
        if (count == 0) {
            return List.of(
                    flavor == null
                            ? Finding.ok("CUDA", "no device; the cpu computes")
                            : Finding.warn(
                                    "CUDA",
                                    FLAVOR + " is " + flavor + ", but the engine at " + Torch.libraryFolder()
                                            + " sees no device",
                                    "Check that nvidia-smi lists one, and that the folder is a CUDA build"));
        }
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Device device = Device.cuda(i);
            OptionalLong free = MemoryBudget.freeBytes(device);
            all.add(Finding.ok(device.toString(), String.format(Locale.ROOT, "%.1f GiB free", free.orElse(0) / GIB)));
            all.add(arithmetic(device));
        }
        return all;
    }
}
