package motionscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motionscope.tensor.Device;
import motionscope.tensor.MemoryBudget;
import motionscope.tensor.MemoryLimit;
import motionscope.tensor.Torch;

/**
 * What this machine says about its GPUs, as the doctor needs to judge it.
 *
 * @param asked the device that is asked for, by --device or MOTIONSCOPE_DEVICE; empty if nobody asks
 * @param flavour PYTORCH_FLAVOR, such as cu128; empty without it
 * @param visible CUDA_VISIBLE_DEVICES, if it is set
 * @param smi what nvidia-smi says, if it is there
 * @param module whether the driver's kernel module is loaded
 * @param named PYTORCH_LIBRARY_PATH; empty without it
 * @param natives the libtorch that is loaded
 * @param glue the version of libtorch that the glue is for
 * @param devices that the engine sees
 * @param free bytes of the first of them within the limit
 * @param limit MOTIONSCOPE_GPU_MEMORY, if it is set
 */
record CudaHost(
        String asked,
        String flavour,
        Optional<String> visible,
        Optional<String> smi,
        boolean module,
        String named,
        CudaNatives natives,
        String glue,
        int devices,
        OptionalLong free,
        OptionalLong limit) {
    private static final Path MODULE = Path.of("/proc/driver/nvidia/version");
    private static final Pattern DRIVER = Pattern.compile("Driver Version: *([\\d.]+)");
    private static final Pattern CUDA = Pattern.compile("CUDA Version: *(\\d+)\\.(\\d+)");
    private static final int SECONDS = 20;

    /**
     * Looks around; the engine has been loaded.
     *
     * @param device of the command line, or null
     */
    static CudaHost here(String device) {
        String asked = device != null ? device : environment("MOTIONSCOPE_DEVICE");
        int devices = Torch.cudaDevices();
        return new CudaHost(
                asked,
                environment("PYTORCH_FLAVOR"),
                Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")),
                said("nvidia-smi"),
                Files.exists(MODULE),
                environment("PYTORCH_LIBRARY_PATH"),
                CudaNatives.in(Path.of(Torch.libraryFolder())),
                Torch.version(),
                devices,
                devices == 0 ? OptionalLong.empty() : MemoryBudget.freeBytes(Device.cuda(0)),
                MemoryLimit.of(Device.cuda(0)));
    }

    static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value.strip();
    }

    /** What a program prints, whatever it exits with; empty if it is not there or says nothing in time. */
    private static Optional<String> said(String program) {
        try {
            Path out = Files.createTempFile("motionscope", ".txt");
            try {
                Process process = new ProcessBuilder(program)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.of("nothing within " + SECONDS + " s");
                }
                return Optional.of(Files.readString(out, StandardCharsets.ISO_8859_1));
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether a GPU is wanted here. */
    boolean wanted() {
        return wanted(asked, flavour);
    }

    /** @param asked empty where nobody asks: then the flavour tells */
    static boolean wanted(String asked, String flavour) {
        return asked.startsWith("cuda") || asked.isEmpty() && flavour.startsWith("cu");
    }

    /** The driver's version, where nvidia-smi can talk to it. */
    Optional<String> driver() {
        return smi.map(DRIVER::matcher).filter(Matcher::find).map(m -> m.group(1));
    }

    /** The newest CUDA that the driver runs, such as 12.8. */
    Optional<String> driverCuda() {
        return smi.map(CUDA::matcher).filter(Matcher::find).map(m -> m.group(1) + "." + m.group(2));
    }
}
