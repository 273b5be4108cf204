package motionscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.MemoryLimit;

/** Whether the GPU computes, and if not, the first thing that is in its way. */
final class CudaFindings {
    private static final String CUDA = "CUDA";
    private static final String DRIVER = "driver";
    private static final String RUN = "--device cuda";
    /** The version that the pom names. */
    private static final String GLUE = "2.7.1";
    /** The bundled model and CUDA's libraries fit into this. */
    private static final long ENOUGH = 3L << 29;

    private CudaFindings() {}

    static List<Finding> of(CudaHost host) {
        List<Finding> all = new ArrayList<>();
        if (host.devices() > 0) {
            all.add(Finding.ok(DRIVER, driver(host)));
            all.add(used(host));
            memory(host).ifPresent(all::add);
            glue(host).ifPresent(all::add);
            return all;
        }
        all.add(host.wanted() ? obstacle(host) : unused(host));
        return all;
    }

    private static String driver(CudaHost host) {
        return host.driver().map(version -> "NVIDIA " + version).orElse("NVIDIA, of a version that it does not say")
                + host.driverCuda().map(cuda -> ", runs CUDA up to " + cuda).orElse("");
    }

    private static Finding used(CudaHost host) {
        int count = host.devices();
        String found = count + (count == 1 ? " device" : " devices");
        return host.asked().startsWith("cpu")
                ? Finding.warn(CUDA, found + ", but the device asked for is " + host.asked(), "Use " + RUN)
                : Finding.ok(CUDA, found);
    }

    private static Optional<Finding> memory(CudaHost host) {
        if (host.free().isEmpty() || host.free().getAsLong() >= ENOUGH) {
            return Optional.empty();
        }
        String limit = host.limit().isPresent()
                ? ", with the limit of " + MemoryBudget.text(host.limit().getAsLong()) + " in " + MemoryLimit.VARIABLE
                : "";
        return Optional.of(Finding.warn(
                "GPU memory",
                MemoryBudget.text(host.free().getAsLong()) + " free" + limit,
                "Work will not fit: close models in other notebooks, or end what nvidia-smi lists"));
    }

    /** The glue between Java and libtorch is built for one version. */
    private static Optional<Finding> glue(CudaHost host) {
        return host.natives()
                .version()
                .filter(version -> !version.equals(host.glue()))
                .map(version -> Finding.warn(
                        "libtorch",
                        "version " + version + " in " + host.natives().folder() + ", but the glue is for "
                                + host.glue(),
                        "Install torch==" + host.glue() + ", unless this glue was built for it"));
    }

    /** Nobody asks for a GPU. */
    private static Finding unused(CudaHost host) {
        boolean there = host.driver().isPresent();
        if (!there) {
            return Finding.ok(CUDA, "no device; the cpu computes");
        }
        String why = host.asked().isEmpty() ? "no device is asked for" : "the device asked for is " + host.asked();
        return Finding.warn(CUDA, "a GPU is there (" + driver(host) + "), but " + why, "To use it: " + RUN);
    }

    /** What is in the way, nearest to the hardware first. */
    private static Finding obstacle(CudaHost host) {
        if (host.smi().isEmpty() && !host.module()) {
            return Finding.broken(
                    DRIVER,
                    "a GPU is asked for, but there is no NVIDIA driver (no nvidia-smi)",
                    "Install it, or give the container the GPU (--device nvidia.com/gpu=all)");
        }
        if (host.driver().isEmpty() && host.smi().isPresent()) {
            return Finding.broken(
                    DRIVER,
                    "nvidia-smi does not reach it: " + firstLine(host.smi().get()),
                    "Start the machine again after an update of the driver; in a container give it the GPU");
        }
        if (host.visible().isPresent() && host.visible().get().matches("\\s*|-1")) {
            return Finding.broken(
                    CUDA,
                    "CUDA_VISIBLE_DEVICES='" + host.visible().get() + "' hides every GPU",
                    "Unset it, or name one: CUDA_VISIBLE_DEVICES=0");
        }
        return ofNatives(host);
    }

    private static Finding ofNatives(CudaHost host) {
        CudaNatives natives = host.natives();
        if (!host.named().isEmpty() && !natives.folder().equals(Path.of(host.named()))) {
            return unloaded(host.named(), host.flavour(), "the engine took " + natives.folder() + " instead");
        }
        if (!natives.cuda()) {
            return Finding.broken(
                    "libtorch",
                    "the one in " + natives.folder() + " is for the cpu (PYTORCH_FLAVOR '" + host.flavour() + "')",
                    "Run the launcher with " + RUN + ", and give a CUDA build with PYTORCH_LIBRARY_PATH"
                            + " (environment/README.md, 'A CUDA host')");
        }
        Optional<String> toolkit = natives.toolkit(host.flavour());
        if (toolkit.isPresent()
                && host.driverCuda().isPresent()
                && major(host.driverCuda().get()) < major(toolkit.get())) {
            return Finding.broken(
                    DRIVER,
                    driver(host) + ", but libtorch is built for CUDA " + toolkit.get(),
                    "Update the driver, or use a libtorch for CUDA "
                            + major(host.driverCuda().get()));
        }
        return Finding.broken(
                CUDA,
                "driver and libtorch (" + natives.folder() + ") are there, but the engine sees no device",
                "Check that nvidia-smi lists one, and that PYTORCH_FLAVOR '" + host.flavour() + "' is libtorch's"
                        + toolkit.map(version -> " (CUDA " + version + ")").orElse(""));
    }

    /**
     * What to do where the engine does not even load.
     *
     * @param folder PYTORCH_LIBRARY_PATH; empty without it
     * @param said the engine's own words
     */
    static Finding unloaded(String folder, String flavour, String said) {
        if (folder.isEmpty()) {
            return Finding.broken(
                    "libtorch",
                    said,
                    "There is no libtorch for " + (flavour.isEmpty() ? CUDA : flavour) + ": be online once, or name the"
                            + " folder of your own with PYTORCH_LIBRARY_PATH (environment/README.md, 'A CUDA host')");
        }
        if (!Files.isRegularFile(Path.of(folder, "libtorch.so"))) {
            return Finding.broken(
                    "libtorch",
                    "PYTORCH_LIBRARY_PATH is " + folder + ", where no libtorch.so is",
                    "Name the folder torch/lib of a Python with torch==" + GLUE);
        }
        if (!flavour.startsWith("cu")) {
            return Finding.broken(
                    "libtorch",
                    "PYTORCH_FLAVOR is '" + flavour + "'",
                    "Set it to that of the libtorch in " + folder + ", such as cu128");
        }
        return Finding.broken(
                "libtorch",
                said,
                "Check that " + folder + " is torch==" + GLUE + " for " + flavour + ": the glue is built for that one");
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it says nothing");
    }
}
