package motionscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of made-up machines. */
class CudaFindingsTest {
    private static final String SMI = """
            Thu Nov 26 04:20:00 2026
            | NVIDIA-SMI 570.86.15    Driver Version: 570.86.15    CUDA Version: 12.8     |
            """;
    private static final String OLD = SMI.replace("570.86.15", "470.82.01").replace("12.8", "11.4");
    private static final CudaNatives FOR_CUDA =
            new CudaNatives(Path.of("torch/lib"), true, Optional.of("2.7.1"), Optional.of("12.8"));
    private static final CudaNatives FOR_CPU =
            new CudaNatives(Path.of("torch/lib"), false, Optional.of("2.7.1"), Optional.empty());
    private static final long GIB = 1L << 30;

    /** A host without a device that the engine sees. */
    private static CudaHost host(String asked, String flavour, String smi, CudaNatives natives) {
        return new CudaHost(
                asked,
                flavour,
                Optional.empty(),
                Optional.ofNullable(smi),
                smi != null,
                "",
                natives,
                "2.7.1",
                0,
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static CudaHost working(String asked, double free, OptionalLong limit, String version) {
        CudaNatives natives = new CudaNatives(Path.of("torch/lib"), true, Optional.of(version), Optional.of("12.8"));
        return new CudaHost(
                asked,
                "cu128",
                Optional.empty(),
                Optional.of(SMI),
                true,
                "torch/lib",
                natives,
                "2.7.1",
                1,
                OptionalLong.of((long) (free * GIB)),
                limit);
    }

    private static void only(Finding.State state, String words, CudaHost host) {
        List<Finding> findings = CudaFindings.of(host);
        assertEquals(1, findings.size(), findings.toString());
        said(state, words, findings.get(0));
    }

    private static void said(Finding.State state, String words, Finding finding) {
        assertEquals(state, finding.state(), finding.line());
        assertTrue(finding.line().matches("(?s).*" + words + ".*"), finding.line());
    }

    @Test
    void withoutAGpuAndAWishForOneAllIsWell() {
        only(Finding.State.OK, "no device; the cpu computes", host("", "", null, FOR_CPU));
        only(Finding.State.OK, "no device; the cpu computes", host("cpu", "cpu", null, FOR_CPU));
    }

    @Test
    void aGpuThatNobodyAsksForIsNamed() {
        only(
                Finding.State.WARN,
                "a GPU is there \\(NVIDIA 570.86.15, runs CUDA up to 12.8\\), but no device is asked for. To use it:"
                        + " --device cuda",
                host("", "", SMI, FOR_CPU));
        only(Finding.State.WARN, "the device asked for is cpu", host("cpu", "cu128", SMI, FOR_CUDA));
        said(
                Finding.State.WARN,
                "1 device, but the device asked for is cpu. Use --device cuda",
                CudaFindings.of(working("cpu", 70, OptionalLong.empty(), "2.7.1"))
                        .get(1));
    }

    @Test
    void withoutADriverNothingWorks() {
        only(Finding.State.BROKEN, "there is no NVIDIA driver \\(no nvidia-smi\\)", host("cuda", "", null, FOR_CUDA));
        only(Finding.State.BROKEN, "there is no NVIDIA driver", host("", "cu128", null, FOR_CUDA));
    }

    @Test
    void aDriverThatDoesNotAnswerIsQuoted() {
        String mismatch = "Failed to initialize NVML: Driver/library version mismatch\n";
        only(
                Finding.State.BROKEN,
                "does not reach it: Failed to initialize NVML: Driver/library version mismatch. Start the machine again",
                host("cuda", "cu128", mismatch, FOR_CUDA));
    }

    @Test
    void aDriverThatIsTooOldIsComparedWithLibtorch() {
        String words = "NVIDIA 470.82.01, runs CUDA up to 11.4, but libtorch is built for CUDA 12.8. Update the driver";
        only(Finding.State.BROKEN, words, host("cuda", "cu128", OLD, FOR_CUDA));
        CudaNatives silent = new CudaNatives(Path.of("torch/lib"), true, Optional.empty(), Optional.empty());
        only(Finding.State.BROKEN, words, host("cuda:1", "cu128", OLD, silent));
    }

    @Test
    void aCpuBuildIsTheWrongFlavour() {
        only(
                Finding.State.BROKEN,
                "the one in torch/lib is for the cpu \\(PYTORCH_FLAVOR 'cpu'\\)",
                host("cuda", "cpu", SMI, FOR_CPU));
    }

    @Test
    void aNamedFolderThatTheEngineDidNotTakeIsNamed() {
        CudaHost host = new CudaHost(
                "cuda",
                "cu128",
                Optional.empty(),
                Optional.of(SMI),
                true,
                "nowhere/lib",
                FOR_CPU,
                "2.7.1",
                0,
                OptionalLong.empty(),
                OptionalLong.empty());
        only(Finding.State.BROKEN, "PYTORCH_LIBRARY_PATH is nowhere/lib, where no libtorch.so is", host);
    }

    @Test
    void hiddenDevicesAreNamed() {
        for (String hidden : new String[] {"", "-1"}) {
            CudaHost shown = host("cuda", "cu128", SMI, FOR_CUDA);
            CudaHost host = new CudaHost(
                    shown.asked(),
                    shown.flavour(),
                    Optional.of(hidden),
                    shown.smi(),
                    true,
                    "",
                    shown.natives(),
                    "2.7.1",
                    0,
                    shown.free(),
                    shown.limit());
            only(Finding.State.BROKEN, "CUDA_VISIBLE_DEVICES='" + hidden + "' hides every GPU", host);
        }
    }

    @Test
    void whereAllIsThereAndNothingWorksTheRestIsNamed() {
        only(
                Finding.State.BROKEN,
                "the engine sees no device. Check .* PYTORCH_FLAVOR 'cu121' is libtorch's \\(CUDA 12.8\\)",
                host("cuda", "cu121", SMI, FOR_CUDA));
    }

    @Test
    void aWorkingGpuHasADriverAndDevices() {
        List<Finding> all = CudaFindings.of(working("cuda", 70, OptionalLong.empty(), "2.7.1"));
        assertEquals(2, all.size(), all.toString());
        said(Finding.State.OK, "driver +NVIDIA 570.86.15, runs CUDA up to 12.8", all.get(0));
        said(Finding.State.OK, "CUDA +1 device", all.get(1));
    }

    @Test
    void aFullGpuAndAnotherLibtorchAreWarnings() {
        List<Finding> all = CudaFindings.of(working("cuda", 0.5, OptionalLong.of(GIB), "2.11.0"));
        said(
                Finding.State.WARN,
                "512.0 MiB free, with the limit of 1.0 GiB in MOTIONSCOPE_GPU_MEMORY. .*close models in other",
                all.get(2));
        said(Finding.State.WARN, "version 2.11.0 in torch/lib, but the glue is for 2.7.1", all.get(3));
    }

    @Test
    void anEngineThatDoesNotLoadSaysWhereItLooked(@TempDir Path folder) throws IOException {
        String said = "The PyTorch engine did not load: not found.";
        said(Finding.State.BROKEN, "no libtorch for cu128: be online once", CudaFindings.unloaded("", "cu128", said));
        String here = folder.toString();
        said(Finding.State.BROKEN, "where no libtorch.so is", CudaFindings.unloaded(here, "cu128", said));
        Files.createFile(folder.resolve("libtorch.so"));
        said(Finding.State.BROKEN, "PYTORCH_FLAVOR is ''", CudaFindings.unloaded(here, "", said));
        said(Finding.State.BROKEN, "not found. .*the glue is built for", CudaFindings.unloaded(here, "cu128", said));
    }

    @Test
    void pipsLibtorchSaysItsVersions(@TempDir Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        CudaNatives bare = CudaNatives.in(lib);
        assertEquals(new CudaNatives(lib, false, Optional.empty(), Optional.empty()), bare);
        assertEquals(Optional.of("12.8"), bare.toolkit("cu128"));
        assertEquals(Optional.empty(), bare.toolkit("cpu"));
        Files.createFile(lib.resolve("libtorch_cuda.so"));
        Files.writeString(folder.resolve("version.py"), """
                __all__ = ['__version__', 'debug', 'cuda', 'git_version', 'hip', 'xpu']
                __version__ = '2.11.0+cu130'
                debug = False
                cuda: Optional[str] = '13.0'
                """);
        assertEquals(new CudaNatives(lib, true, Optional.of("2.11.0"), Optional.of("13.0")), CudaNatives.in(lib));
    }
}
